/** For whom Teams rings in the channel of a case, and that no name stands where somebody may not see it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { sweepSignals } from '../../src/usecases/sweepSignals.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { ConnectorCall } from '../support/fakeConnector.ts';
import type { FakeChat, FakePerson } from '../support/fakeTeams.ts';
import { joins } from '../support/people.ts';

let bot: TestBot;
let code: string;
let caseId: string;
const people: Record<string, FakePerson> = {};
const of = (name: string): FakePerson => people[name] as FakePerson;

beforeEach(async () => {
  bot = await testBot({ local: false, now: '2026-03-10T09:00:00.000Z' });
  const members: Record<string, Member> = {};
  for (const [name, role] of [
    ['Anna', 'begeleider'],
    ['Bob', 'begeleider'],
    ['Cor', 'woningcorporatie'],
    ['Gea', 'gemeente'],
  ] as const) {
    // prettier-ignore
    people[name] = bot.teams.person(name);
    const work = { regions: ['haarlemmermeer'], organisation: `Organisatie ${name}` };
    members[name] = await bot.member(of(name), [role], work);
  }
  const opened = await openCase(bot.deps, {
    ...{ protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'Merel', member: members['Anna'] as Member },
    facts: { hoogRisico: false, doelgroep: 'bw' },
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  ({ code, id: caseId } = opened.view.case);
  for (const name of ['Cor', 'Gea']) await joins(bot.deps.uow.stores, code, members[name] as Member);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

async function linked(names: readonly string[]): Promise<FakeChat> {
  const channel = bot.teams.channelThread(names.map(of));
  await channel.say(of('Anna'), `koppel ${code}`);
  return channel;
}
const report = (name: string) => {
  const data = { c: caseId, s_kind: 'overlast', s_severity: 'licht', s_seen: 'Harde muziek' };
  return bot.teams.personalChat(of(name)).pressRaw(of(name), 'signal_save', data);
};
const only = async () => {
  const [signal] = await bot.deps.uow.stores.signals.ofCase(caseId);
  if (!signal) throw new Error('No signal');
  return signal;
};

interface Rung {
  readonly thread: boolean;
  readonly line: string;
  readonly ids: readonly string[];
  readonly text: string;
}
// What was sent to the channel since, with the people for whom it rings.
async function rung(): Promise<readonly Rung[]> {
  const before = bot.teams.calls.length;
  await bot.sendDue();
  return bot.teams.calls
    .slice(before)
    .filter(({ path }) => path.includes(encodeURIComponent('@thread.tacv2')))
    .map(seen);
}
function seen({ path, body }: ConnectorCall): Rung {
  const [attachment] = body['attachments'] as { content: { body: { text?: string }[]; msteams?: { entities?: { text: string; mentioned: { id: string } }[] } } }[]; // prettier-ignore
  const entities = attachment?.content.msteams?.entities ?? [];
  const text = wordsOn(attachment?.content);
  for (const each of entities) expect(text).toContain(each.text);
  return {
    ...{ thread: path.includes(encodeURIComponent(';messageid=')), text },
    ...{ line: attachment?.content.body[0]?.text ?? '', ids: entities.map(({ mentioned }) => mentioned.id) },
  };
}

describe('in the channel of a case', () => {
  it('the first post rings for whoever is up and is there, by the object id', async () => {
    await linked(['Anna', 'Gea']);
    await report('Cor');
    const [card] = await rung();
    expect(card).toMatchObject({ line: 'Aan zet: <at>Anna</at>', ids: [of('Anna').objectId] });
  });

  it('a clock that ran out rings in the thread for its owner alone', async () => {
    await linked(['Anna', 'Gea']);
    await report('Cor');
    await rung();
    bot.setNow('2026-03-12T09:00:00.000Z');
    await sweepSignals(bot.deps);
    const news = (await rung()).filter(({ thread }) => thread);
    const own = news.filter(({ text }) => text.includes('teruggekoppeld'));
    expect(own.map(({ ids }) => ids)).toEqual([[of('Anna').objectId]]);
    // The clock of the woningcorporatie, which is not there, rings for nobody else.
    const theirs = news.filter(({ text }) => text.includes('De corporatie'));
    expect(theirs).toHaveLength(1);
    expect(theirs.flatMap(({ ids }) => ids)).toEqual([]);
  });

  it('with the woningcorporatie there, its own people are named and nobody of the care organisation', async () => {
    await linked(['Anna', 'Cor']);
    await report('Cor');
    const [card] = await rung();
    expect(card).toMatchObject({ line: 'Aan zet: <at>Cor</at>', ids: [of('Cor').objectId] });
    expect(card?.text).not.toMatch(/Anna|Gea|muziek/);
    bot.setNow('2026-03-13T09:00:00.000Z');
    await sweepSignals(bot.deps);
    for (const { text } of await rung()) expect(text).not.toMatch(/Anna|Gea|muziek/);
  });

  it.each([[['Anna', 'Bob']], [['Bob']]])('with %j there is the code and nobody is named', async (names) => {
    const channel = await linked(['Anna', ...names]);
    expect(channel.messages.length).toBeGreaterThan(0);
    await report('Cor');
    const all = await rung();
    expect(all.length).toBeGreaterThan(0);
    for (const { ids, text } of all) expect([ids, text]).toEqual([[], expect.stringContaining(code)]);
  });

  it('nobody is up any more once it is finished', async () => {
    await linked(['Anna', 'Gea']);
    await report('Gea');
    await rung();
    const anna = bot.teams.personalChat(of('Anna'));
    for (const [m, more] of [
      ['take', {}],
      ['finish', { m_words: 'Opgelost' }],
    ] as const) {
      // prettier-ignore
      const { id, version } = await only();
      await anna.pressRaw(of('Anna'), 'signal_move', { g: id, v: version, m, ...more });
    }
    const [card] = await rung();
    expect(card).toMatchObject({ ids: [] });
    expect(card?.text).toContain('Afgehandeld');
  });
});
