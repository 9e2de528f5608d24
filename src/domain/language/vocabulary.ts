/**
 * Words as the analysis knows them: the word that was meant, its stem, the parts of a compound, and the forms under
 * which a concept may be found. Built once over all words that are known.
 */
import { splitter } from './compounds.ts';
import type { FormsOf } from './concepts.ts';
import { wordsOf } from './text.ts';
import { repairer } from './typos.ts';
import type { Lexicon, Stemmers } from './analyse.ts';

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

/** A text, word by word. */
export interface Read {
  readonly tokens: readonly Token[];
  /** For each word the forms under which a concept may be found. */
  readonly forms: readonly (readonly string[])[];
  /** The language that most of the small words are in; null where they do not tell. */
  readonly language: 'nl' | 'en' | null;
}

export interface Vocabulary {
  /** The words of a text, normalised. */
  readonly wordsOf: (text: string) => readonly string[];
  readonly read: (text: string) => Read;
  readonly formsOf: FormsOf;
}

interface Words {
  readonly known: ReadonlySet<string>;
  /** Words of concepts: never cut, they have a meaning as a whole. */
  readonly ofField: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  readonly stop: Readonly<Record<'nl' | 'en', ReadonlySet<string>>>;
}

/** Builds the vocabulary of a lexicon and further texts. */
export function vocabularyOf(lexicon: Lexicon, stemmers: Stemmers, texts: readonly string[]): Vocabulary {
  const cut = remembered(new Set(texts), wordsOf);
  const words = wordsIn(lexicon, texts.flatMap(cut));
  const { known, stop } = words;
  const isStop = (word: string): boolean => stop.nl.has(word) || stop.en.has(word);
  // Stemming is most of the work, and the same words come back all the time.
  const nl = remembered(known, stemmers.nl);
  const en = remembered(known, stemmers.en);
  // A stem that is a small word is no form: `gaat` is not `gat`, `heet` is not `het`.
  const formsOf = remembered(known, (word): readonly string[] => {
    const forms = [word];
    if (isStop(word)) return forms;
    for (const stem of [nl(word), en(word)]) if (!isStop(stem) && !forms.includes(stem)) forms.push(stem);
    return forms;
  });
  const meant = meaning(words, nl);
  const readingsOf = remembered(known, (written): Readings => {
    const { word, parts, known } = meant(written);
    const [stems, isSmall] = [parts.map(nl), isStop(word)];
    const token = (stem: string): Token => ({ written, word, stem, parts: stems, stop: isSmall, known });
    const dutch = Number(stop.nl.has(written)) - Number(stop.en.has(written));
    return { nl: token(nl(word)), en: token(en(word)), forms: formsOf(word), dutch };
  });
  return {
    wordsOf: cut,
    read: (text) => {
      const readings: Readings[] = [];
      const forms: (readonly string[])[] = [];
      let balance = 0;
      for (const word of cut(text)) {
        const reading = readingsOf(word);
        readings.push(reading);
        forms.push(reading.forms);
        balance += reading.dutch;
      }
      const tokens: Token[] = [];
      for (const { nl, en } of readings) tokens.push(balance < 0 ? en : nl);
      return { tokens, forms, language: balance > 0 ? 'nl' : balance < 0 ? 'en' : null };
    },
    formsOf,
  };
}

// A word in a Dutch and in an English text, and whether it is a small word of one of them: then 1 or -1.
interface Readings {
  readonly nl: Token;
  readonly en: Token;
  readonly forms: readonly string[];
  readonly dutch: number;
}

function wordsIn(lexicon: Lexicon, further: readonly string[]): Words {
  const stop = { nl: new Set(lexicon.stopWords.nl), en: new Set(lexicon.stopWords.en) };
  const terms = lexicon.concepts.flatMap((concept) => concept.terms.flatMap(wordsOf));
  const parts = new Set([...terms, ...lexicon.parts].filter((word) => word.length > 2 && !stop.nl.has(word)));
  const ofField = new Set([...parts, ...terms]);
  const others = [...further, ...lexicon.words, ...stop.nl, ...stop.en];
  return { known: new Set([...ofField, ...others]), ofField, parts, stop };
}

interface Meant {
  readonly word: string;
  readonly parts: readonly string[];
  readonly known: boolean;
}

// A word that nobody knows and that is no compound of known words is taken for a typing error, if one is near.
function meaning({ known, ofField, parts }: Words, nl: (word: string) => string): (written: string) => Meant {
  const stems = new Set([...ofField].map(nl));
  const partStems = new Set([...parts].filter((part) => part.length > 4).map(nl));
  const split = splitter(
    (piece) => parts.has(piece),
    (piece) => parts.has(piece) || (piece.length > 4 && partStems.has(nl(piece))),
  );
  const repair = repairer(known);
  const cut = (word: string): readonly string[] => (ofField.has(word) ? [] : (split(word) ?? []));
  return (written) => {
    const pieces = cut(written);
    if (pieces.length > 0 || known.has(written) || stems.has(nl(written)) || /\d/.test(written)) {
      return { word: written, parts: pieces, known: true };
    }
    const word = repair(written);
    return word === null ? { word: written, parts: [], known: false } : { word, parts: cut(word), known: true };
  };
}

// Remembers the answer for these words; others are worked out each time, so that nothing grows without end.
function remembered<T>(words: ReadonlySet<string>, make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  return (word) => {
    const before = made.get(word);
    if (before !== undefined) return before;
    const now = make(word);
    if (words.has(word)) made.set(word, now);
    return now;
  };
}
