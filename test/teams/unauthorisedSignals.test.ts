/** Nobody moves a signal that is not theirs to move, and no answer gives its words to who may not know why. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { throng, type Throng } from '../support/throng.ts';
import { signalThrong } from '../support/throngSignals.ts';

let world: Throng;
beforeAll(async () => {
  world = await throng();
});
afterAll(() => world.close());

it('random moves with signals change nothing and tell nothing that is not for them', async () => {
  const { faults, done } = await signalThrong(world, 600, 7);
  expect(faults).toEqual([]);
  expect(world.faults).toEqual([]);
  // Something was allowed all the same.
  expect([...done.keys()]).toEqual(expect.arrayContaining(['raised', 'take']));
});
