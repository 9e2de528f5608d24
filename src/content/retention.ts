/**
 * Reads how long closed cases are kept (`content/retention.yaml`), as the organisation that runs Opstap has set it.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RetentionTerms } from '../domain/retention.ts';
import { toDuration } from './toProtocol.ts';

const term = z
  .string('schrijf bijvoorbeeld: 2 jaar')
  .regex(
    /^[1-9]\d{0,2} (?:dag|dagen|week|weken|maand|maanden|jaar)$/,
    'schrijf bijvoorbeeld: 18 maanden, 2 jaar (niet nul, en geen uren)',
  );

const schema = z.strictObject({
  vastgesteld: z.enum(['ja', 'nee'], 'kies ja of nee'),
  bewaren: z.strictObject({ doel_bereikt: term, anders_geeindigd: term, nooit_toegelaten: term }),
  eindes_nooit_toegelaten: z.array(z.string().min(1)),
});

/** The terms in the file. Throws an Error that names file, key and mend where it is not as it should be. */
export function readRetention(path: string): RetentionTerms {
  const file = basename(path);
  const read = schema.safeParse(parseYaml(file, readFileSync(path, 'utf8')));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { vastgesteld, bewaren, eindes_nooit_toegelaten: neverAdmitted } = read.data;
  return {
    after: {
      goal: toDuration(bewaren.doel_bereikt),
      otherwise: toDuration(bewaren.anders_geeindigd),
      never_admitted: toDuration(bewaren.nooit_toegelaten),
    },
    neverAdmitted,
    confirmed: vastgesteld === 'ja',
  };
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${file}: dit is geen geldige YAML (${(error as Error).message.split('\n')[0] ?? ''})`);
  }
}
