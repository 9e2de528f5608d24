/**
 * Random days of the outbox: workers that stop anywhere, clocks that jump, a Teams that answers as it likes. Embedded, or
 * on the server of DATABASE_URL. Nothing may be lost, early, doubled or repeated in silence; bugs that are planted in the
 * sender must be found.
 */
import { composeDeps } from '../src/compose.ts';
import { testDatabase, testServerDatabase } from '../test/support/database.ts';
import { playDays, type PlantedBug } from '../test/support/schedules.ts';
import { textTable } from './measure.ts';

const BUGS: readonly PlantedBug[] = [
  'repeats_what_may_have_arrived',
  'sends_without_its_claim',
  'forgets_that_it_was_sending',
];

/** 10 000 days; `quick`: 500. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const url = process.env['DATABASE_URL'];
  const database = url === undefined ? await testDatabase() : await testServerDatabase(url);
  const deps = await composeDeps(database);
  const runs = quick ? 500 : 10_000;
  const { bad, ...sums } = await playDays(database, deps, { first: 1, count: runs });
  const rows: (string | number)[][] = [['planted bug', 'days', 'found on']];
  for (const bug of BUGS) {
    const count = 200;
    rows.push([bug, count, (await playDays(database, deps, { first: 1, count, bug })).bad.length]);
  }
  await database.close();
  return {
    table: [
      textTable([['of all days', 'number'], ...Object.entries(sums)]),
      bad.length === 0 ? 'No bad day.' : `Bad days, by seed: ${bad.slice(0, 20).join(', ')}`,
      textTable(rows),
    ].join('\n\n'),
    json: { storage: url === undefined ? 'embedded' : 'server', runs, ...sums },
  };
}
