/**
 * Closes a vote: who had a vote, the count and what it came to are fixed in one transaction, with the decision that
 * follows from it. A press that comes later changes nothing.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import { civilDateOf, type CivilDate } from '../domain/calendar.ts';
import type { NewDecision } from '../domain/decisions/records.ts';
import { outcomeOfVote } from '../domain/decisions/ways.ts';
import { close, type Ballot, type BallotResult } from '../domain/tables/ballot.ts';
import { ballotFor, type FoundBallot } from './openBallot.ts';
import type { Deps, Member, Stores } from './ports.ts';
import { viewOf, type CaseView } from './readCase.ts';
import { recordDecisionIn, type DecisionResult } from './recordDecision.ts';
import { caseLine } from './tableLog.ts';
import { ballotCard, roomCards } from './tableMessages.ts';

export type CloseBallotResult =
  | { readonly kind: 'closed'; readonly found: FoundBallot; readonly result: BallotResult }
  | { readonly kind: 'no_ballot' | 'not_yours' }
  /** Somebody was first; `found` has the result. */
  | { readonly kind: 'late'; readonly found: FoundBallot }
  /** Everybody who had a vote sent apologies: nothing is decided. */
  | { readonly kind: 'nobody_present' }
  /** The case does not let the decision be recorded now, so nothing is closed. */
  | { readonly kind: 'not_decided' };

/** Closes the vote, counts, and records the decision that follows. */
export async function closeBallot(
  deps: Deps,
  input: { readonly ballotId: string; readonly by: Member },
): Promise<CloseBallotResult> {
  const found = await ballotFor(deps, input.ballotId, input.by);
  if (!found) return { kind: 'no_ballot' };
  if (!TABLE_POLICY.chair_meeting(found.seen.who)) return { kind: 'not_yours' };
  for (let tries = 1; ; tries += 1) {
    const view = await seenByTable(deps, found);
    if (!view) return { kind: 'no_ballot' };
    try {
      return await deps.uow.transaction((stores) => closeIn(deps, stores, found, view, input.by));
    } catch (fault) {
      if (!(fault instanceof NotDecided)) throw fault;
      // Somebody changed the case at the same moment: counted once more on the case as it is now.
      if (fault.result.kind !== 'stale' || tries === MOST_TRIES) return { kind: 'not_decided' };
    }
  }
}

const MOST_TRIES = 3;

/** Gives the transaction up: without its decision a closing is not stored. */
class NotDecided extends Error {
  readonly result: Exclude<DecisionResult, { readonly kind: 'recorded' }>;

  constructor(result: NotDecided['result']) {
    super(`The decision was not recorded: ${result.kind}`);
    this.result = result;
  }
}

// The case as the table sees it: who leads the table records for those who decide there, in the case or not.
async function seenByTable(deps: Deps, { ballot, item }: FoundBallot): Promise<CaseView | null> {
  const found = await deps.uow.stores.cases.byId(ballot.caseId);
  if (!found) return null;
  const roles = item.step.decision?.by ?? [];
  const table = { relation: 'participant', organisationId: '', casushouder: false, roles, behalfOf: null } as const;
  return viewOf(deps, { case: found, standings: [table] });
}

async function closeIn(
  deps: Deps,
  stores: Stores,
  found: FoundBallot,
  view: CaseView,
  by: Member,
): Promise<CloseBallotResult> {
  const at = deps.clock.now();
  // In the order in which everybody takes them: first the meeting, then the ballot.
  const meeting = await stores.meetings.lock(found.seen.meeting.id);
  const held = await stores.ballots.lock(found.ballot.id);
  if (!meeting || !held) return { kind: 'no_ballot' };
  const closed = close(held.ballot, held.votes, at);
  if (closed.kind === 'late') return { kind: 'late', found: { ...found, ballot: held.ballot } };
  if (closed.kind === 'nobody_present') return { kind: 'nobody_present' };
  const { result } = closed;
  const ballot = await stores.ballots.save(closed.ballot);
  const decision = decisionOf(ballot, result, view, civilDateOf(at));
  const recorded = await recordDecisionIn(deps, stores, view, { decision, member: by });
  if (recorded.kind !== 'recorded') throw new NotDecided(recorded);
  const line = { id: `ballot_closed:${ballot.id}`, caseId: ballot.caseId, type: 'ballot_closed', at };
  const effect = { ballot: ballot.id, step: ballot.step, electorate: ballot.electorate, ...result };
  await stores.audit.add([caseLine(line, by, effect)]);
  const saved = await stores.meetings.save(meeting);
  const room = meeting.rooms[found.item.item.part];
  await stores.outbox.add([...ballotCard(ballot, room, at), ...roomCards(saved, at)]);
  return { kind: 'closed', found: { ...found, ballot }, result };
}

function decisionOf(ballot: Ballot, result: BallotResult, view: CaseView, on: CivilDate): NewDecision {
  const { present, needed, for: inFavour, against, abstain: abstained } = result;
  const adopted = result.outcome === 'majority';
  const status = view.evaluation.steps.find(({ step }) => step.id === ballot.step);
  return {
    ...{ step: ballot.step, outcome: status ? outcomeOfVote(status.step, adopted) : null, on },
    // The table has the subjects before it when it votes (HLM-C-05: first discussed, then voted).
    tasks: status?.tasks.map((task) => task.id) ?? [],
    ...{ agreements: [], reviewOn: null, meetingId: ballot.meetingId },
    reasons: `De tafel heeft gestemd: ${present} aanwezig, nodig ${needed}. Voor ${inFavour}, tegen ${against}, onthouding ${abstained}.`,
    vote: { ballotId: ballot.id, present, inFavour, against, abstained, needed, adopted },
  };
}
