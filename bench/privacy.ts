/**
 * Everything that can reach a reader, searched for what is not for them: canaries on every card, facts by their twins,
 * and random turns by people who may and may not. Prints how much was looked at; no leak is the only good figure.
 */
import { pairs } from '../test/support/canaryPairs.ts';
import { sweep } from '../test/support/canarySweep.ts';
import { throng } from '../test/support/throng.ts';
import { throngs } from '../test/support/throngActions.ts';
import { realProtocols } from '../test/support/views.ts';
import { textTable } from './measure.ts';

const FILLINGS = [true, false].flatMap((yes) => [true, false].map((past) => ({ yes, past })));
const SEED = 20_261_127;

/** Sweeps all protocols and plays the turns; `quick`: fewer moments, twins and turns. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const rows: (string | number)[][] = [['protocol', 'cards', 'canaries seen', 'leaks', 'twins compared', 'leaks']];
  const leaks: string[] = [];
  const sums = { payloads: 0, twins: 0 };
  for (const protocol of realProtocols().values()) {
    const fillings = quick ? FILLINGS.slice(1, 3) : FILLINGS;
    const swept = sweep(protocol, { fillings, along: quick ? 1 : 6, langs: ['nl', 'en'] });
    const twins = pairs(protocol, { quick });
    rows.push([protocol.id, swept.payloads, swept.marks, swept.leaks.length, twins.compared, twins.leaks.length]);
    leaks.push(...[...swept.leaks, ...twins.leaks].map(({ where, what }) => `${what} in ${where}`));
    sums.payloads += swept.payloads;
    sums.twins += twins.compared;
  }
  const world = await throng();
  const played = await throngs(world, quick ? 20 : 400, SEED);
  await world.close();
  const changes = [...played.changed.values()].reduce((sum, each) => sum + each, 0);
  if (leaks.length + played.faults.length + world.faults.length > 0) process.exitCode = 1;
  const said = [...new Set([...leaks, ...played.faults])].slice(0, 20);
  return {
    table: [
      textTable(rows),
      `${played.turns} random turns by ${played.people} people: ${changes} changes, ${played.faults.length} not allowed`,
      ...said,
    ].join('\n\n'),
    json: {
      ...{ payloads: sums.payloads, leaks: leaks.length, twins: sums.twins },
      ...{ turns: played.turns, changes, unauthorised: played.faults.length, faults: world.faults.length },
    },
  };
}
