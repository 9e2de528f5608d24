/**
 * Random histories of a ballot: double presses, delegates at once, changes, room votes, apologies, comings and goings,
 * repeated and late deliveries; and how the core plays them.
 */
import fc from 'fast-check';
import { cast, castInRoom, close, withoutVote, type Ballot, type Vote } from '../../src/domain/tables/ballot.ts';
import { CHOICES, type Choice } from '../../src/domain/tables/electorate.ts';
import type { BallotEvent } from './ballotReference.ts';

export interface BallotSchedule {
  readonly present: readonly string[];
  readonly events: readonly BallotEvent[];
}

const MOST = 15;
const orgs = Array.from({ length: MOST + 2 }, (_, n) => `org${n}`);
const AT = '2026-03-10T09:00:00.000Z';

/** Schedules for 0 to 15 organisations that are present; two more are not, and press all the same. */
export const ballotSchedules: fc.Arbitrary<BallotSchedule> = fc
  .record({
    n: fc.integer({ min: 0, max: MOST }),
    acts: fc.array(
      fc.record({
        kind: fc.constantFrom('press', 'press', 'press', 'press', 'again', 'room', 'apology', 'arrival', 'leaving'),
        org: fc.nat({ max: MOST + 1 }),
        delegate: fc.nat({ max: 2 }),
        choice: fc.constantFrom('for', 'for', 'for', ...CHOICES),
        back: fc.nat({ max: 30 }),
      }),
      { maxLength: 60 },
    ),
    closes: fc.option(fc.nat({ max: 60 }), { freq: 1 }),
  })
  .map(({ n, acts, closes }) => {
    const events: BallotEvent[] = [];
    for (const [index, act] of acts.entries()) {
      if (index === closes) events.push({ kind: 'close' });
      // Most presses are of those who are present, so that there are results worth the name.
      const org = orgs[act.org < MOST ? act.org % Math.max(n, 1) : act.org] ?? '';
      const before = events.filter((event) => event.kind === 'press' || event.kind === 'room');
      const repeated = before[before.length - 1 - (act.back % Math.max(before.length, 1))];
      if (act.kind === 'again') {
        if (repeated) events.push(repeated);
      } else if (act.kind === 'press') {
        events.push({ kind: 'press', id: `p${index}`, org, by: `${org}/${act.delegate}`, choice: act.choice });
      } else if (act.kind === 'room') {
        events.push({ kind: 'room', id: `p${index}`, org, choice: act.choice });
      } else {
        events.push({ kind: act.kind as 'apology', org });
      }
    }
    return { present: orgs.slice(0, n), events: [...events, { kind: 'close' }] };
  });

/** What the core makes of it; null: nothing was decided. */
export function playBallot({ present, events }: BallotSchedule) {
  let ballot: Ballot = {
    ...{ id: 'b', meetingId: 'm', itemId: 'i', caseId: 'c', step: 's', hidden: false, state: 'open' },
    ...{ electorate: present, openedAt: AT, openedBy: 'chair', closedAt: null, result: null, version: 1 },
  };
  let votes: readonly Vote[] = [];
  for (const event of events) {
    if (event.kind === 'close') {
      const closed = close(ballot, votes, AT);
      if (closed.kind === 'closed') ballot = closed.ballot;
      // Nobody is left to decide, however long it stays open.
      if (closed.kind === 'nobody_present') return null;
    } else if (event.kind === 'apology') {
      ballot = withoutVote(ballot, event.org);
    } else if (event.kind === 'press' || event.kind === 'room') {
      const { id, org: organisationId } = event;
      const press = { id, organisationId, choice: event.choice as Choice, at: AT };
      const result =
        event.kind === 'press'
          ? cast(ballot, votes, { ...press, by: event.by })
          : castInRoom(ballot, votes, { ...press, by: 'chair', witnessId: 'witness' });
      if (result.kind === 'cast' || result.kind === 'same') {
        votes = [...votes.filter((vote) => vote.organisationId !== organisationId), result.vote];
      }
    }
  }
  if (!ballot.result) return null;
  const { present: n, needed, for: yes, against, outcome } = ballot.result;
  return { present: n, needed, for: yes, against, outcome };
}
