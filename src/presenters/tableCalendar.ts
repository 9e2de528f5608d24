/**
 * A meeting as a file for one's own calendar: the table and its region, when and where. Nothing of a case and no name
 * of anybody stands in it, since calendars are read by others too.
 */
import { TZDate } from '@date-fns/tz';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Instant } from '../domain/calendar.ts';
import { endOf } from '../domain/tables/meeting.ts';
import type { Lang } from '../shared/lang.ts';
import type { SeenMeeting } from '../usecases/readMeeting.ts';
import { say } from './protocolText.ts';
import { whenText } from './tables.ts';
import { tableWords } from './wordingTables.ts';

export interface CalendarFile {
  /** What a calendar program does with it. */
  readonly method: 'REQUEST' | 'PUBLISH' | 'CANCEL';
  readonly text: string;
}

const ZONE = 'Europe/Amsterdam';
// The rule of the European Union since 1996; a calendar program that knows the zone by its name uses its own.
const VTIMEZONE = [
  ...['BEGIN:VTIMEZONE', `TZID:${ZONE}`],
  ...['BEGIN:DAYLIGHT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST', 'DTSTART:19810329T020000'],
  ...['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET', 'DTSTART:19961027T030000'],
  ...['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'END:VTIMEZONE'],
].join('\r\n');

/** The name of the meeting in a calendar. Who comes for the last part alone is not told what came before it. */
function calendarTitle({ protocol, items, parts }: SeenMeeting, lang: Lang): string {
  const steps = [...new Set(items.filter(({ item }) => item.part === 1).map(({ table }) => table.step))];
  const [only] = steps;
  const name = only && steps.length === 1 && parts.includes(1) ? say(protocol, only.title, lang) : null;
  return `${name ?? tableWords(lang).tableName} · ${say(protocol, protocol.region, lang)}`;
}

/** The file. `mail`: it goes by mail from the one address to the other; null: the person fetches it. */
export function calendarFile(
  view: SeenMeeting,
  invited: boolean,
  mail: { readonly from: string; readonly to: string } | null,
  now: Instant,
  lang: Lang,
): CalendarFile {
  const { meeting, parts } = view;
  const t = tableWords(lang);
  const over = meeting.state === 'cancelled' || !invited;
  const method = over ? 'CANCEL' : mail ? 'REQUEST' : 'PUBLISH';
  const from = !parts.includes(1) && meeting.lastPartAt !== null ? meeting.lastPartAt : meeting.startsAt;
  const calendar = ical({
    prodId: { company: 'Opstap', product: 'Opstap', language: lang.toUpperCase() },
    method: ICalCalendarMethod[method],
    // The zone stands on each time; a zone of the calendar itself would take it off them.
    timezone: { name: null, generator: () => VTIMEZONE },
  });
  const event = calendar.createEvent({
    ...{ id: `${meeting.id}@opstap`, sequence: meeting.sequence, timezone: ZONE, stamp: new Date(now) },
    ...{ start: new TZDate(from, ZONE), end: new TZDate(endOf(meeting), ZONE) },
    ...{ summary: calendarTitle(view, lang), location: placeOf(view), description: t.calendarText },
    ...(meeting.link === '' ? {} : { url: meeting.link }),
    status: over ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (mail) {
    event.organizer({ name: 'Opstap', email: mail.from });
    event.createAttendee({ email: mail.to, rsvp: false });
  }
  return { method, text: calendar.toString() };
}

const placeOf = ({ meeting: { place, link } }: SeenMeeting): string => [place, link].filter(Boolean).join(' · ');

/** A mail with the file: what changed, when and where, and how to stop it. */
export function calendarMail(view: SeenMeeting, invited: boolean, lang: Lang): { subject: string; text: string } {
  const t = tableWords(lang);
  const { meeting } = view;
  const title = calendarTitle(view, lang);
  const kind = !invited
    ? 'gone'
    : meeting.state === 'cancelled'
      ? 'cancelled'
      : meeting.sequence === 0
        ? 'invited'
        : 'changed';
  const where = placeOf(view);
  const lines = [t.calendarMail[kind], '', title, whenText(meeting, lang), ...(where === '' ? [] : [where]), ''];
  return { subject: `${t.calendarSubject[kind]}: ${title}`, text: [...lines, t.calendarMailMore].join('\n') };
}
