/**
 * A ballot on one case: who may vote, the votes, the closing. The rule itself is in `electorate.ts`.
 * Pure: the caller holds the stored ballot still while it asks, so that two presses at once are one after the other.
 */
import type { Instant } from '../calendar.ts';
import type { StepId } from '../protocol/definition.ts';
import { countOf, outcomeOf, type Choice, type Count, type Outcome } from './electorate.ts';

export interface Ballot {
  readonly id: string;
  readonly meetingId: string;
  readonly itemId: string;
  readonly caseId: string;
  readonly step: StepId;
  /** The count is not shown before the closing. */
  readonly hidden: boolean;
  readonly state: 'open' | 'closed' | 'withdrawn';
  /** The organisations that were present when it was opened, without those that sent apologies since. */
  readonly electorate: readonly string[];
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly closedAt: Instant | null;
  readonly result: BallotResult | null;
  /** Grows by one with each change, votes included. */
  readonly version: number;
}

export interface BallotResult extends Count {
  readonly outcome: Outcome;
}

/** The vote of an organisation. */
export interface Vote {
  readonly organisationId: string;
  readonly choice: Choice;
  /** pressed: by `by`, for their own organisation. room: given in the room, recorded by `by` with a witness. */
  readonly via: 'pressed' | 'room';
  readonly by: string;
  readonly witnessId: string | null;
  /** Why not; asked where the choice is against. Empty: not given. */
  readonly reason: string;
  readonly at: Instant;
  /** Ids of the presses that were counted for this organisation: each counts once, however often it is delivered. */
  readonly presses: readonly string[];
}

/** What became of a press. */
export type CastResult =
  /** `before`: the choice that this one takes the place of; null: it is the first. */
  | { readonly kind: 'cast'; readonly vote: Vote; readonly before: Choice | null }
  /** This person chose the same before, or the press was delivered before: nothing changes. */
  | { readonly kind: 'same'; readonly vote: Vote }
  /** A colleague was first; theirs stands. */
  | { readonly kind: 'already'; readonly vote: Vote }
  /** The ballot is over. */
  | { readonly kind: 'late' }
  /** The organisation has no vote on this case. */
  | { readonly kind: 'no_vote' };

interface Press {
  readonly id: string;
  readonly organisationId: string;
  readonly by: string;
  readonly choice: Choice;
  readonly at: Instant;
}

/**
 * A press for an organisation. The first one counts; whoever pressed may change it until the closing. What the chair
 * recorded in the room gives way to a press of the organisation itself.
 */
export function cast(ballot: Ballot, votes: readonly Vote[], press: Press): CastResult {
  const before = beforeOf(ballot, votes, press);
  if (before === 'late' || before === 'no_vote') return { kind: before };
  if (before?.presses.includes(press.id)) return { kind: 'same', vote: before };
  const pressed = before?.via === 'pressed' ? before : null;
  if (pressed && pressed.by !== press.by) return { kind: 'already', vote: pressed };
  if (pressed?.choice === press.choice) {
    // Remembered all the same: delivered once more after a change of mind, it must not undo the change.
    return { kind: 'same', vote: { ...pressed, presses: [...pressed.presses, press.id] } };
  }
  return casting(before, press, { via: 'pressed', witnessId: null });
}

/** The chair records a vote that was given in the room, with a witness: never over a pressed one. */
export function castInRoom(ballot: Ballot, votes: readonly Vote[], given: Press & { witnessId: string }): CastResult {
  const before = beforeOf(ballot, votes, given);
  if (before === 'late' || before === 'no_vote') return { kind: before };
  if (before?.via === 'pressed') return { kind: 'already', vote: before };
  if (before?.presses.includes(given.id)) return { kind: 'same', vote: before };
  return casting(before, given, { via: 'room', witnessId: given.witnessId });
}

// The vote that the organisation has, if any; or why it can have none.
function beforeOf(ballot: Ballot, votes: readonly Vote[], { organisationId }: Press): Vote | null | 'late' | 'no_vote' {
  if (ballot.state !== 'open') return 'late';
  if (!ballot.electorate.includes(organisationId)) return 'no_vote';
  return votes.find((vote) => vote.organisationId === organisationId) ?? null;
}

function casting(before: Vote | null, press: Press, how: Pick<Vote, 'via' | 'witnessId'>): CastResult {
  const { id, organisationId, by, choice, at } = press;
  const presses = [...(before?.presses ?? []), id];
  const vote: Vote = { ...{ organisationId, by, choice, at, presses, reason: '' }, ...how };
  return { kind: 'cast', vote, before: before?.choice ?? null };
}

/** The organisation sends apologies while the ballot is open, and loses its vote on this case. */
export const withoutVote = (ballot: Ballot, organisationId: string): Ballot =>
  ballot.state === 'open'
    ? { ...ballot, electorate: ballot.electorate.filter((each) => each !== organisationId) }
    : ballot;

export type CloseResult =
  | { readonly kind: 'closed'; readonly ballot: Ballot; readonly result: BallotResult }
  /** Somebody was first. */
  | { readonly kind: 'late' }
  /** Nobody with a vote is left: nothing is decided. */
  | { readonly kind: 'nobody_present' };

/** The count is final; who had a vote is fixed with it. */
export function close(ballot: Ballot, votes: readonly Vote[], at: Instant): CloseResult {
  if (ballot.state !== 'open') return { kind: 'late' };
  if (ballot.electorate.length === 0) return { kind: 'nobody_present' };
  const count = countOf(ballot.electorate, votes);
  const result = { ...count, outcome: outcomeOf(count) };
  return { kind: 'closed', ballot: { ...ballot, state: 'closed', closedAt: at, result }, result };
}
