/**
 * What the classifier of questions looks at: what a question is about, how it is asked, which parts stand together,
 * and pieces of words, which forgive what the lexicon does not know. Says nothing about what they mean.
 */
import type { Analysis } from '../language/analyse.ts';
import type { Token } from '../language/vocabulary.ts';
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

/** Builds the maker of features. While it learns it remembers what it makes of a word. */
export function featureMaker(): FeatureMaker {
  const numbers = new Map<string, number>();
  const words = new Map<string, readonly number[]>();
  let learning = true;
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined || !learning) return known ?? UNSEEN;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  const piecesOf = (word: string): readonly number[] => {
    const known = words.get(word);
    if (known) return known;
    const pieces = cut(word).map(numberOf);
    if (learning) words.set(word, pieces);
    return pieces;
  };
  return {
    make: (analysis) => collect(analysis, piecesOf, numberOf),
    stopLearning: () => void (learning = false),
    get size() {
      return numbers.size;
    },
  };
}

const UNSEEN = -1;

function collect(
  { tokens, terms, concepts }: Analysis,
  piecesOf: (word: string) => readonly number[],
  numberOf: (name: string) => number,
): RawRow {
  const row: Growing = { ids: [], values: [], unseen: [] };
  for (const term of terms) add(row, numberOf(term), 1);
  for (let at = 0; at < concepts.length; at++) {
    const one = concepts[at] ?? '';
    for (let other = at + 1; other < concepts.length; other++) {
      const two = concepts[other] ?? '';
      add(row, numberOf(one < two ? `&${one},${two}` : `&${two},${one}`), TOGETHER);
    }
  }
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    if (next) add(row, numberOf(`>${token.stem},${next.stem}`), NEIGHBOURS);
    if (at === 0) add(row, numberOf(`^${token.word}`), FIRST_WORD);
    if (token.stop) add(row, numberOf(`-${token.word}`), SMALL_WORD);
    else for (const piece of piecesOf(token.word)) add(row, piece, PIECE);
  }
  return row;
}

interface Growing {
  readonly ids: number[];
  readonly values: number[];
  readonly unseen: number[];
}

function add({ ids, values, unseen }: Growing, number: number, value: number): void {
  if (number === UNSEEN) unseen.push(value);
  else if (!ids.includes(number)) {
    ids.push(number);
    values.push(value);
  }
}

function cut(word: string): string[] {
  const padded = `(${word})`;
  const pieces: string[] = [];
  for (let at = 0; at + PIECE_LENGTH <= padded.length; at++) pieces.push(`.${padded.slice(at, at + PIECE_LENGTH)}`);
  return pieces;
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
