/** Signals in chat and channel, and what the outbox says of them, through the fake Teams. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardRenderer } from '../../src/compose.ts';
import { MESSAGES } from '../../src/outbox/messages.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { sweepSignals } from '../../src/usecases/sweepSignals.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { type FakeChat, type FakeMessage, type FakePerson } from '../support/fakeTeams.ts';
import { joins } from '../support/people.ts';

let bot: TestBot;
let code: string;
const people: Record<string, FakePerson> = {};
const members: Record<string, Member> = {};
const render = cardRenderer();
const START = '2026-03-10T09:00:00.000Z';

async function person(name: string, roles: readonly string[], functions: readonly string[] = []): Promise<void> {
  const one = bot.teams.person(name);
  people[name] = one;
  members[name] = await bot.member(one, roles, {
    regions: ['haarlemmermeer'],
    organisation: `Organisatie ${name}`,
    functions,
  });
}
const of = (name: string): FakePerson => people[name] as FakePerson;

beforeEach(async () => {
  bot = await testBot({ local: false, now: START });
  await person('Anna', ['begeleider']);
  await person('Gea', ['gemeente'], ['coordinator']);
  await person('Cor', ['woningcorporatie']);
  await person('Wil', ['wijkteam']);
  await person('Bob', ['begeleider']);
  const result = await openCase(bot.deps, {
    ...{ protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'QzPseudoZq', member: members['Anna'] as Member },
    facts: { hoogRisico: false, doelgroep: 'bw' },
  });
  if (result.kind !== 'opened') throw new Error(result.kind);
  ({ code } = result.view.case);
  for (const name of ['Gea', 'Cor', 'Wil']) await joins(bot.deps.uow.stores, code, members[name] as Member);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const SEEN = 'Harde muziek tot diep in de nacht';
const REPORT = { s_kind: 'overlast', s_severity: 'licht', s_seen: SEEN };
const newest = (posts: readonly FakeMessage[]): FakeMessage => posts.at(-1) as FakeMessage;
const chats: Map<FakePerson, FakeChat> = new Map();
const chatOf = (name: string): FakeChat => {
  const known = chats.get(of(name)) ?? bot.teams.personalChat(of(name));
  chats.set(of(name), known);
  return known;
};
const read = (message: FakeMessage, name: string): string => wordsOn(message.cardFor(of(name)));
const say = async (name: string, text: string, chat = chatOf(name)) => newest(await chat.say(of(name), text));
async function report(name: string, parts: Record<string, string> = {}): Promise<FakeMessage> {
  const message = await say(name, `overlast bij ${code}, derde keer deze week`);
  await chatOf(name).press(of(name), message, 'signal_save', { ...REPORT, ...parts });
  return message;
}
const signals = async () =>
  bot.deps.uow.stores.signals.ofCase((await bot.deps.uow.stores.cases.byCode(code))?.id ?? '');
const only = async () => {
  const [signal, ...others] = await signals();
  if (!signal || others.length > 0) throw new Error('Not one signal');
  return signal;
};
const types = async () => (await bot.deps.uow.stores.audit.ofCase((await only()).caseId)).map(({ type }) => type);

/** Everything that is due is sent; answers whom what was said, as the worker would. */
async function sent(here: readonly string[] = []): Promise<readonly { to: string; kind: string; text: string }[]> {
  const { outbox } = bot.deps.uow.stores;
  const now = bot.deps.clock.now();
  const said: { to: string; kind: string; text: string }[] = [];
  for (;;) {
    const claimed = await outbox.claim({
      now,
      leaseUntil: new Date(Date.parse(now) + 60_000).toISOString(),
      limit: 100,
      perSecond: 50,
    });
    if (claimed.length === 0) return said;
    for (const message of claimed) {
      const { to } = message;
      const member = 'memberId' in to ? await bot.deps.uow.stores.members.byId(to.memberId) : null;
      const everybody = member ? [member] : here.map(of);
      const reader = { lang: 'nl' as const, shared: member === null, local: false };
      const result = await MESSAGES[message.kind]?.(bot.deps, message, {
        reader,
        member,
        people: async () => everybody,
      });
      await outbox.begin(message.id, message.claim, now);
      await outbox.settle(message.id, message.claim, { kind: 'dropped' }, now);
      const text = result ? `${result.card.summary}\n${wordsOn(render(result.card))}` : '';
      if (result) said.push({ to: member?.displayName ?? 'conversation', kind: message.kind, text });
    }
  }
}
const told = (all: Awaited<ReturnType<typeof sent>>, kind: string) =>
  all
    .filter((each) => each.kind === kind)
    .map(({ to }) => to)
    .toSorted();

