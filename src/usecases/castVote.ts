/**
 * Casts the vote of an organisation. The ballot is held from reading to writing, so that two presses at once, on
 * whichever replica, are one after the other; `domain/tables/ballot.ts` says what becomes of each.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import { cast, castInRoom, type Ballot, type CastResult, type Vote } from '../domain/tables/ballot.ts';
import type { Choice } from '../domain/tables/electorate.ts';
import type { Kept } from './changeCase.ts';
import { ballotFor, type FoundBallot } from './openBallot.ts';
import type { Deps, Member, Stores } from './ports.ts';
import { caseLine, wordsKept } from './tableLog.ts';
import { ballotCard, reasonQuestion } from './tableMessages.ts';
import { votePress, type VotePress } from './votePress.ts';

export type VoteResult =
  | { readonly kind: 'no_ballot' }
  /** Neither theirs nor of an organisation that has a vote on this case. `ballot` says what there is to see. */
  | { readonly kind: 'no_vote'; readonly found: FoundBallot }
  | { readonly kind: 'late'; readonly found: FoundBallot }
  | {
      readonly kind: 'cast' | 'same' | 'already';
      readonly vote: Vote;
      readonly organisation: string;
      /** The choice before this one; null: it is the first. */
      readonly before: Choice | null;
    };

// Whoever leads or planned the meeting has no vote by that.
const BY_SEAT = { leads: false, planned: false, seated: true } as const;

/** A press for the member's own organisation. `pressId`: of the delivery, so that the same one twice counts once. */
export async function castVote(
  deps: Deps,
  input: { readonly ballotId: string; readonly choice: Choice; readonly by: Member; readonly pressId: string },
): Promise<VoteResult> {
  const { ballotId, by } = input;
  const seat = await votePress(deps, ballotId, by);
  if (!seat || !TABLE_POLICY.vote(BY_SEAT)) {
    const found = await ballotFor(deps, ballotId, by);
    return found ? { kind: 'no_vote', found } : { kind: 'no_ballot' };
  }
  const { organisationId, organisation } = seat;
  const press = { id: input.pressId, organisationId, by: by.id, choice: input.choice, at: deps.clock.now() };
  return held(deps, seat, by, organisation, (ballot, votes) => cast(ballot, votes, press));
}

/** The chair records what an organisation said in the room; somebody else who was there bears witness. */
export async function recordVoteInRoom(
  deps: Deps,
  input: {
    readonly ballotId: string;
    readonly organisationId: string;
    readonly choice: Choice;
    readonly witnessId: string;
    readonly by: Member;
    readonly pressId: string;
  },
): Promise<VoteResult | { readonly kind: 'not_yours' | 'no_witness' }> {
  const found = await ballotFor(deps, input.ballotId, input.by);
  if (!found) return { kind: 'no_ballot' };
  const { seen } = found;
  if (!TABLE_POLICY.chair_meeting(seen.who)) return { kind: 'not_yours' };
  const witness = seen.meeting.people.some((each) => each.memberId === input.witnessId);
  if (!witness || input.witnessId === input.by.id) return { kind: 'no_witness' };
  const seat = seen.seats.find((each) => each.organisationId === input.organisationId);
  if (!seat) return { kind: 'no_vote', found };
  const { organisationId, choice, witnessId, pressId } = input;
  const given = { id: pressId, organisationId, by: input.by.id, choice, at: deps.clock.now(), witnessId };
  const at = { ballot: found.ballot, room: seen.meeting.rooms[found.item.item.part] };
  return held(deps, at, input.by, seat.name, (ballot, votes) => castInRoom(ballot, votes, given));
}

/** A ballot with where its card is. */
type Place = Pick<VotePress, 'ballot' | 'room'>;

async function held(
  deps: Deps,
  place: Place,
  by: Member,
  organisation: string,
  decide: (ballot: Ballot, votes: readonly Vote[]) => CastResult,
): Promise<VoteResult> {
  const result = await deps.uow.transaction(async (stores) => {
    const now = await stores.ballots.lock(place.ballot.id);
    if (!now) return { kind: 'late' } as const;
    const result = decide(now.ballot, now.votes);
    if (result.kind === 'same') await stores.ballots.cast(now.ballot.id, result.vote);
    if (result.kind === 'cast') await store(deps, stores, { ...place, ballot: now.ballot }, by, result.vote);
    return result;
  });
  if (result.kind !== 'late' && result.kind !== 'no_vote') return { ...{ before: null, organisation }, ...result };
  // Read anew: what it came to meanwhile is said with it.
  const found = await ballotFor(deps, place.ballot.id, by);
  return found ? { kind: result.kind, found } : { kind: 'no_ballot' };
}

async function store(deps: Deps, stores: Stores, { ballot, room }: Place, by: Member, vote: Vote): Promise<void> {
  const at = deps.clock.now();
  await stores.ballots.cast(ballot.id, vote);
  const id = `vote:${ballot.id}:${ballot.version + 1}`;
  const { organisationId: organisation, choice, via, witnessId } = vote;
  const effect = {
    ballot: ballot.id,
    organisation,
    choice,
    via,
    ...(witnessId === null ? {} : { witness: witnessId }),
  };
  await stores.audit.add([caseLine({ id, caseId: ballot.caseId, type: 'vote_cast', at }, by, effect)]);
  const asks = choice === 'against' && via === 'pressed' ? [reasonQuestion(ballot, organisation, by.id, at)] : [];
  await stores.outbox.add([...ballotCard({ ...ballot, version: ballot.version + 1 }, room, at), ...asks]);
}

/** Adds why, for who may see all. False: it is not their vote, or it is not against any more. */
export async function explainVote(
  deps: Deps,
  input: {
    readonly ballotId: string;
    readonly organisationId: string;
    readonly reason: string;
    readonly by: Member;
    readonly kept: Kept | null;
  },
): Promise<boolean> {
  const found = await ballotFor(deps, input.ballotId, input.by);
  const reason = input.reason.trim().slice(0, LONGEST_REASON);
  if (!found || reason === '') return false;
  const at = deps.clock.now();
  const { ballot } = found;
  return deps.uow.transaction(async (stores) => {
    const held = await stores.ballots.lock(ballot.id);
    // What was said is said: a reason can come after the closing, as the vote itself no longer can.
    if (!held || held.ballot.state === 'withdrawn') return false;
    const done = await stores.ballots.explain(ballot.id, input.organisationId, input.by.id, reason);
    const id = `vote_explained:${ballot.id}:${input.organisationId}:${deps.newId()}`;
    const line = caseLine({ id, caseId: ballot.caseId, type: 'vote_explained', at }, input.by, { ballot: ballot.id });
    if (done) await stores.audit.add([line, ...wordsKept(line, input.kept)]);
    return done;
  });
}

const LONGEST_REASON = 500;
