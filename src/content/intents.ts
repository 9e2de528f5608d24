/**
 * Reads what Opstap needs to understand people: example phrases and the words around them.
 * Adding a phrase is adding a line; nothing here knows what is done with an intent.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  interpreter,
  type CommandWords,
  type Interpret,
  type IntentPhrases,
} from '../domain/understanding/interpret.ts';
import { readAnalyser, stemmers } from './words.ts';

const words = z.array(z.string().trim().min(1)).min(1);
const id = z.string().regex(/^[a-z][a-z_-]*$/);
const intentsSchema = z.record(id, z.array(z.string().trim().min(2)).min(1));
const wordsSchema = z.strictObject({
  regios: z.record(id, z.strictObject({ code: z.string().regex(/^[A-Z]{2,4}$/), namen: words })),
  rollen: z.record(id, words),
  deze_casus: z.strictObject({ aanwijzing: words, naam: words }),
  ruis: words,
  woordgroepen: z.record(id, words),
});

/** The intents in the file. Throws an Error that names file and key where it is not as it should be. */
export function readIntents(path: string): readonly IntentPhrases[] {
  const intents = read(path, intentsSchema, 'elke bedoeling heeft een lijst van zinnen');
  return Object.entries(intents).map(([intent, phrases]) => ({ intent, phrases }));
}

/** The words of commands in the file. Throws an Error that names file and key where it is not as it should be. */
export function readCommandWords(path: string): CommandWords {
  const { regios, rollen, deze_casus, ruis, woordgroepen } = read(
    path,
    wordsSchema,
    'hier hoort een lijst van woorden',
  );
  const named = (lists: Record<string, string[]>) => Object.entries(lists).map(([id, terms]) => ({ id, terms }));
  return {
    names: {
      prefixes: Object.values(regios).map(({ code }) => code),
      regions: Object.entries(regios).map(([region, { namen }]) => ({ id: region, terms: namen })),
      roles: named(rollen),
      pointers: deze_casus.aanwijzing,
      pointedAt: deze_casus.naam,
    },
    groups: named(woordgroepen),
    noise: ruis,
  };
}

/** All that is needed to understand people, from the content folder. */
export function readInterpreter(folder: string): Interpret {
  const intents = readIntents(join(folder, 'intents.yaml'));
  const commandWords = readCommandWords(join(folder, 'understanding.yaml'));
  const vocabulary = [
    ...commandWords.groups.flatMap(({ terms }) => terms),
    ...commandWords.names.regions.flatMap(({ terms }) => terms),
    ...commandWords.names.roles.flatMap(({ terms }) => terms),
    ...intents.flatMap(({ phrases }) => phrases),
  ];
  return interpreter(intents, commandWords, readAnalyser(join(folder, 'words.yaml'), vocabulary), stemmers);
}

function read<T>(path: string, schema: z.ZodType<T>, advice: string): T {
  const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path}: ${parsed.error.issues[0]?.path.join('.') ?? ''}: ${advice}`);
}