describe('a signal is reported', () => {
  it('by a phrase: the form has the kind and the words in it, and is saved once with its clocks', async () => {
    const message = await say('Cor', `overlast bij ${code}, derde keer deze week`);
    expect(JSON.stringify(message.cardFor(of('Cor')))).toContain('"value":"overlast"');
    expect(JSON.stringify(message.cardFor(of('Cor')))).toContain('derde keer deze week');
    await chatOf('Cor').press(of('Cor'), message, 'signal_save', REPORT);
    expect(read(message, 'Cor')).toContain('Het signaal is gemeld');
    expect(read(message, 'Cor')).toContain('voor 11 maart 2026 om 10:00 (nog 24 uur)');
    expect(read(message, 'Cor')).toContain('voor 12 maart 2026 om 10:00 (nog 48 uur)');
    expect(await only()).toMatchObject({ state: { status: 'open', reports: [{ landlord: true, seen: SEEN }] } });
    expect(await types()).toEqual(expect.arrayContaining(['signal_raised', 'signal_read']));
  });
  it('by the button on the card of the case, in English', async () => {
    const chat = chatOf('Cor');
    await say('Cor', 'english');
    const message = await say('Cor', `next step ${code}`);
    await chat.press(of('Cor'), message, 'Report a signal');
    expect(read(message, 'Cor')).toContain('What was seen or heard?');
    await chat.press(of('Cor'), message, 'signal_save', { ...REPORT, s_kind: 'huurachterstand' });
    expect(read(message, 'Cor')).toContain('not the legal report of rent arrears');
  });
  it('the incident had a time: the clock of the woningcorporatie runs from then', async () => {
    const message = await report('Cor', { s_kind: 'incident', s_since: '2026-03-09', s_time: '21:30' });
    expect(read(message, 'Cor')).toContain('voor 10 maart 2026 om 21:30 (nog 11 uur)');
  });
  it.each([
    ['no kind', { s_kind: '' }, 'Kies waar het om gaat'],
    ['no words', { s_seen: ' ' }, 'Schrijf kort wat er is'],
    ['a strange time', { s_time: 'laat' }, 'Schrijf de tijd als 21:30'],
    ['a day to come', { s_since: '2026-03-11' }, 'Dat moment moet nog komen'],
  ])('with %s the form stays and says what is missing', async (_, parts, text) => {
    const message = await report('Cor', parts);
    expect(read(message, 'Cor')).toContain(text);
    expect(await signals()).toEqual([]);
  });
  it('words that look personal are asked about first, and kept only with a reason', async () => {
    const message = await report('Cor', { s_seen: 'Bel 06 12345678' });
    expect(read(message, 'Cor')).toContain('een telefoonnummer');
    expect(await signals()).toEqual([]);
    await chatOf('Cor').press(of('Cor'), message, 'signal_save', { g_do: 'remove' });
    expect((await only()).state.reports[0]?.seen).toBe('Bel [weggehaald]');
  });
  it('by who has nothing to do with the case: as if it were not there', async () => {
    expect(read(await say('Bob', `overlast bij ${code}`), 'Bob')).toContain(`${code}`);
    const pressed = await chatOf('Bob').pressRaw(of('Bob'), 'signal_save', { c: 'x', ...REPORT });
    expect(wordsOn(pressed.card)).not.toContain('gemeld');
    const id = (await bot.deps.uow.stores.cases.byCode(code))?.id;
    await chatOf('Bob').pressRaw(of('Bob'), 'signal_save', { c: id, ...REPORT });
    expect(await signals()).toEqual([]);
  });
  it('twice: the second joins, and only what is worse rings', async () => {
    await report('Cor');
    await sent();
    expect(read(await report('Anna'), 'Anna')).toContain('Uw melding is erbij gezet');
    expect(told(await sent(), 'signal_news')).toEqual([]);
    expect(read(await report('Anna', { s_severity: 'direct' }), 'Anna')).toContain('het is nu ernstiger');
    expect((await only()).state.reports).toHaveLength(3);
    expect(told(await sent(), 'signal_news')).toEqual(['Anna']);
  });
  it('two at the same moment are one signal', async () => {
    await Promise.all([report('Cor'), report('Wil')]);
    expect((await only()).state.reports).toHaveLength(2);
  });
});

