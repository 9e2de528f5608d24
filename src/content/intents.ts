/**
 * Reads the example phrases by which Opstap understands what people want. Adding a phrase is adding a line.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IntentPhrases } from '../domain/interpret.ts';

const schema = z.record(z.string().regex(/^[a-z_]+$/), z.array(z.string().trim().min(2)).min(1));

/** The intents in the file. Throws an Error that names file and key where it is not as it should be. */
export function readIntents(path: string): readonly IntentPhrases[] {
  const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (parsed.success) return Object.entries(parsed.data).map(([intent, phrases]) => ({ intent, phrases }));
  const issue = parsed.error.issues[0];
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''}: elke bedoeling heeft een lijst van zinnen`);
}
