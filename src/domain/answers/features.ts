/**
 * What the classifier of questions looks at: what a question is about, how it is asked, which parts stand together,
 * and pieces of words, which forgive what the lexicon does not know. Says nothing about what they mean.
 */
import type { Analysis } from '../language/analyse.ts';
import type { Row } from '../understanding/classifier.ts';

// What each kind of feature weighs, as measured (docs/decisions).
const SMALL_WORD = 0.8;
const FIRST_WORD = 0.5;
const NEIGHBOURS = 0.3;
const TOGETHER = 0.5;
const PIECE = 0.3;
const PIECE_LENGTH = 3;
// The length of every row of features: with it the classifier takes steps of a fitting size.
const LENGTH = 2;

/** Turns questions into features by number. What it does not know once it has stopped learning counts for nothing. */
export interface FeatureMaker {
  /** The features of a question, not weighed yet. */
  make(analysis: Analysis): RawRow;
  /** From now on no feature is new. */
  stopLearning(): void;
  readonly size: number;
}

export interface RawRow extends Row {
  /** The values of features that nobody has seen. */
  readonly unseen: readonly number[];
}

interface WordFeatures {
  readonly first: string;
  readonly small: string;
  readonly pieces: readonly string[];
}

/** Builds the maker of features. While it learns it remembers what it makes of a word. */
export function featureMaker(): FeatureMaker {
  const numbers = new Map<string, number>();
  const words = new Map<string, WordFeatures>();
  let learning = true;
  const ofWord = (word: string): WordFeatures => {
    const known = words.get(word);
    if (known) return known;
    const features = { first: `^${word}`, small: `-${word}`, pieces: piecesOf(word) };
    if (learning) words.set(word, features);
    return features;
  };
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined || !learning) return known ?? UNSEEN;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  return {
    make: (analysis) => collect(analysis, ofWord, numberOf),
    stopLearning: () => void (learning = false),
    get size() {
      return numbers.size;
    },
  };
}

const UNSEEN = -1;

function collect(
  { tokens, terms, concepts }: Analysis,
  ofWord: (word: string) => WordFeatures,
  numberOf: (name: string) => number,
): RawRow {
  const found = new Map<number, number>();
  const unseen: number[] = [];
  const add = (name: string, value: number): void => {
    const number = numberOf(name);
    if (number === UNSEEN) unseen.push(value);
    else found.set(number, value);
  };
  for (const term of terms) add(term, 1);
  concepts.forEach((one, at) => {
    for (const two of concepts.slice(at + 1)) add(one < two ? `&${one},${two}` : `&${two},${one}`, TOGETHER);
  });
  tokens.forEach((token, at) => {
    const { first, small, pieces } = ofWord(token.word);
    const next = tokens[at + 1];
    if (next) add(`>${token.stem},${next.stem}`, NEIGHBOURS);
    if (at === 0) add(first, FIRST_WORD);
    if (token.stop) add(small, SMALL_WORD);
    else for (const piece of pieces) add(piece, PIECE);
  });
  return { ids: Int32Array.from(found.keys()), values: Float64Array.from(found.values()), unseen };
}

function piecesOf(word: string): readonly string[] {
  const padded = `(${word})`;
  const count = Math.max(0, padded.length - PIECE_LENGTH + 1);
  return Array.from({ length: count }, (_, at) => `.${padded.slice(at, at + PIECE_LENGTH)}`);
}

/**
 * Weighs rows, in place: rare features tell more than common ones, and all rows get the same length. What nobody has
 * seen is rarer still: it makes a question less like any other. `rows` tell what is rare.
 */
export function weigher(rows: readonly RawRow[], size: number): (row: RawRow) => Row {
  const counts = new Float64Array(size);
  for (const { ids } of rows) for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  const rarity = counts.map((count) => Math.log(1 + rows.length / count));
  const unseenRarity = Math.log(1 + rows.length / 0.5);
  return (row) => {
    const { ids, values, unseen } = row;
    let square = 0;
    for (let n = 0; n < ids.length; n++) {
      const weight = (values[n] ?? 0) * (rarity[ids[n] ?? 0] ?? 0);
      values[n] = weight;
      square += weight * weight;
    }
    for (const value of unseen) square += (value * unseenRarity) ** 2;
    const scale = LENGTH / (Math.sqrt(square) || 1);
    for (let n = 0; n < values.length; n++) values[n] = (values[n] ?? 0) * scale;
    return row;
  };
}
