/**
 * Civil dates and clock hours in Europe/Amsterdam: the only arithmetic that terms use.
 * Never reads the system clock and never depends on the time zone of the host.
 */
import { addDays, addMonths, addWeeks } from 'date-fns';

/** A calendar date in Europe/Amsterdam, `YYYY-MM-DD`. */
export type CivilDate = string;

/** A moment, ISO 8601 in UTC with milliseconds (`2026-03-01T09:00:00.000Z`). */
export type Instant = string;

/** An ISO 8601 duration as the protocols use them: `P3M`, `P6W`, `P0D`, `PT24H`. */
export type Duration = string;

interface DurationParts {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly hours: number;
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?$/;
const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const parsedDurations = new Map<Duration, DurationParts>();

/** Parses a duration. Throws a RangeError for anything else: content is checked before it gets here. */
export function parseDuration(duration: Duration): DurationParts {
  const known = parsedDurations.get(duration);
  if (known) return known;
  const match = DURATION.exec(duration);
  if (!match || duration === 'P' || duration.endsWith('T')) throw new RangeError(`Not a duration: ${duration}`);
  const part = (index: number): number => Number(match[index] ?? 0);
  const parts = { years: part(1), months: part(2), weeks: part(3), days: part(4), hours: part(5) };
  parsedDurations.set(duration, parts);
  return parts;
}

/** True if the text is a date that exists, as `YYYY-MM-DD` between 1900 and 2199. */
export function isCivilDate(text: string): boolean {
  const match = CIVIL_DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

// date-fns counts in the time zone of the host. At noon it never meets a clock change, and four centuries on, where
// the calendar is the same, it never meets a day that a zone has skipped (Samoa had no 30 December 2011).
const CENTURIES_ON = 400;

function atNoon(date: CivilDate): Date {
  const year = Number(date.slice(0, 4)) + CENTURIES_ON;
  return new Date(year, Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)), 12);
}

const pad = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

function fromNoon(date: Date): CivilDate {
  return `${date.getFullYear() - CENTURIES_ON}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/**
 * The date a calendar duration before or after `anchor`, `times` over, counted in one go from the anchor.
 * A day that the target month lacks becomes its last day (31 Jan + P3M = 30 Apr).
 */
export function shift(anchor: CivilDate, duration: Duration, direction: 'before' | 'after', times = 1): CivilDate {
  const parts = parseDuration(duration);
  const sign = direction === 'before' ? -times : times;
  let date = atNoon(anchor);
  // Years and months together, so that the end of the month is clamped once.
  const months = parts.years * 12 + parts.months;
  if (months) date = addMonths(date, sign * months);
  if (parts.weeks) date = addWeeks(date, sign * parts.weeks);
  if (parts.days) date = addDays(date, sign * parts.days);
  return fromNoon(date);
}

/** The moment a number of clock hours after `moment`: elapsed hours, also over a clock change. */
export function afterHours(moment: Instant, duration: Duration): Instant {
  return laterBy(moment, parseDuration(duration).hours * 3_600_000);
}

/** The moment so many milliseconds after `moment`; before it, where the number is negative. */
export const laterBy = (moment: Instant, ms: number): Instant => new Date(Date.parse(moment) + ms).toISOString();

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / 86_400_000);
}

const utcMidnight = (date: CivilDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));

/**
 * The calendar date of a moment in Europe/Amsterdam (30 June 22:15Z = 1 July).
 * Throws a RangeError for text that is no moment.
 */
export function civilDateOf(moment: Instant): CivilDate {
  if (moment === latest?.moment) return latest.date;
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw new RangeError(`Not a moment: ${moment}`);
  const date = new Date(time + amsterdamOffsetHours(time) * 3_600_000).toISOString().slice(0, 10);
  latest = { moment, date };
  return date;
}

/** Minutes after midnight on the clock in Amsterdam: 0 to 1440. */
export type Minutes = number;

/** What the calendar and the clock in Amsterdam say at a moment. */
export function clockOf(moment: Instant): { readonly date: CivilDate; readonly minutes: Minutes } {
  const time = Date.parse(moment);
  const local = new Date(time + amsterdamOffsetHours(time) * 3_600_000);
  return { date: civilDateOf(moment), minutes: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

/**
 * The moment at which the clock in Amsterdam says so. A time that the clock skips in spring is an hour later on it; of
 * one that comes twice in autumn it is the first.
 */
export function momentOf(date: CivilDate, minutes: Minutes): Instant {
  const local = utcMidnight(date) + minutes * 60_000;
  const inSummer = local - 2 * 3_600_000;
  return new Date(amsterdamOffsetHours(inSummer) === 2 ? inSummer : local - 3_600_000).toISOString();
}

// A sweep over all cases asks for one and the same moment.
let latest: { readonly moment: Instant; readonly date: CivilDate } | null = null;

// European summer time: last Sunday of March 01:00Z to last Sunday of October 01:00Z (in force here since 1996).
// By rule and not by Intl, so that it does not hang on the zone data of the host. A test holds it against Intl.
function amsterdamOffsetHours(time: number): 1 | 2 {
  const year = new Date(time).getUTCFullYear();
  return time >= lastSundayAtOne(year, 2) && time < lastSundayAtOne(year, 9) ? 2 : 1;
}

function lastSundayAtOne(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 86_400_000;
}