describe('who sees what', () => {
  it('the casushouder all of it; the woningcorporatie and the wijkteam never why', async () => {
    await report('Cor');
    const { id } = await only();
    const seen = async (name: string) => wordsOn((await chatOf(name).pressRaw(of(name), 'signal', { g: id })).card);
    expect(await seen('Anna')).toContain(SEEN);
    expect(await seen('Cor')).not.toContain(SEEN);
    expect(await seen('Cor')).toContain('niet wat er precies speelt');
    expect(await seen('Wil')).toContain('niet voor u');
    expect(await seen('Bob')).toBe(await seen('Wil'));
  });
  it('handled: that it was, and when there is contact again, and not a word of how', async () => {
    await report('Cor');
    const { id } = await only();
    const message = newest(await chatOf('Anna').say(of('Anna'), 'open signalen'));
    await chatOf('Anna').press(of('Anna'), message, 'signal');
    await chatOf('Anna').press(of('Anna'), message, 'Oppakken');
    await chatOf('Anna').press(of('Anna'), message, 'Terugkoppelen');
    await chatOf('Anna').press(of('Anna'), message, 'signal_move', { m_words: 'QzBackZq', m_next: '2026-03-20' });
    await chatOf('Anna').press(of('Anna'), message, 'Afronden');
    await chatOf('Anna').press(of('Anna'), message, 'signal_move', { m_words: 'QzWhyZq', m_next: '2026-03-24' });
    expect(read(message, 'Anna')).toContain('QzWhyZq');
    const answer = JSON.stringify((await chatOf('Cor').pressRaw(of('Cor'), 'signal', { g: id })).card);
    expect(answer).toContain('Afgehandeld op 10 maart 2026');
    expect(answer).toContain('Volgend contact: 24 maart 2026');
    expect(answer).not.toMatch(/Qz|Anna/);
    const all = await sent();
    expect(
      all
        .filter(({ to }) => to === 'Cor')
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/Qz/);
    expect(told(all, 'signal_news')).toEqual(['Cor', 'Cor']);
    await chatOf('Cor').pressRaw(of('Cor'), 'signal_move', {
      g: id,
      v: (await only()).version,
      m: 'reopen',
      m_words: 'Weer muziek',
    });
    expect((await only()).state.status).toBe('open');
  });
  it('what is not theirs to do is refused on the server', async () => {
    await report('Cor');
    const { id, version } = await only();
    for (const [name, m] of [
      ['Cor', 'take'],
      ['Cor', 'finish'],
      ['Wil', 'take'],
      ['Bob', 'take'],
      ['Anna', 'mdo_limit'],
    ] as const) {
      await chatOf(name).pressRaw(of(name), 'signal_move', { g: id, v: version, m, m_words: 'x', m_by: '2026-04-01' });
      expect([name, m, (await only()).version]).toEqual([name, m, version]);
    }
  });
  it('a second press finds the signal changed and gets a fresh card', async () => {
    await report('Cor');
    const { id, version } = await only();
    const press = (name: string) => chatOf(name).pressRaw(of(name), 'signal_move', { g: id, v: version, m: 'take' });
    const [a, b] = await Promise.all([press('Anna'), press('Gea')]);
    const texts = [wordsOn(a.card), wordsOn(b.card)].join('\n');
    expect(texts).toContain('U heeft het signaal opgepakt');
    expect(texts).toContain('intussen veranderd');
    expect((await only()).version).toBe(version + 1);
  });
});

