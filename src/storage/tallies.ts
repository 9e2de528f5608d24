/**
 * What is counted by the year: states of cases in which a step was finished, and the numbers that people gave.
 * Counts nothing itself.
 */
import { z } from 'zod';
import { NO_FIGURES } from '../domain/tallies.ts';
import type { TallyStore } from '../usecases/ports.ts';
import { readState } from './json.ts';
import type { Link, Statement } from './link.ts';
import { putVersioned } from './versioned.ts';

const count = z.number().int().nonnegative();
const byOption = z.record(z.string(), count);
const stored = z.object({
  ...{ agreed: count.nullable(), elsewhere: count, elsewhereOf: byOption, weights: byOption, opposite: count },
});

const FINISHED: Statement = {
  name: 'states_with_step',
  text: `SELECT c.id, c.state FROM cases c WHERE c.protocol_id = $1 AND EXISTS (
    SELECT 1 FROM jsonb_array_elements(c.state->'done') AS d WHERE d->>'step' = ANY($2)) ORDER BY c.code`,
};

const PUT = putVersioned('year_figures', 'figures', { region: 'text', year: 'int', tally: 'text' });

/** The tallies in the database behind the link. */
export function tallyStore(link: Link): TallyStore {
  return {
    finished: async (protocolId, steps) => {
      const rows = await link.rows<{ id: string; state: unknown }>(FINISHED, [protocolId, steps]);
      return rows.map(({ id, state }) => readState(id, state));
    },
    figures: async (region, year, tally) => {
      const row = await link.db.yearFigures.findUnique({ where: { region_year_tally: { region, year, tally } } });
      return { figures: row ? stored.parse(row.figures) : NO_FIGURES, version: row?.version ?? 0 };
    },
    putFigures: async (region, year, tally, figures, expectedVersion) =>
      (await link.rows(PUT, [region, year, tally, JSON.stringify(figures), expectedVersion])).length > 0,
  };
}
