/**
 * Random presses of random people at a running table, with real, stale and forged ids: whatever is pressed, what changes
 * was theirs to change, and nobody is shown what is not for them.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TABLE_POLICY } from '../../src/domain/access.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { seenMeeting, viewMeeting } from '../../src/usecases/readMeeting.ts';
import { plannedTable, tableBot, type TableBot } from '../support/tableBot.ts';
import type { FakeChat, FakePerson } from '../support/fakeTeams.ts';

const PEOPLE = ['Gerda', 'Bram', 'Karin', 'Wim', 'Otto'];
const VERBS = [
  ...['meeting', 'meeting_edit', 'meeting_begin', 'meeting_here', 'meeting_next', 'meeting_console', 'presence_save'],
  ...['vote_open', 'vote', 'vote', 'vote', 'vote_count', 'vote_room', 'vote_room_save', 'vote_reason_save'],
  ...['vote_withdraw', 'vote_close', 'minutes', 'minutes_text', 'decide', 'decide_save', 'propose_save', 'decisions'],
  ...['proposal', 'proposal_agree', 'weigh', 'decisions_today', 'minutes_list', 'meetings'],
];
const draws = fc.record({
  who: fc.constantFrom(...PEOPLE),
  verb: fc.constantFrom(...VERBS),
  group: fc.boolean(),
  forged: fc.constantFrom(false, false, false, true),
  x: fc.constantFrom('for', 'against', 'abstain'),
  p: fc.constantFrom('present', 'present', 'apologised', 'left'),
  org: fc.nat({ max: 3 }),
});

let bot: TableBot;
let chats: Record<string, FakeChat>;
let people: Record<string, FakePerson>;
const members = new Map<string, Member>();
beforeAll(async () => {
  bot = await tableBot({
    ...{ protocol: 'haarlemmermeer', route: 'C', step: 'uitstroomtafel' },
    seats: [
      { name: 'Gerda', role: 'gemeente', organisation: 'Gemeente', inCase: true },
      { name: 'Bram', role: 'begeleider', organisation: 'De Brug', inCase: true },
      { name: 'Karin', role: 'begeleider', organisation: 'Kans' },
      { name: 'Wim', role: 'woningcorporatie', organisation: 'Woonrijk', inCase: true },
    ],
  });
  const otto = bot.teams.person('Otto');
  await bot.member(otto, ['begeleider'], { organisation: 'Elders', regions: ['zutphen'] });
  people = { ...bot.people, Otto: otto };
  chats = { ...bot.chats, Otto: bot.teams.personalChat(otto) };
  for (const [name, { tenantId, objectId }] of Object.entries(people)) {
    const member = await bot.deps.uow.stores.members.find(tenantId, objectId);
    if (member) members.set(name, member);
  }
  await plannedTable(bot, 'Gerda', 'uitstroomtafel');
  bot.setNow('2026-03-12T09:00:00.000Z');
  await bot.group.say(bot.person('Gerda'), 'start tafel');
});
afterAll(() => bot.close());

/** All that is stored of the table. */
async function stored() {
  const { stores } = bot.deps.uow;
  const [summary] = await stores.meetings.ofMember(members.get('Gerda')?.id ?? '');
  const ballots = summary ? await stores.ballots.ofMeeting(summary.id) : [];
  const c = await stores.cases.byCode(bot.code);
  const votes = (await Promise.all(ballots.map(({ id }) => stores.ballots.votes(id)))).flat();
  const decisions = await stores.decisions.ofCase(c?.id ?? '');
  return {
    meeting: summary,
    ballots,
    votes,
    decisions,
    proposals: await stores.proposals.ofCase(c?.id ?? ''),
    case: c,
  };
}
type Stored = Awaited<ReturnType<typeof stored>>;

