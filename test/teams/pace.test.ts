/** How fast one person may go on. */
import { expect, it } from 'vitest';
import { createPace } from '../../src/teams/pace.ts';

const turns = (pace: ReturnType<typeof createPace>, who: string, now: number, count: number): readonly boolean[] =>
  Array.from({ length: count }, () => pace(who, now));

it('forty turns a minute, each person on their own; the next minute begins anew', () => {
  const pace = createPace();
  expect(turns(pace, 'anna', 0, 41)).toEqual([...Array<boolean>(40).fill(true), false]);
  expect(pace('bram', 0)).toBe(true);
  expect(pace('anna', 59_999)).toBe(false);
  expect(pace('anna', 60_000)).toBe(true);
});

it('a clock that goes back holds nobody up until it has caught up', () => {
  const pace = createPace();
  turns(pace, 'anna', 86_400_000, 41);
  expect(pace('anna', 0)).toBe(true);
});
