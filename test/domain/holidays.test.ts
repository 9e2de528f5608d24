/** The holidays of the Netherlands against the calendars that were printed for these years. */
import { describe, expect, test } from 'vitest';
import { easter, holidays, isWorkingDay, kingsDay, nearWorkingDay, weekdayOf } from '../../src/domain/holidays.ts';

// Year; Good Friday, Easter Monday, King's Day, Ascension Day, Whit Monday.
const PRINTED = [
  [2024, '03-29', '04-01', '04-27', '05-09', '05-20'],
  [2025, '04-18', '04-21', '04-26', '05-29', '06-09'],
  [2026, '04-03', '04-06', '04-27', '05-14', '05-25'],
  [2027, '03-26', '03-29', '04-27', '05-06', '05-17'],
  [2028, '04-14', '04-17', '04-27', '05-25', '06-05'],
  [2029, '03-30', '04-02', '04-27', '05-10', '05-21'],
  [2030, '04-19', '04-22', '04-27', '05-30', '06-10'],
  [2031, '04-11', '04-14', '04-26', '05-22', '06-02'],
  [2032, '03-26', '03-29', '04-27', '05-06', '05-17'],
] as const;

describe('the holidays of a year', () => {
  test.each(PRINTED)('%i', (year, friday, monday, king, ascension, whit) => {
    const days = ['01-01', friday, monday, king, '05-05', ascension, whit, '12-25', '12-26'];
    expect([...holidays(year)]).toEqual(days.map((day) => `${year}-${day}`));
  });

  test('Easter is a Sunday from 22 March to 25 April, for three centuries', () => {
    for (let year = 1900; year < 2200; year++) {
      const day = easter(year);
      expect(weekdayOf(day)).toBe(0);
      expect(day >= `${year}-03-22` && day <= `${year}-04-25`).toBe(true);
    }
    // The earliest and latest of our time, and the two exceptions of the rule.
    expect([2008, 2038, 1954, 1981].map(easter)).toEqual(['2008-03-23', '2038-04-25', '1954-04-18', '1981-04-19']);
  });

  test("King's Day is never a Sunday", () => {
    for (let year = 2014; year < 2100; year++) expect(weekdayOf(kingsDay(year))).not.toBe(0);
  });
});

describe('working days', () => {
  test.each([
    ['2026-11-27', true],
    ['2026-11-28', false],
    ['2026-11-29', false],
    ['2026-04-03', false],
    ['2026-05-05', false],
    ['2025-04-28', true],
    ['2026-12-24', true],
    ['2026-12-31', true],
  ])('%s: %s', (day, works) => expect(isWorkingDay(day)).toBe(works));

  test.each([
    ['2026-04-05', '2026-04-02', '2026-04-07'],
    ['2026-12-26', '2026-12-24', '2026-12-28'],
    ['2027-01-01', '2026-12-31', '2027-01-04'],
    ['2026-11-27', '2026-11-27', '2026-11-27'],
  ])('around %s they are %s and %s', (day, before, after) => {
    expect([nearWorkingDay(day, 'before'), nearWorkingDay(day, 'after')]).toEqual([before, after]);
  });
});
