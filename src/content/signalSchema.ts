/**
 * The part of a protocol file that says to whom signals go. Knows the form and no rule.
 */
import { z } from 'zod';
import { SIGNAL_KINDS } from '../domain/signals/signal.ts';

/** The part `signalen`; `id` and `rules` as everywhere in a protocol. */
export const signalsSchema = <Rules extends z.ZodType>(id: z.ZodString, rules: Rules) =>
  z
    .strictObject({
      vertellen: z
        .array(
          z.strictObject({ soorten: z.array(z.enum(SIGNAL_KINDS)).min(1), aan: z.array(id).min(1), regels: rules }),
        )
        .default([])
        .describe('Wie de afspraken noemen, naast de casushouder en wie terugkoppelt.'),
      zonder_casushouder: z
        .strictObject({ aan: z.array(id).min(1), regels: rules })
        .optional()
        .describe('Wie de signalen krijgt als er geen casushouder is.'),
    })
    .default({ vertellen: [] })
    .describe('Naar wie signalen gaan.');
