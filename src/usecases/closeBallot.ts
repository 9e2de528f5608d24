/**
 * Closes a vote: who had a vote, the count and what it came to are fixed in one transaction, with the decision that
 * follows from it. A press that comes later changes nothing.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import { close, type BallotResult } from '../domain/tables/ballot.ts';
import { ballotFor, type FoundBallot } from './openBallot.ts';
import type { Deps, Member } from './ports.ts';
import { caseLine } from './tableLog.ts';
import { ballotCard, roomCards } from './tableMessages.ts';

export type CloseBallotResult =
  | { readonly kind: 'closed'; readonly found: FoundBallot; readonly result: BallotResult }
  | { readonly kind: 'no_ballot' | 'not_yours' }
  /** Somebody was first; `found` has the result. */
  | { readonly kind: 'late'; readonly found: FoundBallot }
  /** Everybody who had a vote sent apologies: nothing is decided. */
  | { readonly kind: 'nobody_present' };

/** Closes the vote and counts. */
export async function closeBallot(
  deps: Deps,
  input: { readonly ballotId: string; readonly by: Member },
): Promise<CloseBallotResult> {
  const found = await ballotFor(deps, input.ballotId, input.by);
  if (!found) return { kind: 'no_ballot' };
  if (!TABLE_POLICY.chair_meeting(found.seen.who)) return { kind: 'not_yours' };
  const at = deps.clock.now();
  return deps.uow.transaction(async (stores): Promise<CloseBallotResult> => {
    // In the order in which everybody takes them: first the meeting, then the ballot.
    const meeting = await stores.meetings.lock(found.seen.meeting.id);
    const held = await stores.ballots.lock(input.ballotId);
    if (!meeting || !held) return { kind: 'no_ballot' };
    const closed = close(held.ballot, held.votes, at);
    if (closed.kind === 'late') return { kind: 'late', found: { ...found, ballot: held.ballot } };
    if (closed.kind === 'nobody_present') return { kind: 'nobody_present' };
    const ballot = await stores.ballots.save(closed.ballot);
    const { result } = closed;
    const line = { id: `ballot_closed:${ballot.id}`, caseId: ballot.caseId, type: 'ballot_closed', at };
    const effect = { ballot: ballot.id, step: ballot.step, electorate: ballot.electorate, ...result };
    await stores.audit.add([caseLine(line, input.by, effect)]);
    const saved = await stores.meetings.save(meeting);
    const room = meeting.rooms[found.item.item.part];
    await stores.outbox.add([...ballotCard(ballot, room, at), ...roomCards(saved, at)]);
    return { kind: 'closed', found: { ...found, ballot }, result };
  });
}