describe('in a channel', () => {
  const linked = async (names: readonly string[]): Promise<FakeChat> => {
    const channel = bot.teams.channelThread(names.map(of));
    await channel.say(of('Anna'), `koppel ${code}`);
    return channel;
  };
  it('a signal is reported on a form beside, its card hangs there, and is moved there', async () => {
    const channel = await linked(['Anna', 'Gea']);
    const form = await say('Gea', 'de buren klagen over geluidsoverlast bij deze cliënt', channel);
    await channel.press(of('Gea'), form, 'signal_save', REPORT);
    expect(read(form, 'Anna')).toContain('Het signaal is gemeld');
    const all = await sent(['Anna', 'Gea']);
    expect(all.find(({ to }) => to === 'conversation')?.text).toContain(SEEN);
    const card = await say('Anna', 'open signalen', channel);
    await channel.press(of('Anna'), card, 'signal');
    await channel.press(of('Anna'), card, 'Oppakken');
    expect(read(card, 'Gea')).toContain('Opgepakt door');
    const pressed = await channel.press(of('Anna'), card, 'Terugkoppelen');
    expect(read(card, 'Gea')).toContain('Opgepakt door');
    await channel.press(of('Anna'), newest(pressed.posts), 'signal_move', { m_words: 'Gesproken' });
    expect((await only()).state.backs).toMatchObject([{ words: 'Gesproken' }]);
  });
  it('with the woningcorporatie in it there are no words of anybody on the card', async () => {
    await linked(['Anna', 'Cor']);
    await report('Cor');
    const text = (await sent(['Anna', 'Cor'])).find(({ to }) => to === 'conversation')?.text ?? '';
    expect(text).toContain('overlast');
    expect(text).not.toContain(SEEN);
  });
  it('with somebody who may see nothing there is the code and no more', async () => {
    const channel = await linked(['Anna', 'Bob']);
    await report('Cor');
    const text = (await sent(['Anna', 'Bob'])).find(({ to }) => to === 'conversation')?.text ?? '';
    expect(text).toContain(`Bij ${code} is een signaal`);
    expect(text).not.toContain('overlast');
    expect(read(await say('Anna', 'er is overlast', channel), 'Anna')).toContain('niets over deze casus mag weten');
  });
  it('wrong words are said to who wrote them alone, and are not shown back', async () => {
    const channel = await linked(['Anna', 'Gea']);
    const form = await say('Gea', `overlast bij ${code}`, channel);
    const pressed = await channel.press(of('Gea'), form, 'signal_save', { ...REPORT, s_seen: 'Bel 06 12345678' });
    expect(pressed.text).toContain('misschien iets persoonlijks');
    expect(JSON.stringify(form.card)).not.toContain('12345678');
    expect(await signals()).toEqual([]);
  });
  it('without a channel of its own the case is told in the region’s, by its code alone', async () => {
    const channel = bot.teams.channelThread([of('Gea'), of('Bob')]);
    await channel.say(of('Gea'), 'koppel haarlemmermeer');
    await report('Cor');
    const said = (await sent(['Gea'])).find(({ to }) => to === 'conversation')?.text ?? '';
    expect(said).toContain(`Bij ${code} is een signaal`);
    expect(said).not.toMatch(/overlast|muziek/);
  });
});

