/**
 * Runs a meeting in the conversation where it takes place: begins a part, goes from item to item, ends. One card there
 * is kept right for everybody by the outbox, in the same transaction. What is voted is in `openBallot.ts`.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import {
  begin,
  end,
  leaveItem,
  markClient,
  nameSecretary,
  nextItemOf,
  openItem,
  type ClientPresence,
  type Meeting,
  type MeetingRefusal,
  type MeetingResult,
} from '../domain/tables/meeting.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import type { Message, Deps, Member, Stores } from './ports.ts';
import { civilDateOf } from '../domain/calendar.ts';
import type { Person } from './readCase.ts';
import { readMeeting, seenMeeting, viewMeeting, type ItemView, type SeenMeeting } from './readMeeting.ts';
import { tableLines } from './tableLog.ts';
import { invitations, itemOpened, minutesReady, roomCards } from './tableMessages.ts';

export type RunResult =
  | { readonly kind: 'done'; readonly meeting: SeenMeeting }
  | { readonly kind: 'no_meeting' | 'not_yours' }
  | { readonly kind: 'refused'; readonly refusal: MeetingRefusal }
  /** Somebody reads along here who does not join this part, or it is not known who does. */
  | { readonly kind: 'others_here' }
  /** A vote on the item runs: it is closed first. */
  | { readonly kind: 'ballot_open'; readonly item: ItemView }
  /** Who must be there by the agreements is not: nothing can be decided, the item goes to a next time. */
  | { readonly kind: 'missing'; readonly item: ItemView };

/** The part is run in this conversation from now on. `people`: everybody who reads along there; null: not known. */
export async function beginMeeting(
  deps: Deps,
  input: {
    readonly id: string;
    readonly part: PartNumber;
    readonly by: Member;
    readonly conversationId: string;
    readonly people: readonly Person[] | null;
  },
): Promise<RunResult> {
  const seen = await readMeeting(deps, input.id, input.by);
  if (!seen) return { kind: 'no_meeting' };
  if (!TABLE_POLICY.chair_meeting(seen.who)) return { kind: 'not_yours' };
  if (!(await allJoin(deps, seen, input.part, input.people))) return { kind: 'others_here' };
  return change(deps, input, 'meeting_begun', (meeting) => begin(meeting, input.part, input.conversationId));
}

/** What is said at a part is for those who join it: true if everybody who reads along does. */
export async function allJoin(
  deps: Deps,
  seen: SeenMeeting,
  part: PartNumber,
  people: readonly Person[] | null,
): Promise<boolean> {
  if (people === null) return false;
  const { members } = deps.uow.stores;
  for (const { tenantId, objectId } of people) {
    const member = objectId === '' ? null : await members.find(tenantId, objectId);
    if (!member || member.leftOn !== null || !seenMeeting(seen, member).parts.includes(part)) return false;
  }
  return true;
}

/** What is on the table is dealt with or carried over, and the next item of the part is on it. */
export async function nextItem(
  deps: Deps,
  input: { readonly id: string; readonly part: PartNumber; readonly by: Member; readonly as: 'done' | 'carried' },
): Promise<RunResult> {
  return lead(deps, input, 'item_opened', (meeting) => {
    const busy = meeting.items.find((item) => item.state === 'open');
    const left = busy ? leaveItem(meeting, busy.id, input.as) : { ok: true as const, meeting };
    if (!left.ok) return left;
    const next = nextItemOf(left.meeting, input.part);
    return next ? openItem(left.meeting, next.id) : left;
  });
}

/** Whether the client, or who speaks for them, is there for the item. */
export async function markClientAt(
  deps: Deps,
  input: { readonly id: string; readonly itemId: string; readonly client: ClientPresence; readonly by: Member },
): Promise<RunResult> {
  return lead(deps, input, 'client_marked', (meeting) => markClient(meeting, input.itemId, input.client));
}

