/**
 * Who voted what, and why against: after the closing, for those who may see all of the case and for nobody else.
 */
import type { Ballot } from '../domain/tables/ballot.ts';
import type { Choice } from '../domain/tables/electorate.ts';
import type { FoundBallot } from './openBallot.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, type CaseView } from './readCase.ts';
import type { SeatView } from './readMeeting.ts';

/** The vote of one organisation. */
export interface VoteLine {
  readonly organisation: string;
  readonly choice: Choice;
  readonly reason: string;
  /** Given in the room: the name of who heard it too; null: it was pressed. */
  readonly witness: string | null;
}

/** The votes that were counted; null where the member may not see them, or the ballot is not closed. */
export async function reasonsFor(
  deps: Deps,
  { ballot, seen }: FoundBallot,
  member: Member,
): Promise<{ readonly view: CaseView; readonly lines: readonly VoteLine[] } | null> {
  if (ballot.state !== 'closed') return null;
  const view = await readCase(deps, ballot.caseId, member);
  if (!view || !view.who.seesAll || view.who.landlord) return null;
  return { view, lines: await votesOf(deps, ballot, seen.seats) };
}

/** The votes that were counted, for who may see all of the case and for nobody else. */
export async function votesOf(deps: Deps, ballot: Ballot, seats: readonly SeatView[]): Promise<readonly VoteLine[]> {
  const { ballots, members } = deps.uow.stores;
  const votes = (await ballots.votes(ballot.id)).filter((vote) => ballot.electorate.includes(vote.organisationId));
  const heard = votes.flatMap(({ witnessId }) => witnessId ?? []);
  const found = await Promise.all(heard.map((id) => members.byId(id)));
  const nameOf = (id: string | null): string => found.find((each) => each?.id === id)?.displayName ?? '?';
  return votes.map(({ organisationId, choice, reason, via, witnessId }) => ({
    organisation: seats.find((seat) => seat.organisationId === organisationId)?.name ?? '?',
    ...{ choice, reason, witness: via === 'room' ? nameOf(witnessId) : null },
  }));
}