describe('time', () => {
  const at = async (moment: string): Promise<void> => {
    bot.setNow(moment);
    await sweepSignals(bot.deps);
  };
  it('each clock reminds who is up, then rings for all, then for the coordinators; never twice', async () => {
    await report('Cor');
    expect(told(await sent(), 'signal')).toEqual(['Anna']);
    await at('2026-03-11T03:00:00.000Z');
    const soon = await sent();
    expect(told(soon, 'signal_news')).toEqual(['Cor']);
    expect(soon.find(({ to, kind }) => to === 'Cor' && kind === 'signal_news')?.text).toContain('De tijd is bijna om');
    await at('2026-03-11T09:00:00.000Z');
    expect(told(await sent(), 'signal_news')).toEqual(['Anna', 'Anna', 'Cor']);
    await at('2026-03-11T09:00:00.000Z');
    expect(await sent()).toEqual([]);
    await at('2026-03-12T09:00:00.000Z');
    const region = await sent();
    expect(told(region, 'signal_news')).toEqual(expect.arrayContaining(['Gea']));
    expect(await types()).toContain('signal_escalated');
    const { state } = await only();
    expect(state.clocks.map(({ level }) => level)).toEqual([3, 2]);
  });
  it('taken up without a word after it: nog bezig? tot wanneer?', async () => {
    await report('Cor');
    const { id, version } = await only();
    await chatOf('Anna').pressRaw(of('Anna'), 'signal_move', { g: id, v: version, m: 'take' });
    await sent();
    await at('2026-03-18T08:00:00.000Z');
    const asked = (await sent()).filter(({ text }) => text.includes('Nog bezig met dit signaal?'));
    expect(asked.map(({ to }) => to)).toEqual(['Anna']);
    const message = await say('Anna', 'open signalen');
    await chatOf('Anna').press(of('Anna'), message, 'signal');
    await chatOf('Anna').press(of('Anna'), message, 'Nog bezig, tot …');
    await chatOf('Anna').press(of('Anna'), message, 'signal_move', { m_until: '2026-03-25' });
    expect(await only()).toMatchObject({ state: { status: 'taken', taken: { until: '2026-03-25' } } });
  });
  it('after a standstill it comes once, and says that it is late', async () => {
    await report('Cor');
    await sent();
    await at('2026-03-20T12:00:00.000Z');
    const news = (await sent()).filter(({ kind }) => kind === 'signal_news');
    expect(news.every(({ text }) => text.includes('Dit bericht komt later dan bedoeld'))).toBe(true);
    await at('2026-03-20T12:00:00.000Z');
    expect(await sent()).toEqual([]);
  });
  it('what was answered meanwhile is not said any more', async () => {
    await report('Cor');
    await sent();
    await at('2026-03-11T03:00:00.000Z');
    const { id, version } = await only();
    await chatOf('Cor').pressRaw(of('Cor'), 'signal_move', { g: id, v: version, m: 'contact' });
    expect(told(await sent(), 'signal_news')).toEqual([]);
  });
  it('the casushouder goes on leave: from midnight the deputy has it, and the card says so', async () => {
    await person('Bea', ['begeleider']);
    const work = members['Anna']?.memberships[0]?.organisation.name ?? '';
    members['Bea'] = await bot.member(of('Bea'), ['begeleider'], { regions: ['haarlemmermeer'], organisation: work });
    await report('Cor');
    await sent();
    const deputyId = members['Bea'].id;
    await bot.deps.uow.stores.members.setAway(members['Anna']?.id ?? '', {
      from: '2026-03-11',
      until: '2026-03-20',
      deputyId,
    });
    await at('2026-03-10T23:00:00.000Z');
    const all = await sent();
    expect(told(all, 'signal')).toContain('Bea');
    expect(all.find(({ to }) => to === 'Bea')?.text).toContain('De waarnemer krijgt dit signaal');
  });
  it('nothing has changed at midnight: a card that people look at stays good', async () => {
    await report('Cor');
    const { version } = await only();
    await at('2026-03-10T23:00:00.000Z');
    expect((await only()).version).toBe(version);
  });
  it('nobody there: the coordinator has it, and keeps it on the list until it is answered', async () => {
    const { stores } = bot.deps.uow;
    const id = (await stores.cases.byCode(code))?.id ?? '';
    await stores.cases.leave(id, members['Anna']?.id ?? '', members['Anna']?.memberships[0]?.organisation.id ?? '');
    await stores.cases.leave(id, members['Gea']?.id ?? '', members['Gea']?.memberships[0]?.organisation.id ?? '');
    await report('Cor');
    const first = await sent();
    expect(told(first, 'signal')).toEqual(['Gea']);
    expect(first.find(({ to }) => to === 'Gea')?.text).toContain('De coördinator krijgt dit signaal');
    await at('2026-04-20T09:00:00.000Z');
    await sent();
    expect(read(await say('Gea', 'open signalen'), 'Gea')).toContain(`${code}: overlast`);
  });
});

