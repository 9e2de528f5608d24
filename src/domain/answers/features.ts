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
  make(analysis: Analysis): Found;
  /** From now on no feature is new. */
  stopLearning(): void;
  /** What each feature weighs for its kind; its number is its place. */
  readonly weights: readonly number[];
}

/** The features of a question. */
export interface Found {
  /** Their numbers, each once. */
  readonly ids: readonly number[];
  /** What those weigh that nobody has seen. */
  readonly unseen: readonly number[];
}

interface Kind {
  readonly weight: number;
  readonly numbers: Map<string, number>;
}
const kind = (weight: number): Kind => ({ weight, numbers: new Map() });
const UNSEEN = -1;

/** Builds the maker of features. While it learns it remembers what it makes of a word. */
export function featureMaker(): FeatureMaker {
  const weights: number[] = [];
  const words = new Map<string, readonly number[]>();
  const [term, together, neighbours] = [kind(1), kind(TOGETHER), kind(NEIGHBOURS)];
  const [first, small, piece] = [kind(FIRST_WORD), kind(SMALL_WORD), kind(PIECE)];
  let learning = true;
  const numberOf = ({ weight, numbers }: Kind, name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined || !learning) return known ?? UNSEEN;
    numbers.set(name, weights.length);
    return weights.push(weight) - 1;
  };
  const add = ({ ids, unseen }: Growing, id: number, weight: number): void => {
    if (id === UNSEEN) unseen.push(weight);
    else if (!ids.includes(id)) ids.push(id);
  };
  const piecesOf = (word: string): readonly number[] => {
    const known = words.get(word);
    if (known) return known;
    const padded = `(${word})`;
    const numbers: number[] = [];
    for (let at = 0; at + PIECE_LENGTH <= padded.length; at++) {
      numbers.push(numberOf(piece, padded.slice(at, at + PIECE_LENGTH)));
    }
    if (learning) words.set(word, numbers);
    return numbers;
  };
  const make = ({ tokens, terms, concepts }: Analysis): Found => {
    const found: Growing = { ids: [], unseen: [] };
    for (const each of terms) add(found, numberOf(term, each), 1);
    for (let at = 0; at < concepts.length; at++) {
      const one = concepts[at] as string;
      for (let other = at + 1; other < concepts.length; other++) {
        const two = concepts[other] as string;
        add(found, numberOf(together, one < two ? `${one} ${two}` : `${two} ${one}`), TOGETHER);
      }
    }
    for (let at = 0; at < tokens.length; at++) {
      const { stem, word, stop } = tokens[at] as Token;
      const next = tokens[at + 1];
      if (next) add(found, numberOf(neighbours, `${stem} ${next.stem}`), NEIGHBOURS);
      if (at === 0) add(found, numberOf(first, word), FIRST_WORD);
      if (stop) add(found, numberOf(small, word), SMALL_WORD);
      else for (const number of piecesOf(word)) add(found, number, PIECE);
    }
    return found;
  };
  return { make, stopLearning: () => void (learning = false), weights };
}

interface Growing {
  readonly ids: number[];
  readonly unseen: number[];
}

/**
 * Weighs features: rare ones tell more than common ones, and all rows get the same length. What nobody has seen is
 * rarer still: it makes a question less like any other. `all` tells what is rare.
 */
export function weigher(all: readonly Found[], weights: readonly number[]): (found: Found) => Row {
  const counts = new Float64Array(weights.length);
  for (const { ids } of all) for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  const tells = counts.map((count, id) => (weights[id] ?? 0) * Math.log(1 + all.length / count));
  const unseenTells = Math.log(1 + all.length / 0.5);
  return ({ ids, unseen }) => {
    let square = 0;
    for (const id of ids) square += (tells[id] as number) ** 2;
    for (const weight of unseen) square += (weight * unseenTells) ** 2;
    const scale = LENGTH / (Math.sqrt(square) || 1);
    const values: number[] = [];
    for (const id of ids) values.push((tells[id] as number) * scale);
    return { ids, values };
  };
}
