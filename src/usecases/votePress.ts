/**
 * What a press for a vote needs of its meeting, read in one query: many press within the same second. Whoever has no
 * seat by this reading is looked at in full by the caller, so that this decides who votes and nothing else.
 */
import { rolesIn } from '../domain/people.ts';
import { planOf } from '../domain/protocol/evaluate.ts';
import type { Ballot } from '../domain/tables/ballot.ts';
import { joins } from '../domain/tables/rollCall.ts';
import type { Deps, Member } from './ports.ts';
import { partOf } from './readMeeting.ts';

/** The seat for which somebody presses. */
export interface VotePress {
  readonly ballot: Ballot;
  /** Where the card of the vote is; null: nowhere. */
  readonly room: string | null;
  readonly organisationId: string;
  readonly organisation: string;
}

/** The seat of the member at this vote: one with a vote first, and of those the one they are invited for. */
export async function votePress(deps: Deps, ballotId: string, member: Member): Promise<VotePress | null> {
  const works = member.memberships.map(({ organisation }) => organisation.id);
  const read = await deps.uow.stores.ballots.forPress(ballotId, member.id, works);
  const protocol = read && deps.protocols.current.get(read.region);
  if (!read || !protocol) return null;
  const part = partOf(planOf(await deps.protocols.ofCase(read), read.route), read);
  if (!part) return null;
  const { ballot, invitedFor } = read;
  const first = (id: string): number => Number(ballot.electorate.includes(id)) * 2 + Number(id === invitedFor);
  const [seat] = read.seats
    .filter(({ organisationId }) => {
      const work = member.memberships.find(({ organisation }) => organisation.id === organisationId);
      return work && joins([{ organisationId, roles: rolesIn(protocol, work.roles) }], organisationId, part.part.roles);
    })
    .toSorted((a, b) => first(b.organisationId) - first(a.organisationId));
  return seat ? { ballot, room: read.room, organisationId: seat.organisationId, organisation: seat.name } : null;
}
