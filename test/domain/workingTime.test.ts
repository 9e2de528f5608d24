/** Hours that run, over nights, weekends, holidays and both clock changes; each moment was reckoned by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockOf, momentOf } from '../../src/domain/calendar.ts';
import { isWorkingDay } from '../../src/domain/holidays.ts';
import { afterQuiet, afterWorkingHours, clockEnd } from '../../src/domain/workingTime.ts';
import { civilDates } from '../support/arbitraries.ts';

const OFFICE = { from: 9 * 60, until: 17 * 60 };

describe('working hours', () => {
  test.each([
    ['an hour before opening', '2026-03-30T05:00:00.000Z', 1, '2026-03-30T08:00:00.000Z'],
    ['a whole day ends on that day', '2026-03-30T07:00:00.000Z', 8, '2026-03-30T15:00:00.000Z'],
    ['in the evening they begin the next morning', '2026-03-11T19:00:00.000Z', 1, '2026-03-12T09:00:00.000Z'],
    ['at closing time they begin the next morning', '2026-03-11T16:00:00.000Z', 1, '2026-03-12T09:00:00.000Z'],
    ['over a weekend in which the clock goes forward', '2026-03-27T14:00:00.000Z', 4, '2026-03-30T09:00:00.000Z'],
    ['over a weekend in which the clock goes back', '2026-10-23T14:00:00.000Z', 2, '2026-10-26T09:00:00.000Z'],
    ['over Easter, Good Friday included', '2026-04-02T14:00:00.000Z', 2, '2026-04-07T08:00:00.000Z'],
    ["King's Day on a Saturday holds up nobody", '2025-04-25T14:00:00.000Z', 2, '2025-04-28T08:00:00.000Z'],
    ["King's Day on a Monday does", '2026-04-24T14:00:00.000Z', 2, '2026-04-28T08:00:00.000Z'],
    ['24 of them over Christmas', '2026-12-24T15:00:00.000Z', 24, '2026-12-30T15:00:00.000Z'],
    ['to the minute', '2026-03-30T10:59:30.000Z', 1, '2026-03-30T11:59:30.000Z'],
    ['none, at night', '2026-03-11T23:00:00.000Z', 0, '2026-03-12T08:00:00.000Z'],
  ])('%s: %s + %i is %s', (_, from, hours, until) => expect(afterWorkingHours(from, hours, OFFICE)).toBe(until));

  test('they equal a count of minutes, one by one', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(civilDates(), minutes, fc.integer({ min: 1, max: 30 }), (date, minute, hours) => {
        let [time, left] = [Date.parse(momentOf(date, minute)), hours * 60];
        for (; left > 0; time += 60_000) {
          const at = clockOf(new Date(time).toISOString());
          if (isWorkingDay(at.date) && at.minutes >= OFFICE.from && at.minutes < OFFICE.until) left -= 1;
        }
        expect(afterWorkingHours(momentOf(date, minute), hours, OFFICE)).toBe(new Date(time).toISOString());
      }),
      { numRuns: 60 },
    );
  });

  test('a clock of the protocol runs by the clock, unless the region counts working hours', () => {
    const friday = '2026-03-27T14:00:00.000Z';
    expect(clockEnd(friday, 'PT24H', null)).toBe('2026-03-28T14:00:00.000Z');
    expect(clockEnd(friday, 'PT24H', OFFICE)).toBe('2026-04-01T13:00:00.000Z');
  });
});

describe('the clock in Amsterdam', () => {
  test.each([
    ['2026-01-15', 8 * 60, '2026-01-15T07:00:00.000Z'],
    ['2026-07-15', 8 * 60, '2026-07-15T06:00:00.000Z'],
    // The hour that is skipped, and the one that comes twice.
    ['2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 180, '2026-10-25T02:00:00.000Z'],
    ['2026-12-31', 1440, '2026-12-31T23:00:00.000Z'],
  ])('%s at %i minutes is %s', (date, minutes, moment) => expect(momentOf(date, minutes)).toBe(moment));

  test('it reads back what it says, but for the hour that is skipped', () => {
    fc.assert(
      fc.property(civilDates(), fc.integer({ min: 180, max: 1439 }), (date, minutes) => {
        expect(clockOf(momentOf(date, minutes))).toEqual({ date, minutes });
      }),
    );
  });
});

describe('quiet hours', () => {
  const night = { from: 19 * 60, until: 7 * 60 };
  test.each([
    ['at night', '2026-03-11T21:00:00.000Z', '2026-03-12T06:00:00.000Z'],
    ['before dawn', '2026-03-11T03:00:00.000Z', '2026-03-11T06:00:00.000Z'],
    ['at their end', '2026-03-11T06:00:00.000Z', '2026-03-11T06:00:00.000Z'],
    ['at their beginning', '2026-03-11T18:00:00.000Z', '2026-03-12T06:00:00.000Z'],
    ['by day', '2026-03-11T12:00:00.000Z', '2026-03-11T12:00:00.000Z'],
    ['the night that the clock goes forward', '2026-03-28T21:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ['the night that the clock goes back', '2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z'],
  ])('%s: %s becomes %s', (_, moment, moved) => expect(afterQuiet(moment, night)).toBe(moved));

  test('they can be in the middle of the day, or not be at all', () => {
    const noon = '2026-03-11T11:30:00.000Z';
    expect(afterQuiet(noon, { from: 12 * 60, until: 13 * 60 })).toBe('2026-03-11T12:00:00.000Z');
    expect(afterQuiet(noon, { from: 0, until: 0 })).toBe(noon);
  });

  test('what they move is never earlier, and never in them', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(civilDates(), minute, minute, minute, (date, at, from, until) => {
        const moved = afterQuiet(momentOf(date, at), { from, until });
        expect(moved >= momentOf(date, at)).toBe(true);
        expect(afterQuiet(moved, { from, until })).toBe(moved);
      }),
    );
  });
});
