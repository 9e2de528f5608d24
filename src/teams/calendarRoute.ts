/**
 * What `GET /calendar/…` answers: the appointment of one meeting for the one person whose address it is, as it is now.
 * Everything else, whatever is wrong with it, is not there.
 */
import { calendarFile } from '../presenters/tableCalendar.ts';
import { calendarEntry } from '../usecases/tableCalendar.ts';
import type { Deps } from '../usecases/ports.ts';

/** Reads the ids in a token that was signed for this; null: it was not, or is no longer valid. */
interface Tokens {
  read(token: string, now: string): readonly string[] | null;
}

/** The appointment behind a token; null: there is none. */
export const calendarRoute =
  (deps: Deps, tokens: Tokens) =>
  async (token: string): Promise<string | null> => {
    const now = deps.clock.now();
    const [meetingId, memberId] = tokens.read(token, now) ?? [];
    if (meetingId === undefined || memberId === undefined) return null;
    const entry = await calendarEntry(deps, meetingId, memberId);
    return entry && calendarFile(entry.seen, true, null, now, entry.member.lang ?? 'nl').text;
  };
