/**
 * Hours that run: by the clock or in working hours; and quiet hours, in which nobody is disturbed.
 * Pure: moments are arguments, clocks are those of Amsterdam.
 */
import { afterHours, civilDateOf, clockOf, momentOf, parseDuration, shift, type Duration } from './calendar.ts';
import type { Instant, Minutes } from './calendar.ts';
import { isWorkingDay } from './holidays.ts';

/** A part of the day by the clock in Amsterdam. For quiet hours it may go over midnight. */
export interface Hours {
  readonly from: Minutes;
  readonly until: Minutes;
}

/**
 * The moment at which this many working hours have passed since `moment`. They run from Monday to Friday between the
 * hours of `work`, and stand still at night, in weekends and on holidays.
 */
export function afterWorkingHours(moment: Instant, hours: number, work: Hours): Instant {
  let left = hours * 3_600_000;
  for (let day = civilDateOf(moment); ; day = shift(day, 'P1D', 'after')) {
    if (!isWorkingDay(day)) continue;
    const begin = Math.max(Date.parse(momentOf(day, work.from)), Date.parse(moment));
    const room = Date.parse(momentOf(day, work.until)) - begin;
    if (room < 0 || (room === 0 && left > 0)) continue;
    if (left <= room) return new Date(begin + left).toISOString();
    left -= room;
  }
}

/** The end of a clock of hours (`PT24H`) that began at `moment`. `work`: counted in these hours; null: by the clock. */
export const clockEnd = (moment: Instant, within: Duration, work: Hours | null): Instant =>
  work === null ? afterHours(moment, within) : afterWorkingHours(moment, parseDuration(within).hours, work);

/** The moment itself, or where it falls in quiet hours their end. From and until the same: there are none. */
export function afterQuiet(moment: Instant, quiet: Hours): Instant {
  const { date, minutes } = clockOf(moment);
  const { from, until } = quiet;
  if (from <= until) return minutes >= from && minutes < until ? momentOf(date, until) : moment;
  if (minutes >= from) return momentOf(shift(date, 'P1D', 'after'), until);
  return minutes < until ? momentOf(date, until) : moment;
}