describe('the MDO', () => {
  it('is a chain: the tenant first, then a date, agreements with an owner and a day, and an outcome', async () => {
    await report('Cor');
    const { id } = await only();
    const chat = chatOf('Anna');
    const message = await say('Anna', 'open signalen');
    await chat.press(of('Anna'), message, 'signal');
    await chat.press(of('Anna'), message, 'Opschalen naar MDO');
    await chat.press(of('Anna'), message, 'signal_move', {
      m_planned: '2026-03-17',
      m_who: 'woningcorporatie,zorgpartners_wijk',
    });
    expect(read(message, 'Anna')).toContain('Vertel het eerst aan de huurder, en vul in wanneer.');
    await chat.press(of('Anna'), message, 'signal_move', { m_informed: '2026-03-10' });
    expect(read(message, 'Anna')).toContain('Het MDO is op 17 maart 2026');
    expect(told(await sent(), 'signal_news')).toEqual(['Cor', 'Wil']);
    await chat.press(of('Anna'), message, 'signal_mdo');
    await chat.press(of('Anna'), message, 'Afspraak toevoegen');
    await chat.press(of('Anna'), message, 'signal_move', {
      m_words: 'QzAgreedZq',
      m_owner: 'gemeente',
      m_by: '2026-03-31',
    });
    expect(read(message, 'Anna')).toContain('QzAgreedZq');
    const own = await chatOf('Cor').pressRaw(of('Cor'), 'signal_mdo', { g: id });
    expect(wordsOn(own.card)).toContain('17 maart 2026');
    expect(JSON.stringify(own.card)).not.toContain('Qz');
    const limit = { g: id, v: (await only()).version, m: 'mdo_limit', m_by: '2026-04-15' };
    await chatOf('Cor').pressRaw(of('Cor'), 'signal_move', limit);
    await chat.pressRaw(of('Anna'), 'signal_mdo', { g: id }, message);
    expect(read(message, 'Anna')).toContain('Tijdslimiet van de corporatie: 15 april 2026');
    await chat.press(of('Anna'), message, 'signal_agreed');
    expect(read(message, 'Anna')).toContain('gedaan op 10 maart 2026');
    await chat.press(of('Anna'), message, 'Uitkomst vastleggen');
    await chat.press(of('Anna'), message, 'signal_move', {
      m_outcome: 'stays',
      m_cooperates: 'nee',
      m_follow: '2026-04-30',
    });
    expect(await only()).toMatchObject({ state: { status: 'taken', taken: { until: '2026-04-30' } } });
  });
  it('the lead goes to another organisation of the case, which is told and can take it up', async () => {
    await report('Cor');
    await sent();
    const { id, version } = await only();
    const to = members['Wil']?.memberships[0]?.organisation.id;
    await chatOf('Anna').pressRaw(of('Anna'), 'signal_move', { g: id, v: version, m: 'give_lead', m_to: 'elders' });
    expect((await only()).version).toBe(version);
    await chatOf('Anna').pressRaw(of('Anna'), 'signal_move', { g: id, v: version, m: 'give_lead', m_to: to });
    const all = await sent();
    expect(told(all, 'signal_news')).toEqual(['Wil']);
    expect(told(all, 'signal')).toEqual(['Anna', 'Wil']);
    await chatOf('Wil').pressRaw(of('Wil'), 'signal_move', { g: id, v: version + 1, m: 'take' });
    expect(await only()).toMatchObject({ state: { status: 'taken', taken: { memberId: members['Wil']?.id } } });
  });
});

it('the list is empty, and says so in both languages', async () => {
  expect(read(await say('Anna', 'open signalen'), 'Anna')).toContain('Er zijn geen open signalen');
  await say('Anna', 'english');
  expect(read(await say('Anna', 'open signals'), 'Anna')).toContain('There are no open signals');
});
