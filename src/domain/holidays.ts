/**
 * The days on which nobody is expected to work: weekends and the holidays of the Netherlands, by rule and not by list.
 * Pure. The holidays are those of article 3 of the Algemene termijnenwet, Good Friday and every 5 May among them.
 */
import { shift, type CivilDate } from './calendar.ts';

/** Easter Sunday of a year of the Gregorian calendar (the rule of Meeus, Jones and Butcher). */
export function easter(year: number): CivilDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const [b, c] = [Math.floor(century / 4), century % 4];
  const corrected = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - b - corrected + 15) % 30;
  const [d, e] = [Math.floor((year % 100) / 4), year % 4];
  const weekday = (32 + 2 * c + 2 * d - moon - e) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const day = moon + weekday - 7 * late + 114;
  return `${year}-0${Math.floor(day / 31)}-${String((day % 31) + 1).padStart(2, '0')}`;
}

/** The King's birthday is kept on 27 April, on the Saturday before where that is a Sunday (since 2014). */
export const kingsDay = (year: number): CivilDate =>
  weekdayOf(`${year}-04-27`) === SUNDAY ? `${year}-04-26` : `${year}-04-27`;

/** The holidays of a year, in order. Easter and Whit Sunday are left out: they are Sundays anyway. */
export function holidays(year: number): ReadonlySet<CivilDate> {
  let days = known.get(year);
  if (days) return days;
  const sunday = easter(year);
  days = new Set([
    `${year}-01-01`,
    shift(sunday, 'P2D', 'before'),
    shift(sunday, 'P1D', 'after'),
    ...[kingsDay(year), `${year}-05-05`].sort(),
    shift(sunday, 'P39D', 'after'),
    shift(sunday, 'P50D', 'after'),
    `${year}-12-25`,
    `${year}-12-26`,
  ]);
  known.set(year, days);
  return days;
}
const known = new Map<number, ReadonlySet<CivilDate>>();

const SUNDAY = 0;
const SATURDAY = 6;

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: CivilDate): number =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)))).getUTCDay();

/** True on Monday to Friday, holidays excepted. */
export function isWorkingDay(date: CivilDate): boolean {
  const weekday = weekdayOf(date);
  return weekday !== SUNDAY && weekday !== SATURDAY && !holidays(Number(date.slice(0, 4))).has(date);
}

/** The day itself if it is a working day, else the last one before it or the first one after it. */
export function nearWorkingDay(date: CivilDate, direction: 'before' | 'after'): CivilDate {
  let day = date;
  while (!isWorkingDay(day)) day = shift(day, 'P1D', direction);
  return day;
}
