/**
 * The analysis of what people write, in Dutch or English: words, mended typing errors, stems, parts of compounds and
 * concepts of the field. Shared by questions and commands. Pure: words come from content, stemmers from a library.
 */
import { splitter } from './compounds.ts';
import { conceptFinder, type Concept, type ConceptHit } from './concepts.ts';
import { wordsOf } from './text.ts';
import { repairer } from './typos.ts';

/** What content says about words. */
export interface Lexicon {
  readonly concepts: readonly Concept[];
  /** Ids of concepts that say what is asked: `plain` such as when or who, `hard` such as a price or an address. */
  readonly asks: Readonly<Record<'plain' | 'hard', readonly string[]>>;
  /** Words without weight, by language; they also tell in which language a text is. */
  readonly stopWords: Readonly<Record<'nl' | 'en', readonly string[]>>;
  /** Words from which compounds are made, beside those of the concepts. */
  readonly parts: readonly string[];
  /** Ordinary words: known, so never taken for a typing error. */
  readonly words: readonly string[];
}

/** The stem of a word, by language. */
export type Stemmers = Readonly<Record<'nl' | 'en', (word: string) => string>>;

export interface Token {
  /** The word, normalised, typing error and all. */
  readonly written: string;
  /** The word that was meant. */
  readonly word: string;
  readonly stem: string;
  /** Stems of the parts of a compound; empty where the word is one. */
  readonly parts: readonly string[];
  /** True for a word without weight. */
  readonly stop: boolean;
  /** False for a word that nobody told us about. */
  readonly known: boolean;
}

export interface Analysis {
  /** The whole text, normalised. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Concepts of the field, in the order of the text, each once. */
  readonly concepts: readonly string[];
  /** What the text is about: concepts as `#id`, and the stems of the words (and parts) that no concept covers. */
  readonly terms: readonly string[];
  /** The language that its small words are in; null where they do not tell. */
  readonly language: 'nl' | 'en' | null;
}

export type Analyse = (text: string) => Analysis;

/** Builds the analysis once. `vocabulary` are further texts whose words are known, such as example phrases. */
export function analyser(lexicon: Lexicon, stemmers: Stemmers, vocabulary: readonly string[] = []): Analyse {
  const stopWords = { nl: new Set(lexicon.stopWords.nl), en: new Set(lexicon.stopWords.en) };
  const terms = lexicon.concepts.flatMap((concept) => concept.terms.flatMap(wordsOf));
  const parts = new Set([...terms, ...lexicon.parts].filter((word) => word.length > 2 && !stopWords.nl.has(word)));
  const ofField = new Set([...parts, ...terms]);
  const known = new Set([
    ...ofField,
    ...vocabulary.flatMap(wordsOf),
    ...lexicon.words,
    ...stopWords.nl,
    ...stopWords.en,
  ]);
  const partStems = new Set([...parts].filter((part) => part.length > 4).map(stemmers.nl));
  // Stemming is most of the work, and the same words come back all the time.
  const nl = remembered(known, stemmers.nl);
  const en = remembered(known, stemmers.en);
  const knownStems = new Set([...known].map(nl));
  const split = splitter((piece) => parts.has(piece) || (piece.length > 4 && partStems.has(nl(piece))));
  const repair = repairer(known);
  const isStop = (word: string): boolean => stopWords.nl.has(word) || stopWords.en.has(word);
  // A stem that is a small word is no form: `gaat` is not `gat`, `heet` is not `het`.
  const formsOf = remembered(known, (word): readonly string[] =>
    isStop(word) ? [word] : [word, ...new Set([nl(word), en(word)].filter((stem) => stem !== word && !isStop(stem)))],
  );
  const conceptsIn = conceptFinder(lexicon.concepts, wordsOf, formsOf);

  const tokenOf = (written: string, language: 'nl' | 'en'): Token => {
    const isKnown = (word: string): boolean => known.has(word) || knownStems.has(nl(word)) || /\d/.test(word);
    const whole = isKnown(written);
    const cut = ofField.has(written) ? null : split(written);
    const word = whole || cut ? written : (repair(written) ?? written);
    const pieces = word === written ? cut : ofField.has(word) ? null : split(word);
    return {
      written,
      word,
      stem: language === 'nl' ? nl(word) : en(word),
      parts: (pieces ?? []).map(nl),
      stop: isStop(word),
      known: whole || cut !== null || word !== written,
    };
  };
  const dutchToken = remembered(known, (word) => tokenOf(word, 'nl'));
  const englishToken = (word: string): Token => tokenOf(word, 'en');

  return (text) => {
    const written = wordsOf(text);
    const language = languageOf(written, stopWords);
    const tokens = written.map(language === 'en' ? englishToken : dutchToken);
    const hits = conceptsIn(tokens.map((token) => token.word));
    const covered = new Set<number>();
    for (const { from, to } of hits) for (let at = from; at < to; at++) covered.add(at);
    const pieces = tokens.flatMap((token, at) => (covered.has(at) ? [] : [conceptsInParts(token.parts, conceptsIn)]));
    const concepts = [...new Set([...hits, ...pieces.flatMap((piece) => piece.hits)].map(({ id }) => id))];
    const words = tokens.filter((token, at) => !covered.has(at) && !token.stop && token.parts.length === 0);
    const stems = [...words.map((token) => token.stem), ...pieces.flatMap((piece) => piece.rest)];
    return {
      text: written.join(' '),
      tokens,
      concepts,
      terms: [...new Set([...concepts.map((id) => `#${id}`), ...stems])],
      language,
    };
  };
}

// The concepts in the parts of a compound, and the parts that none of them covers.
function conceptsInParts(parts: readonly string[], conceptsIn: (words: readonly string[]) => readonly ConceptHit[]) {
  if (parts.length === 0) return { hits: [], rest: [] };
  const hits = conceptsIn(parts);
  return { hits, rest: parts.filter((_, at) => !hits.some(({ from, to }) => at >= from && at < to)) };
}

// Knows the answer for these words beforehand; others are worked out each time, so that nothing grows.
function remembered<T>(words: Iterable<string>, make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  for (const word of words) made.set(word, make(word));
  return (word) => made.get(word) ?? make(word);
}

function languageOf(
  words: readonly string[],
  stopWords: Readonly<Record<'nl' | 'en', ReadonlySet<string>>>,
): 'nl' | 'en' | null {
  let balance = 0;
  for (const word of words) balance += Number(stopWords.nl.has(word)) - Number(stopWords.en.has(word));
  return balance > 0 ? 'nl' : balance < 0 ? 'en' : null;
}
