/**
 * The Dutch keys under `jaartellingen` of a protocol file, and their core types. What is counted is reckoned elsewhere.
 */
import { z } from 'zod';
import type { TallyRule } from '../domain/protocol/definitionRules.ts';
import { id, rules, text } from './protocolParts.ts';

/** What is counted by the year. */
export const talliesSchema = z
  .record(
    id,
    z.strictObject({
      titel: text,
      stap: id.describe('Een casus telt in het jaar waarin deze stap klaar is.'),
      uitkomst: id.optional().describe('Alleen met deze uitkomst. Weg: met elke.'),
      verdeeld_over: id.optional().describe('Het gegeven (een keuze) waarover naar rato wordt verdeeld.'),
      naar_rato_van: text.optional().describe('Waarnaar wordt verdeeld, in woorden.'),
      tegenover: text.optional().describe('Wat er gelijk mee op moet gaan, in woorden.'),
      bij: z.array(id).min(1).describe('Stappen waarvan de kaart naar de stand leidt.'),
      afgesproken: z
        .record(z.string().regex(/^20\d\d$/, 'schrijf een jaar'), z.number().int().positive())
        .default({})
        .describe('Het aantal per jaar, voor jaren die de bron noemt.'),
      tekst: text,
      bron: text,
      regels: rules,
    }),
  )
  .default({})
  .describe('Wat per jaar wordt geteld, zoals woningen met voorrang.');

/** The same in the core's types. */
export const toTallies = (yaml: z.output<typeof talliesSchema>): readonly TallyRule[] =>
  Object.entries(yaml).map(([name, each]) => ({
    ...{ id: name, title: each.titel, step: each.stap, outcome: each.uitkomst ?? null },
    ...{ splitBy: each.verdeeld_over ?? null, weight: each.naar_rato_van ?? null, opposite: each.tegenover ?? null },
    ...{ shownAt: each.bij, agreed: each.afgesproken, text: each.tekst, section: each.bron, rules: each.regels },
  }));
