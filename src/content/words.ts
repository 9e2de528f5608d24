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

const words = z
  .string()
  .trim()
  .min(1)
  .transform((line) => line.split(',').map((word) => word.trim()));
const concepts = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), words);
const schema = z.strictObject({
  begrippen: concepts,
  vraagsoorten: z.strictObject({ gewoon: concepts, hard: concepts }),
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
    throw new Error(
      `${path}: ${issue?.path.join('.') ?? ''}: hier horen woorden, met komma's ertussen (${issue?.message})`,
    );
  }
  const { begrippen, vraagsoorten, stopwoorden, delen, gewone_woorden } = parsed.data;
  const all = [begrippen, vraagsoorten.gewoon, vraagsoorten.hard].flatMap((group) => Object.entries(group));
  return {
    concepts: all.map(([id, terms]) => ({ id, terms })),
    asks: { plain: Object.keys(vraagsoorten.gewoon), hard: Object.keys(vraagsoorten.hard) },
    stopWords: stopwoorden,
    parts: delen,
    words: gewone_woorden,
  };
}

/** The analysis over the words in the file; words of `vocabulary` are known too. */
export const readAnalyser = (path: string, vocabulary: readonly string[] = []): Analyse =>
  analyser(readWords(path), stemmers, vocabulary);
