/**
 * A meeting for the calendar of one person: who may take it there, and by which address. When and where alone; what is
 * on the agenda is never a part of it.
 */
import { laterBy } from '../domain/calendar.ts';
import { endOf, type Meeting } from '../domain/tables/meeting.ts';
import type { Deps, Member } from './ports.ts';
import { readMeeting, seenMeeting, viewMeeting, type SeenMeeting } from './readMeeting.ts';

/** A meeting with the person whose calendar it is for. */
export interface CalendarEntry {
  readonly seen: SeenMeeting;
  readonly member: Member;
  /** Is invited, leads it or planned it. */
  readonly invited: boolean;
}

const DAY_MS = 86_400_000;

/** The address at which the member takes the meeting into their calendar; null: there is none, or it is over. */
export function calendarLinkFor(deps: Deps, meeting: Meeting, memberId: string): string | null {
  if (meeting.state === 'ended') return null;
  return deps.calendarLink?.(meeting.id, memberId, laterBy(endOf(meeting), DAY_MS)) ?? null;
}

/** The meeting of such an address, as the member may see it now; null: not any more. */
export async function calendarEntry(deps: Deps, meetingId: string, memberId: string): Promise<CalendarEntry | null> {
  const member = await deps.uow.stores.members.byId(memberId);
  if (!member || member.leftOn !== null) return null;
  const seen = await readMeeting(deps, meetingId, member);
  return seen && { seen, member, invited: isInvited(seen, member) };
}

/** The meeting for who is or was invited to it, so that they hear of that too. */
export async function calendarNews(deps: Deps, meetingId: string, member: Member): Promise<CalendarEntry | null> {
  const stored = await deps.uow.stores.meetings.byId(meetingId);
  const view = stored && (await viewMeeting(deps, deps.uow.stores, stored));
  const seen = view && seenMeeting(view, member);
  return seen && { seen, member, invited: isInvited(seen, member) };
}

/** True for who gets the invitation and is kept up to date. */
const isInvited = ({ who, meeting }: SeenMeeting, member: Member): boolean =>
  who.leads || who.planned || meeting.people.some((each) => each.memberId === member.id);
