/**
 * The lines of the log about a meeting: one for each case that is on its agenda, so that each case tells its own story.
 */
import type { Instant } from '../domain/calendar.ts';
import type { Meeting } from '../domain/tables/meeting.ts';
import type { Kept } from './changeCase.ts';
import type { AuditEntry, Member } from './ports.ts';

/** What happened to the meeting, in the log of every case on its agenda. */
export const tableLines = (meeting: Meeting, type: string, by: Member, at: Instant): readonly AuditEntry[] =>
  [...new Set(meeting.items.map((item) => item.caseId))].map((caseId) => ({
    ...{ id: `${type}:${meeting.id}:${meeting.version}:${caseId}`, at, memberId: by.id, behalfOf: null, caseId, type },
    effect: {
      ...{ meeting: meeting.id, startsAt: meeting.startsAt },
      organisations: meeting.seats.map((seat) => seat.organisationId),
    },
  }));

/** What happened to one case at a table. `id` names it: the same event twice is written once. */
export const caseLine = (
  { id, caseId, type, at }: { id: string; caseId: string; type: string; at: Instant },
  by: Member,
  effect: AuditEntry['effect'],
): AuditEntry => ({ id, at, memberId: by.id, behalfOf: null, caseId, type, effect });

/** The line that says why words that look personal stayed, beside the line of what was written; none where nothing was kept. */
export function wordsKept(line: AuditEntry, kept: Kept | null | undefined): readonly AuditEntry[] {
  const [id, type] = [`${line.id}:kept`, 'words_kept'];
  return kept ? [{ ...line, id, type, effect: { id, type, ...kept } }] : [];
}
