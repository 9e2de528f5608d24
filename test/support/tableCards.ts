/** The cards of tables in every stage, empty and as long as they get, of every table in the agreements. */
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import type { Ballot } from '../../src/domain/tables/ballot.ts';
import { countOf, outcomeOf, type Choice } from '../../src/domain/tables/electorate.ts';
import type { Meeting } from '../../src/domain/tables/meeting.ts';
import { missing } from '../../src/domain/tables/rollCall.ts';
import { tablesOf, type CaseTable } from '../../src/domain/tables/table.ts';
import { voteRuleOf } from '../../src/domain/tables/voteRule.ts';
import { plainText, type CardData, type Reader } from '../../src/presenters/card.ts';
import { meetingCard, meetingForm, meetingsCard, newMeetingForm } from '../../src/presenters/tableMeeting.ts';
import { minutesCard, minutesListCard, minutesTextCard } from '../../src/presenters/minutes.ts';
import { consoleForm, roomCard, roomVoteForm } from '../../src/presenters/tableRoom.ts';
import { ballotCard, caseVoteCard, noTableCard, noVoteCard, reasonForm } from '../../src/presenters/tableVote.ts';
import type { Guest } from '../../src/usecases/planAgenda.ts';
import type { BallotView, ItemView, SeatView, SeenMeeting } from '../../src/usecases/readMeeting.ts';
import { aView } from './views.ts';

type Named = readonly [string, CardData];
const AT = '2026-03-12T09:00:00.000Z';
const LINK = `https://opstap.example.org/calendar/${'x'.repeat(300)}`;

/** `hostile`: what somebody may have typed. Forms and one's own meetings are for a personal chat. */
export function tableCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  hostile: string,
): readonly Named[] {
  const tables = [...protocols.values()].flatMap((protocol) =>
    Object.keys(protocol.routes).flatMap((route) => {
      const plan = planOf(protocol, route);
      return tablesOf(plan).map((table) => ({ plan, table }));
    }),
  );
  const alone = (cards: readonly Named[]): readonly Named[] => (reader.shared ? [] : cards);
  const all = tables.flatMap(({ plan, table }): readonly Named[] => {
    const name = (card: string): string => `${plan.protocol.id} ${plan.route.id} ${table.step.id} ${card}`;
    const small = seen(plan, table, 3, 'planned', 'De Brug');
    const large = seen(plan, table, 15, 'running', hostile);
    const first = large.items.find(({ item }) => item.state === 'open') as ItemView;
    return [
      ...alone([
        [name('table-meeting'), meetingCard(small, () => 'Anna', true, null, reader)],
        [name('table-meeting-large'), meetingCard(large, () => plainText(hostile), true, LINK, reader)],
        [name('table-meeting-last'), meetingCard({ ...small, parts: [2] }, () => 'Anna', true, LINK, reader)],
        [name('table-console'), consoleForm(large, [{ id: 'a', name: hostile }], reader)],
        [
          name('table-form'),
          meetingForm([{ view: aView(plan), table }], someGuests(70, hostile), null, 'member-1', reader),
        ],
        [
          name('table-edit'),
          meetingForm([{ view: aView(plan), table }], someGuests(2, 'Anna'), small.meeting, 'x', reader),
        ],
      ]),
      ...table.parts.map(({ number }): Named => [name(`table-room ${number}`), roomCard(large, number, reader)]),
      [name('table-room-planned'), roomCard(small, 1, reader)],
      ...alone(minutesCards(plan, table, name, reader, hostile)),
      [name('table-vote-how'), caseVoteCard(first, true, reader)],
      ...alone([
        [name('table-none'), noTableCard({ ...first, decided: first, why: 'no_table' }, reader)],
        [name('table-none-left'), noTableCard({ ...first, decided: null, why: 'not_now' }, reader)],
      ]),
      ...(first.rule.kind === 'vote'
        ? voteCards(first, reader, hostile)
        : [[name('table-no-vote'), noVoteCard(first, reader)] as const]),
    ];
  });
  const [one] = tables;
  if (!one) return all;
  const many = Array.from({ length: 30 }, () => seen(one.plan, one.table, 3, 'planned', hostile));
  const choices = Array.from({ length: 20 }, (_, n) => ({
    view: aView(one.plan, undefined, AT, { id: `case-${n}` }),
    table: one.table,
  }));
  return [
    ...all,
    ...alone([
      ['table-meetings-empty', meetingsCard([], reader)],
      ['table-meetings', meetingsCard(many, reader, [{ text: 'Let op', style: 'warning' }])],
      ['table-gone', meetingCard(seen(one.plan, one.table, 2, 'planned', 'x'), () => 'Anna', false, null, reader)],
      ['table-new-empty', newMeetingForm([], new Set(), reader)],
      ['table-new', newMeetingForm(choices, new Set(['case-1']), reader)],
      ['minutes-list-empty', minutesListCard([], reader)],
      ['minutes-list', minutesListCard(many, reader)],
      ['table-reason', reasonForm('b', 'HLM-2026-014', { id: 'o', name: hostile }, reader, [], { reason: hostile })],
    ]),
  ];
}

