/** What is asked for at the same time is done together, and each asker gets its own answer. */
import { expect, it } from 'vitest';
import { together } from '../../src/shared/together.ts';

it('what comes while one round runs goes with the next, each with its own answer', async () => {
  const rounds: (readonly number[])[] = [];
  const double = together<number, number>(async (items) => {
    rounds.push(items);
    await Promise.resolve();
    return items.map((n) => n * 2);
  });
  const first = [double(1), double(2)];
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  const second = [double(3), double(4)];
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8]);
  expect(rounds).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('a round that fails fails for its own askers alone', async () => {
  const odd = together<number, string>(async (items) => {
    if (items.includes(2)) throw new Error('no');
    return items.map(String);
  });
  await expect(odd(2)).rejects.toThrow('no');
  expect(await odd(3)).toBe('3');
});