/** Everything that changed and was not this member's to change. */
async function wrongs(before: Stored, after: Stored, member: Member): Promise<readonly string[]> {
  const { meeting } = before;
  const view = meeting && (await viewMeeting(bot.deps, bot.deps.uow.stores, meeting));
  if (!view || !after.meeting) return view ? [] : ['the meeting is gone'];
  const { who } = seenMeeting(view, member);
  const works = member.memberships.map(({ organisation }) => organisation.id);
  const found: string[] = [];
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  if (!TABLE_POLICY.chair_meeting(who)) {
    if (differs(before.meeting?.items, after.meeting.items)) found.push('the agenda moved');
    if (before.meeting?.state !== after.meeting.state) found.push('the meeting moved');
    if (before.ballots.length !== after.ballots.length) found.push('a vote was opened');
    if (differs(before.ballots.map(({ state }) => state), after.ballots.map(({ state }) => state))) found.push('a vote was closed');
    if (before.decisions.length !== after.decisions.length) found.push('a decision was recorded');
  }
  for (const seat of after.meeting.seats) {
    const was = before.meeting?.seats.find(({ organisationId }) => organisationId === seat.organisationId);
    const own = TABLE_POLICY.mark_own(who) && works.includes(seat.organisationId);
    if (was?.presence !== seat.presence && !own && !who.leads) found.push('the presence of another changed');
  }
  for (const vote of after.votes) {
    const was = before.votes.find(({ organisationId }) => organisationId === vote.organisationId);
    if (!differs(was?.choice, vote.choice) && was?.reason === vote.reason) continue;
    const own = vote.via === 'pressed' && vote.by === member.id && works.includes(vote.organisationId);
    const room = vote.via === 'room' && who.leads && vote.witnessId !== null && was?.via !== 'pressed';
    if (!own && !room) found.push('the vote of another changed');
  }
  return found;
} // prettier-ignore

it('nothing changes that was not theirs, and nothing is shown that is not for them', async () => {
  const faults: string[] = [];
  let changes = 0;
  for (const [n, draw] of fc.sample(draws, { numRuns: 160, seed: 20_261_127 }).entries()) {
    bot.setNow(new Date(Date.parse('2026-03-12T09:00:00.000Z') + n * 5_000).toISOString());
    const { who, verb, forged } = draw;
    const [person, member] = [people[who], members.get(who)];
    if (!person || !member) throw new Error('Nobody');
    const before = await stored();
    const organisation = before.meeting?.seats[draw.org]?.organisationId ?? 'forged';
    const ids = forged
      ? { m: 'forged', b: 'forged', c: 'forged', p: 'forged' }
      : { m: before.meeting?.id, b: before.ballots.at(-1)?.id ?? 'none', c: before.case?.id };
    const press = verb === 'meeting_here' ? { p: draw.p } : { p: before.proposals.at(-1)?.id ?? 'none' };
    const data = {
      ...{ ...press, ...ids, n: 1, a: 'done', x: draw.x, o: organisation, org: organisation, choice: draw.x },
      ...{ v: (verb === 'presence_save' ? before.meeting?.version : before.case?.version) ?? 0, s: 'uitstroomtafel' },
      ...{ witness: members.get('Bram')?.id, present: organisation, reason: `REDEN-${who}`, client: 'present' },
    };
    // Otto reads along nowhere but in a chat of his own.
    const where = draw.group && who !== 'Otto' ? bot.group : (chats[who] as FakeChat);
    const pressed = await where.pressRaw(person, verb, data);
    const said = JSON.stringify([pressed.card, pressed.text, pressed.posts.map(({ card }) => card)]);
    const after = await stored();
    const wrong = await wrongs(before, after, member);
    faults.push(...wrong.map((each) => `${who} ${verb}: ${each}`));
    if (JSON.stringify(before) !== JSON.stringify(after)) changes += 1;
    const alone = where !== bot.group;
    if (said.includes('PSEUDO-7Q') && !(alone && ['Gerda', 'Bram'].includes(who)))
      faults.push(`${who} ${verb}: pseudonym`);
    const others = PEOPLE.filter((each) => each !== who).some((each) => said.includes(`REDEN-${each}`));
    if (others && !(alone && ['Gerda', 'Bram'].includes(who))) faults.push(`${who} ${verb}: reasons`);
    if (who === 'Otto' && said.includes(bot.code)) faults.push(`Otto ${verb}: the code`);
    if (verb === 'vote_open' || verb === 'vote_close') await bot.sendDue();
  }
  expect(faults).toEqual([]);
  expect(bot.faults).toEqual([]);
  // The table was not idle.
  expect(changes).toBeGreaterThan(20);
  const end = await stored();
  expect(end.ballots.length).toBeGreaterThan(0);
  expect(end.votes.length).toBeGreaterThan(0);
});