/** As much as there can be: many cases, votes with reasons, decisions. */
function minutesCards(
  plan: ReturnType<typeof planOf>,
  table: CaseTable,
  name: (card: string) => string,
  reader: Reader,
  hostile: string,
): readonly Named[] {
  const view = seen(plan, table, 15, 'ended', hostile);
  const electorate = Array.from({ length: 15 }, (_, n) => `org-${n}`);
  const count = countOf(electorate, []);
  const result = { ...count, outcome: outcomeOf(count) };
  const votes = electorate.map(() => ({
    ...{ organisation: hostile, choice: 'against' as const, reason: hostile.repeat(3), witness: hostile },
  }));
  return table.parts.flatMap(({ number }): readonly Named[] => {
    const items = view.items.filter(({ item }) => item.part === number);
    const minuted = items.map((item) => ({ item, result, votes, decisions: [], done: new Set<string>() }));
    const bare = items.map((item) => ({ item, result: null, votes: [], decisions: [], done: null }));
    const { meeting, protocol, seats } = view;
    const minutes = {
      meeting,
      protocol,
      part: number,
      split: table.parts.length > 1,
      seats,
      chair: hostile,
      secretary: null,
    };
    const large = { ...minutes, items: Array.from({ length: 12 }, () => minuted).flat() };
    return [
      [name(`minutes ${number}`), minutesCard({ ...minutes, items: bare }, reader)],
      [name(`minutes-large ${number}`), minutesCard(large, reader)],
      [name(`minutes-text ${number}`), minutesTextCard(large, reader)],
    ];
  });
}

function voteCards(item: ItemView, reader: Reader, hostile: string): readonly Named[] {
  const cards = (['for', 'against', 'abstain'] as const).map((choice): Named => {
    const view = aBallotView(15, choice, 'closed', hostile);
    return [`table-vote-closed ${choice}`, ballotCard(view, item, reader)];
  });
  const reasons = Array.from({ length: 15 }, (_, n) => ({
    ...{
      organisation: hostile,
      choice: 'against' as const,
      reason: hostile.repeat(3),
      witness: n % 2 === 0 ? hostile : null,
    },
  }));
  const open = aBallotView(15, 'for', 'open', hostile);
  const hidden: BallotView = { ...open, count: { kind: 'hidden', present: 15, needed: 8, voted: 3 } };
  const people = [{ id: 'a', name: hostile }];
  return [
    ...cards,
    ['table-vote-open', ballotCard(open, item, reader)],
    ['table-vote-hidden', ballotCard(hidden, item, reader)],
    ['table-vote-withdrawn', ballotCard(aBallotView(3, 'for', 'withdrawn', 'x'), item, reader)],
    ...(reader.shared
      ? []
      : ([
          ['table-vote-reasons', ballotCard(aBallotView(15, 'against', 'closed', 'x'), item, reader, [], reasons)],
          ['table-vote-room', roomVoteForm(open, item, people, people, reader)],
          ['table-vote-room-none', roomVoteForm(open, item, [], [], reader)],
        ] as const)),
  ];
}

function aBallotView(n: number, choice: Choice, state: Ballot['state'], name: string): BallotView {
  const electorate = Array.from({ length: n }, (_, each) => `org-${each}`);
  const votes = electorate.slice(0, n - 1).map((organisationId) => ({ organisationId, choice }));
  const count = countOf(electorate, votes);
  const result = state === 'closed' ? { ...count, outcome: outcomeOf(count) } : null;
  const ballot: Ballot = {
    ...{ id: 'b', meetingId: 'm', itemId: 'i', caseId: 'case-1', step: 's', hidden: false, state, electorate },
    ...{ openedAt: AT, openedBy: 'x', closedAt: result ? AT : null, result, version: 1 },
  };
  return { ballot, count: { kind: 'count', ...count }, electorate: electorate.map(() => ({ name, voted: true })) };
}

function seen(
  plan: ReturnType<typeof planOf>,
  table: CaseTable,
  organisations: number,
  state: Meeting['state'],
  name: string,
): SeenMeeting {
  const seats: readonly SeatView[] = Array.from({ length: organisations }, (_, n) => ({
    ...{
      organisationId: `org-${n}`,
      name,
      presence: (['present', 'expected', 'apologised'] as const)[n % 3] ?? 'left',
    },
    roles: new Set(
      n === 0 ? [...(table.parts[1]?.roles ?? table.parts[0]?.roles ?? [])] : [...(table.parts[0]?.roles ?? [])],
    ),
  }));
  const items = table.parts.map((part): ItemView => {
    const item = {
      ...{
        id: `i${part.number}`,
        caseId: 'case-1',
        step: part.step.id,
        part: part.number,
        client: 'expected' as const,
      },
      ...{
        state: part.number === 1 && state === 'running' ? ('open' as const) : ('waiting' as const),
        carriedFrom: null,
      },
    };
    return {
      ...{ item, case: { id: 'case-1', code: `${plan.protocol.casePrefix}-2026-014` }, plan, table, step: part.step },
      ...{
        roles: part.roles,
        rule: voteRuleOf(part.step),
        up: true,
        ballot: null,
        decided: part.number === 1 ? 12 : null,
      },
      missing: missing(table, item, seats, seats),
    };
  });
  const meeting: Meeting = {
    ...{ id: 'm', region: plan.protocol.id, startsAt: AT, minutes: 60, lastPartAt: AT, place: name },
    ...{ link: 'https://teams.microsoft.com/l/meetup-join/x', chairId: 'x', secretaryId: null, hidden: false, state },
    ...{ sequence: 1, version: 3, plannedBy: 'x', rooms: { 1: 'chat', 2: null }, items: items.map(({ item }) => item) },
    ...{ seats, people: [{ memberId: 'member-1', organisationId: 'org-0' }] },
  };
  const who = { leads: true, planned: true, seated: true };
  return { meeting, protocol: plan.protocol, items, seats, who, parts: table.parts.length > 1 ? [1, 2] : [1] };
}

const someGuests = (count: number, name: string): readonly Guest[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{
      member: { id: `00000000-0000-4000-8000-0000000000${n}`, displayName: name, objectId: 'o' } as Guest['member'],
      organisationId: `org-${n}`,
    },
    ...{ organisation: name, words: ['begeleider'], lastPartOnly: n % 5 === 4, proposed: n % 2 === 0 },
  }));
