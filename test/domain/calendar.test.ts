import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tz, TZDate } from '@date-fns/tz';
import { add, sub } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterHours, civilDateOf, daysBetween, isCivilDate, parseDuration, shift } from '../../src/domain/calendar.ts';
import { civilDates } from '../support/arbitraries.ts';

const AMSTERDAM = 'Europe/Amsterdam';

describe('shift counts in the calendar', () => {
  test.each([
    ['2026-01-31', 'P3M', 'after', '2026-04-30'],
    ['2026-08-31', 'P6M', 'before', '2026-02-28'],
    ['2024-08-31', 'P6M', 'before', '2024-02-29'],
    ['2025-11-30', 'P3M', 'after', '2026-02-28'],
    ['2025-12-31', 'P6M', 'before', '2025-06-30'],
    ['2024-02-29', 'P1Y', 'after', '2025-02-28'],
    ['2024-02-29', 'P4Y', 'after', '2028-02-29'],
    ['2024-02-29', 'P1Y', 'before', '2023-02-28'],
    ['2026-03-31', 'P1Y1M', 'before', '2025-02-28'],
    ['2026-01-15', 'P2Y', 'after', '2028-01-15'],
    ['2026-03-20', 'P2W', 'after', '2026-04-03'],
    ['2026-03-20', 'P6W', 'before', '2026-02-06'],
    ['2026-02-27', 'P2D', 'after', '2026-03-01'],
    ['2026-05-05', 'P0D', 'after', '2026-05-05'],
    ['2026-12-31', 'P1D', 'after', '2027-01-01'],
  ] as const)('%s %s %s is %s', (anchor, duration, direction, expected) => {
    expect(shift(anchor, duration, direction)).toBe(expected);
  });

  test('each repeat is counted from the anchor, so that a short month does not pull the later ones down', () => {
    const halfYears = [1, 2, 3, 4].map((times) => shift('2025-08-31', 'P6M', 'after', times));
    expect(halfYears).toEqual(['2026-02-28', '2026-08-31', '2027-02-28', '2027-08-31']);
  });

  test('a repeat of n months equals n months in one go', () => {
    fc.assert(
      fc.property(civilDates(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (date, months, n) => {
        expect(shift(date, `P${months}M`, 'after', n)).toBe(shift(date, `P${months * n}M`, 'after'));
      }),
    );
  });

  test('it equals date-fns on Amsterdam dates for the years 1996 to 2120', () => {
    const units = fc.constantFrom(['Y', 'years'], ['M', 'months'], ['W', 'weeks'], ['D', 'days'] as const);
    fc.assert(
      fc.property(civilDates(), units, fc.nat({ max: 48 }), fc.boolean(), (date, [letter, unit], amount, before) => {
        const [year, month, day] = date.split('-').map(Number) as [number, number, number];
        const noon = new TZDate(year, month - 1, day, 12, AMSTERDAM);
        const moved = (before ? sub : add)(noon, { [unit as string]: amount }, { in: tz(AMSTERDAM) });
        const expected = `${moved.getFullYear()}-${two(moved.getMonth() + 1)}-${two(moved.getDate())}`;
        expect(shift(date, `P${amount}${letter}`, before ? 'before' : 'after')).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('civilDateOf gives the date in Amsterdam', () => {
  test.each([
    ['2026-06-30T21:59:59.999Z', '2026-06-30'],
    ['2026-06-30T22:00:00.000Z', '2026-07-01'],
    ['2026-06-30T22:15:00.000Z', '2026-07-01'],
    ['2026-12-31T22:59:59.999Z', '2026-12-31'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['2026-03-28T23:30:00.000Z', '2026-03-29'],
    ['2026-03-29T22:30:00.000Z', '2026-03-30'],
    ['2026-10-24T22:30:00.000Z', '2026-10-25'],
    ['2026-10-25T22:30:00.000Z', '2026-10-25'],
    ['2026-07-01T00:15:00+02:00', '2026-07-01'],
  ])('%s is %s', (moment, expected) => {
    expect(civilDateOf(moment)).toBe(expected);
  });

  test('it equals the zone data of the platform at any moment from 1996 to 2120', () => {
    const inAmsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: AMSTERDAM });
    const moment = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2120, 11, 31) });
    fc.assert(
      fc.property(moment, (time) => {
        expect(civilDateOf(new Date(time).toISOString())).toBe(inAmsterdam.format(time));
      }),
      { numRuns: 3000 },
    );
  });

  test('the hour in which the clock changes is right in each year from 1996 to 2120', () => {
    const hour = new Intl.DateTimeFormat('sv-SE', { timeZone: AMSTERDAM });
    for (let year = 1996; year <= 2120; year++) {
      // Around midnight in Amsterdam, on each of the days on which the clock can change and the next.
      for (const month of [2, 9]) {
        for (let day = 24; day <= 31; day++) {
          for (const time of [
            Date.UTC(year, month, day, 21, 59),
            Date.UTC(year, month, day, 22),
            Date.UTC(year, month, day, 23),
          ]) {
            const moment = new Date(time).toISOString();
            if (civilDateOf(moment) !== hour.format(time)) expect.fail(`${moment}: ${civilDateOf(moment)}`);
          }
        }
      }
    }
  });

  test.each(['gisteren', ''])('"%s" is no moment', (text) => {
    expect(() => civilDateOf(text)).toThrow(RangeError);
  });
});

describe('clock hours are hours that pass, also when the clock changes', () => {
  test.each([
    ['2026-03-28T11:00:00.000Z', 'PT24H', '2026-03-29T11:00:00.000Z'],
    ['2026-03-28T11:00:00.000Z', 'PT48H', '2026-03-30T11:00:00.000Z'],
    ['2026-10-24T11:00:00.000Z', 'PT24H', '2026-10-25T11:00:00.000Z'],
    ['2026-10-24T11:00:00.000Z', 'PT48H', '2026-10-26T11:00:00.000Z'],
    ['2026-10-25T00:30:00.000Z', 'PT1H', '2026-10-25T01:30:00.000Z'],
  ])('%s + %s is %s', (moment, duration, expected) => {
    expect(afterHours(moment, duration)).toBe(expected);
  });
});

describe('dates and durations', () => {
  test.each(['2026-01-01', '2024-02-29', '1900-01-01', '2199-12-31'])('%s is a date', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });
  test.each([
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1899-12-31',
    '2200-01-01',
    '31-02-2026',
    '2026-1-1',
    '2026-01-01T00:00Z',
    '',
  ])('"%s" is no date', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });
  test.each(['P', 'PT', 'P3', '3M', 'P-3M', 'P1.5M', 'PT3M', 'p3m', ''])('"%s" is no duration', (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
  });
  test('days between dates do not feel the clock changes', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  });
  test('a number of days on and the days between are each other’s reverse', () => {
    fc.assert(
      fc.property(civilDates(), fc.nat({ max: 4000 }), (date, days) => {
        expect(daysBetween(date, shift(date, `P${days}D`, 'after'))).toBe(days);
      }),
    );
  });
});

describe('the time zone of the host does not matter', () => {
  // Zones with a skipped day, with clock changes at midnight, and far on both sides of Amsterdam.
  test.each(['Pacific/Apia', 'America/New_York', 'America/Sao_Paulo', 'Europe/Amsterdam'])(
    'in %s the same dates come out as in UTC',
    async (zone) => {
      expect(await datesIn(zone)).toEqual(await datesIn('UTC'));
    },
  );
});

const script = `
import { civilDateOf, shift } from './src/domain/calendar.ts';
const out = [];
for (let n = 0; n < 5844; n += 1) {
  const date = shift('2004-01-01', 'P' + n + 'D', 'after');
  out.push(date, shift(date, 'P1M', 'after'), shift(date, 'P1D', 'before'), civilDateOf(date + 'T22:30:00.000Z'));
}
console.log(out.join(' '));`;

async function datesIn(zone: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { env: { ...process.env, TZ: zone }, maxBuffer: 1 << 24 },
  );
  return stdout;
}

const two = (n: number): string => String(n).padStart(2, '0');
