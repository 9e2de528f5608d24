/** The report on how long cases are kept, and reminders of questions that wait: to whom, when, how often. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOBS } from '../../src/jobs/jobs.ts';
import { runDue } from '../../src/jobs/runner.ts';
import { retentionRowText } from '../../src/presenters/retention.ts';
import { handOver } from '../../src/usecases/handOver.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { planRetention } from '../../src/usecases/retention.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { TENANT, type FakePerson } from '../support/fakeTeams.ts';

const ADMIN = '99999999-bbbb-4bbb-8bbb-0000000000aa';
let bot: TestBot;
let ada: FakePerson;
const faults: unknown[] = [];

const at = async (moment: string): Promise<void> => {
  bot.setNow(moment);
  await runDue({ deps: bot.deps, jobs: JOBS, onFault: (fault) => faults.push(fault) });
  await bot.sendDue();
};
const traces = async (kind: string): Promise<readonly string[]> =>
  (await bot.deps.uow.stores.outbox.traces(['queued', 'sent', 'dropped', 'dead', 'ambiguous'], 500))
    .filter((each) => each.kind === kind)
    .map(({ id, state }) => `${id} ${state}`);
const confirm = (confirmed: boolean): void =>
  void Object.assign(bot.deps, { retention: { ...bot.deps.retention, confirmed } } satisfies Partial<Deps>);
const join = async (name: string, functions: readonly string[] = []): Promise<[FakePerson, Member]> => {
  const person = bot.teams.person(name);
  const member = await bot.member(person, ['gemeente'], { organisation: 'Raad', regions: ['zutphen'], functions });
  await bot.teams.personalChat(person).say(person, 'hoi');
  return [person, member];
};
async function closedCase(on: string): Promise<string> {
  const person = bot.teams.person(`Anna ${on}`);
  const member = await bot.member(person, ['begeleider'], { regions: ['haarlemmermeer'] });
  const opened = await openCase(bot.deps, {
    ...{ protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'QzPseudoZq', facts: {}, member },
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { id, version, state, code } = opened.view.case;
  const closed = { at: `${on}T10:00:00.000Z`, ending: 'gestopt', reason: 'Klaar' };
  await bot.deps.uow.stores.cases.save(id, version, { ...state, closed }, null, []);
  return code;
}

beforeEach(async () => {
  faults.length = 0;
  bot = await testBot({ local: false, now: '2026-03-02T09:00:00.000Z', administrators: [`${TENANT}/${ADMIN}`] });
  ada = { ...bot.teams.person('Ada'), objectId: ADMIN };
});
afterEach(async () => {
  expect([...faults, ...bot.faults]).toEqual([]);
  await bot.close();
});

describe('how long cases are kept', () => {
  it('is reported to each administrator once a month, in codes and counts, with how to carry it out', async () => {
    const chat = bot.teams.personalChat(ada);
    await chat.say(ada, 'hoi');
    const code = await closedCase('2024-01-10');
    confirm(true);
    await at('2026-04-01T09:00:00.000Z');
    await at('2026-04-01T12:00:00.000Z');
    await at('2026-04-02T09:00:00.000Z');
    expect(await traces('retention')).toEqual([expect.stringMatching(/^retention:2026-04:.* sent$/)]);
    const said = wordsOn(chat.messages.at(-1)?.cardFor(ada));
    expect(said).toContain('Eén casus is over zijn termijn');
    expect(said).toContain(code);
    expect(said).toContain('opstap privacy retention --dry-run');
    expect(said).not.toContain('QzPseudoZq');
    // Looked at and told; erased by nobody.
    expect(await bot.deps.uow.stores.cases.byCode(code)).not.toBeNull();
    await at('2026-05-01T09:00:00.000Z');
    expect(await traces('retention')).toHaveLength(2);
  });

  it('is not due as long as nobody has set the terms: the report says that', async () => {
    const chat = bot.teams.personalChat(ada);
    await chat.say(ada, 'hoi');
    const code = await closedCase('2024-01-10');
    confirm(false);
    await at('2026-04-01T09:00:00.000Z');
    const said = wordsOn(chat.messages.at(-1)?.cardFor(ada));
    expect(said).toContain('Niemand heeft de bewaartermijnen vastgesteld');
    expect(said).not.toContain(code);
  });

  it('is not spoken of where there is nothing to do', async () => {
    await bot.teams.personalChat(ada).say(ada, 'hoi');
    confirm(true);
    await at('2026-04-01T09:00:00.000Z');
    expect(await traces('retention')).toEqual([expect.stringMatching(/dropped$/)]);
  });

  it.each(['bewaartermijnen', 'Retention'])('"%s" shows an administrator the rows of the dry run', async (words) => {
    const chat = bot.teams.personalChat(ada);
    await closedCase('2024-02-10');
    await closedCase('2024-01-10');
    confirm(true);
    const by = { memberId: null, administrator: true, memberships: [] };
    const plan = await planRetention(bot.deps, bot.deps.retention, by);
    const rows = plan.kind === 'plan' ? plan.rows : [];
    expect(rows).toHaveLength(2);
    const message = (await chat.say(ada, words)).at(-1);
    const shown = wordsOn(message?.cardFor(ada))
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(shown).toEqual(rows.map((row) => `- ${retentionRowText(row, 'nl')}`));
  });

  it('is not for others', async () => {
    const [eva] = await join('Eva', ['beheerder', 'coordinator']);
    const message = (await bot.teams.personalChat(eva).say(eva, 'bewaartermijnen')).at(-1);
    expect(wordsOn(message?.cardFor(eva))).toContain('voor de beheerder van Opstap');
  });
});

describe('a question that waits', () => {
  const ask = async (member: Member): Promise<string> => {
    const result = await handOver(bot.deps, { member, text: 'mogen huisdieren mee?', region: 'zutphen', lang: 'nl' });
    if (result.kind !== 'handed_over') throw new Error(result.kind);
    return result.question.id;
  };
  const waits = async (): Promise<readonly string[]> => (await traces('question_waits')).toSorted();

  it('reminds the expert, and later the coordinators, each once', async () => {
    const [, asker] = await join('Bert');
    const [eva, expert] = await join('Eva', ['deskundige']);
    const [, coordinator] = await join('Cas', ['coordinator']);
    const id = await ask(asker);
    await at('2026-03-05T09:00:00.000Z');
    expect(await waits()).toEqual([]);
    for (const day of ['06', '09', '10']) await at(`2026-03-${day}T09:30:00.000Z`);
    expect(await waits()).toEqual([`question_waits:${id}:experts:${expert.id} sent`]);
    const chat = bot.teams.personalChat(eva);
    expect(wordsOn(chat.messages.at(-1)?.cardFor(eva))).toContain('wacht sinds 2 maart 2026 op een antwoord');
    for (const day of ['11', '12', '20']) await at(`2026-03-${day}T09:30:00.000Z`);
    expect(await waits()).toEqual(
      [`coordinators:${coordinator.id}`, `experts:${expert.id}`].map((each) => `question_waits:${id}:${each} sent`),
    );
  });

  it('goes to who stands in for an absent expert, and where nobody is there to the administrators', async () => {
    await bot.teams.personalChat(ada).say(ada, 'hoi');
    const [, asker] = await join('Bert');
    const [, expert] = await join('Eva', ['deskundige']);
    const [, deputy] = await join('Dirk');
    await bot.deps.uow.stores.members.setAway(expert.id, {
      from: '2026-03-01',
      until: '2026-04-30',
      deputyId: deputy.id,
    });
    const id = await ask(asker);
    await at('2026-03-20T09:30:00.000Z');
    const admin = await bot.deps.uow.stores.members.find(TENANT, ADMIN);
    expect(await waits()).toEqual(
      [`coordinators:${admin?.id}`, `experts:${deputy.id}`].map((each) => `question_waits:${id}:${each} sent`),
    );
  });

  it('that was answered is not spoken of', async () => {
    const [, asker] = await join('Bert');
    await join('Eva', ['deskundige']);
    const id = await ask(asker);
    const { questions } = bot.deps.uow.stores;
    const question = await questions.byId(id);
    if (!question) throw new Error('no question');
    const answer = { short: 'Ja', text: 'Ja', by: asker.id, at: '2026-03-03T09:00:00.000Z' };
    await questions.save({ ...question, state: 'answered', answer }, question.version);
    await at('2026-03-20T09:30:00.000Z');
    expect(await waits()).toEqual([]);
    // And goes a year after it was settled, for it is no part of the answers.
    await at('2027-03-02T09:30:00.000Z');
    expect(await questions.byId(id)).not.toBeNull();
    await at('2027-03-04T09:30:00.000Z');
    expect(await questions.byId(id)).toBeNull();
  });
});
