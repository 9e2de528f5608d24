/**
 * Reads the comparison of the regions (content/compare.yaml) into subjects. Reads a file only.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Subject } from '../domain/protocol/compare.ts';

const text = z.string().trim().min(1);
const bilingual = z.strictObject({ nl: text, en: text });
const cell = z.strictObject({ nl: text, en: text, bron: text, regels: z.array(text).min(1) });
const schema = z.record(
  z.string().regex(/^[a-z]+$/),
  z.strictObject({
    titel: bilingual,
    woorden: z.array(text).min(1),
    let_op: bilingual.optional(),
    regios: z.record(text, z.union([z.literal('staat er niet in'), cell])),
  }),
);

/** The subjects in the file. Throws an Error that names the key where it is not as it should be. */
export function readSubjects(path: string): readonly Subject[] {
  const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`compare.yaml: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return Object.entries(parsed.data).map(([id, { titel, woorden, let_op: remark, regios }]) => ({
    id,
    title: titel,
    terms: [titel.nl, titel.en, ...woorden],
    remark: remark ?? null,
    cells: new Map(
      Object.entries(regios).map(([region, each]) => [
        region,
        typeof each === 'string'
          ? null
          : { text: { nl: each.nl, en: each.en }, section: each.bron, rules: each.regels },
      ]),
    ),
  }));
}
