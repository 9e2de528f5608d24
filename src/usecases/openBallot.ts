/**
 * Opens a vote on the case that is on the table, where the agreements know one, and withdraws it. Who has a vote and
 * how many are needed is fixed and written out at the opening.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import type { Ballot } from '../domain/tables/ballot.ts';
import { electorateOf } from '../domain/tables/rollCall.ts';
import type { Deps, Member } from './ports.ts';
import { readMeeting, viewMeeting, type ItemView, type SeenMeeting } from './readMeeting.ts';
import { caseLine } from './tableLog.ts';
import { ballotCard, roomCards } from './tableMessages.ts';

export type OpenBallotResult =
  | { readonly kind: 'opened'; readonly ballot: Ballot }
  | { readonly kind: 'no_meeting' | 'not_yours' | 'no_item' }
  /** The agreements know no vote here: `item.rule` says why, and who decides instead. */
  | { readonly kind: 'no_vote'; readonly item: ItemView }
  /** One runs or was held. */
  | { readonly kind: 'already'; readonly item: ItemView }
  /** No organisation is there, so nothing can be decided. */
  | { readonly kind: 'nobody_present'; readonly item: ItemView }
  | { readonly kind: 'missing'; readonly item: ItemView }
  /** The step is not up in the case, or the case is on hold or closed. */
  | { readonly kind: 'not_up'; readonly item: ItemView };

/** Opens a vote on the item that is on the table. `hidden`: the count is not shown before the closing. */
export async function openBallot(
  deps: Deps,
  input: { readonly meetingId: string; readonly by: Member },
): Promise<OpenBallotResult> {
  const seen = await readMeeting(deps, input.meetingId, input.by);
  if (!seen) return { kind: 'no_meeting' };
  if (!TABLE_POLICY.chair_meeting(seen.who)) return { kind: 'not_yours' };
  const id = deps.newId();
  const now = deps.clock.now();
  return deps.uow.transaction(async (stores): Promise<OpenBallotResult> => {
    // The meeting is held, so that nobody comes or goes between the roll-call and the opening.
    const meeting = await stores.meetings.lock(input.meetingId);
    const view = meeting && (await viewMeeting(deps, stores, meeting));
    const item = view?.items.find((each) => each.item.state === 'open');
    if (!meeting || !view || !item) return { kind: 'no_item' };
    if (item.rule.kind !== 'vote') return { kind: 'no_vote', item };
    if (item.ballot) return { kind: 'already', item };
    if (!item.up) return { kind: 'not_up', item };
    if (item.missing.length > 0) return { kind: 'missing', item };
    const electorate = electorateOf(meeting.seats, view.seats, item.roles);
    if (electorate.length === 0) return { kind: 'nobody_present', item };
    const ballot: Ballot = {
      ...{ id, meetingId: meeting.id, itemId: item.item.id, caseId: item.case.id, step: item.step.id },
      ...{ hidden: meeting.hidden, state: 'open', electorate, openedAt: now, openedBy: input.by.id },
      ...{ closedAt: null, result: null, version: 1 },
    };
    if (!(await stores.ballots.open(ballot))) return { kind: 'already', item };
    const line = { id: `ballot_opened:${id}`, caseId: ballot.caseId, type: 'ballot_opened', at: now };
    await stores.audit.add([caseLine(line, input.by, { ballot: id, step: ballot.step, electorate })]);
    const saved = await stores.meetings.save(meeting);
    await stores.outbox.add([...ballotCard(ballot, meeting.rooms[item.item.part], now), ...roomCards(saved, now)]);
    return { kind: 'opened', ballot };
  });
}

/** The vote is not counted and can be opened anew: for when the roll-call was wrong. Nothing is decided by it. */
export async function withdrawBallot(
  deps: Deps,
  input: { readonly ballotId: string; readonly by: Member },
): Promise<'withdrawn' | 'late' | 'not_yours' | 'no_ballot'> {
  const found = await ballotFor(deps, input.ballotId, input.by);
  if (!found) return 'no_ballot';
  if (!TABLE_POLICY.chair_meeting(found.seen.who)) return 'not_yours';
  const now = deps.clock.now();
  return deps.uow.transaction(async (stores) => {
    const meeting = await stores.meetings.lock(found.seen.meeting.id);
    const held = await stores.ballots.lock(input.ballotId);
    if (!meeting || held?.ballot.state !== 'open') return 'late';
    const ballot = await stores.ballots.save({ ...held.ballot, state: 'withdrawn', closedAt: now });
    const line = { id: `ballot_withdrawn:${ballot.id}`, caseId: ballot.caseId, type: 'ballot_withdrawn', at: now };
    await stores.audit.add([caseLine(line, input.by, { ballot: ballot.id })]);
    const saved = await stores.meetings.save(meeting);
    const room = meeting.rooms[found.item.item.part];
    await stores.outbox.add([...ballotCard(ballot, room, now), ...roomCards(saved, now)]);
    return 'withdrawn';
  });
}

/** A ballot with its meeting and item, as this member stands to them. */
export interface FoundBallot {
  readonly ballot: Ballot;
  readonly seen: SeenMeeting;
  readonly item: ItemView;
}

/** The ballot for this member; null if there is none for them. */
export async function ballotFor(deps: Deps, ballotId: string, member: Member): Promise<FoundBallot | null> {
  const ballot = await deps.uow.stores.ballots.byId(ballotId);
  const seen = ballot && (await readMeeting(deps, ballot.meetingId, member));
  const item = seen?.items.find((each) => each.item.id === ballot?.itemId);
  if (!ballot || !seen || !item || !seen.parts.includes(item.item.part)) return null;
  return { ballot, seen, item };
}