/** Who is secretary this time. Hears all of it, so not somebody who comes for the last part alone. */
export async function nameSecretaryAt(
  deps: Deps,
  input: { readonly id: string; readonly memberId: string; readonly by: Member },
): Promise<RunResult> {
  const seen = await readMeeting(deps, input.id, input.by);
  const named = await deps.uow.stores.members.byId(input.memberId);
  const hearsAll = seen && named && seenMeeting(seen, named).parts.includes(1);
  if (seen && !hearsAll) return { kind: 'refused', refusal: { kind: 'not_invited' } };
  return lead(deps, input, 'secretary_named', (meeting) => nameSecretary(meeting, input.memberId));
}

/** The meeting is over; what it did not get to is carried over. */
export async function endMeeting(deps: Deps, input: { readonly id: string; readonly by: Member }): Promise<RunResult> {
  return lead(deps, input, 'meeting_ended', end);
}

async function lead(
  deps: Deps,
  input: { readonly id: string; readonly by: Member },
  type: string,
  to: (meeting: Meeting) => MeetingResult,
): Promise<RunResult> {
  const seen = await readMeeting(deps, input.id, input.by);
  if (!seen) return { kind: 'no_meeting' };
  if (!TABLE_POLICY.chair_meeting(seen.who)) return { kind: 'not_yours' };
  return change(deps, input, type, to);
}

async function change(
  deps: Deps,
  { id, by }: { readonly id: string; readonly by: Member },
  type: string,
  to: (meeting: Meeting) => MeetingResult,
): Promise<RunResult> {
  const now = deps.clock.now();
  const result = await deps.uow.transaction(async (stores): Promise<RunResult | null> => {
    const before = await stores.meetings.lock(id);
    if (!before) return { kind: 'no_meeting' };
    const result = to(before);
    if (!result.ok) return { kind: 'refused', refusal: result.refusal };
    // Nothing is different, as on a second press: no new card, no new line.
    if (result.meeting === before) return null;
    const stopped = await stoppedBy(deps, stores, before, result.meeting);
    if (stopped) return stopped;
    const meeting = await stores.meetings.save(result.meeting);
    await stores.audit.add(tableLines(meeting, type, by, now));
    await stores.outbox.add([
      ...roomCards(meeting, now),
      ...(await openedNow(stores, before, meeting, now)),
      ...(meeting.state === 'ended' ? [...invitations(meeting, now), ...minutesReady(meeting, now)] : []),
    ]);
    return null;
  });
  if (result) return result;
  const fresh = await readMeeting(deps, id, by);
  return fresh ? { kind: 'done', meeting: fresh } : { kind: 'no_meeting' };
}

// An item that is left behind has no running vote, and is not called dealt with while who must be there is missing.
async function stoppedBy(deps: Deps, stores: Stores, before: Meeting, after: Meeting): Promise<RunResult | null> {
  const left = before.items.find((item) => item.state === 'open');
  const now = left && after.items.find((item) => item.id === left.id);
  if (!left || now?.state === 'open') return null;
  const view = await viewMeeting(deps, stores, before);
  const item = view?.items.find((each) => each.item.id === left.id);
  if (!item) return null;
  if (item.ballot?.state === 'open') return { kind: 'ballot_open', item };
  return now?.state === 'done' && item.missing.length > 0 ? { kind: 'missing', item } : null;
}

async function openedNow(stores: Stores, before: Meeting, meeting: Meeting, at: string): Promise<readonly Message[]> {
  const opened = meeting.items.find((item) => item.state === 'open');
  if (!opened || before.items.some((item) => item.id === opened.id && item.state === 'open')) return [];
  const takePart = new Set(
    (await stores.cases.participants(opened.caseId, civilDateOf(at))).map((each) => each.memberId),
  );
  const to = meeting.people.map((each) => each.memberId).filter((id) => takePart.has(id));
  return itemOpened(meeting, opened.id, opened.caseId, to, at);
}
