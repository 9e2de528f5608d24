/** Whatever happens on a day, nothing is lost, early or doubled, and the days do find bugs of older senders. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { playDays, type PlantedBug } from '../support/schedules.ts';

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database);
});
afterAll(() => database.close());

it('stops, jumps of the clock, two workers, doubles and every answer of Teams: all arrives once, in order, in time', async () => {
  const days = await playDays(database, deps, { first: 1, count: 120 });
  expect(days).toMatchObject({
    ...{ lost: 0, early: 0, doubled: 0, ambiguousSilentlyRepeated: 0, outOfOrder: 0, bad: [] },
  });
  // The days were not idle.
  expect(Math.min(days.crashes, days.doubts, days.repeats)).toBeGreaterThan(50);
});

it.each<PlantedBug>(['repeats_what_may_have_arrived', 'sends_without_its_claim', 'forgets_that_it_was_sending'])(
  'a sender that %s is found out',
  async (bug) => {
    const days = await playDays(database, deps, { first: 1, count: 60, bug });
    expect(days.doubled).toBeGreaterThan(0);
  },
);
