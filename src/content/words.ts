/**
 * Reads the words of the field (content/words.yaml) and joins them with stemmers into the analysis of texts.
 * Adding a synonym is adding a word to a line; nothing here knows what the words are used for.
 */
import { readFileSync } from 'node:fs';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { parse } from 'yaml';
import { z } from 'zod';
import { analyser, type Analyse, type Lexicon, type Stemmers } from '../domain/language/analyse.ts';

const words = z.array(z.union([z.string().trim().min(1), z.number().transform(String)]));
const schema = z.strictObject({
  begrippen: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), words.min(1)),
  stopwoorden: z.strictObject({ nl: words, en: words }),
  delen: words,
  gewone_woorden: words,
});

/** The stemmers of both languages. */
export const stemmers: Stemmers = { nl: dutch, en: english };

/** The words in the file. Throws an Error that names file and key where it is not as it should be. */
export function readWords(path: string): Lexicon {
  const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${path}: ${issue?.path.join('.') ?? ''}: hier hoort een lijst van woorden (${issue?.message})`);
  }
  const { begrippen, stopwoorden, delen, gewone_woorden } = parsed.data;
  return {
    concepts: Object.entries(begrippen).map(([id, terms]) => ({ id, terms })),
    stopWords: stopwoorden,
    parts: delen,
    words: gewone_woorden,
  };
}

/** The analysis over the words in the file; words of `vocabulary` are known too. */
export const readAnalyser = (path: string, vocabulary: readonly string[] = []): Analyse =>
  analyser(readWords(path), stemmers, vocabulary);
