/**
 * The meetings that are over, with the parts of which who asks may have the minutes.
 */
import type { Meeting } from '../domain/tables/meeting.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import type { By, Deps } from './ports.ts';
import { readEndedMeetings } from './readMeeting.ts';
import { minutedParts } from './readMinutes.ts';

export interface EndedMeeting {
  readonly meeting: Meeting;
  readonly parts: readonly PartNumber[];
}

const MOST = 100;

/** The last of them, the latest first; of everybody for whoever has the database. */
export async function listEnded(deps: Deps, by: By): Promise<readonly EndedMeeting[]> {
  const { stores } = deps.uow;
  if (by.memberId === null) {
    return (await stores.meetings.ended(null, MOST)).map((meeting) => ({
      meeting,
      parts: ([1, 2] as const).filter((part) => meeting.items.some((item) => item.part === part)),
    }));
  }
  const member = await stores.members.byId(by.memberId);
  if (!member) return [];
  const seen = await readEndedMeetings(deps, member);
  return seen.map((view) => ({ meeting: view.meeting, parts: minutedParts(view, member) }));
}
