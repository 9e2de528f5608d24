/**
 * Nobody changes a table, a vote, a decision or a proposal that is not theirs to change, and no answer tells of them to
 * who has nothing to do with them; and a hole in what is allowed would be found.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CASE_POLICY, TABLE_POLICY } from '../../src/domain/access.ts';
import { tableWorld, type TableWorld } from '../support/tableWorld.ts';
import { tableThrong } from '../support/throngTables.ts';

let world: TableWorld;
beforeAll(async () => {
  world = await tableWorld();
});
afterAll(() => world.close());

it('random presses at tables change nothing and tell nothing that is not for them', async () => {
  const { faults, done } = await tableThrong(world, 900, 5);
  expect(faults).toEqual([]);
  expect(world.faults).toEqual([]);
  // Much was allowed all the same.
  const some = ['planned', 'presence', 'items', 'ballot closed', 'vote pressed', 'vote room', 'decided', 'proposed', 'answered']; // prettier-ignore
  expect([...done.keys()]).toEqual(expect.arrayContaining(some));
});

it.each([
  ['whoever reads along leads the meeting', TABLE_POLICY, 'chair_meeting', /./],
  ['anybody who sits there calls it off', TABLE_POLICY, 'change_meeting', /^meeting/],
  ['anybody in the case decides', CASE_POLICY, 'decide', /^(decide_save|propos)/],
  ['a landlord puts a case on the agenda', CASE_POLICY, 'plan_table', /^meeting_save/],
] as const)('a planted hole is found: %s', async (_, policy, line, presses) => {
  const open = policy as unknown as Record<string, () => boolean>;
  const before = open[line] as () => boolean;
  open[line] = () => true;
  try {
    expect((await tableThrong(world, 400, 9, presses)).faults.length).toBeGreaterThan(0);
  } finally {
    open[line] = before;
  }
});
