/**
 * What the classifier of questions looks at: what a question is about, how it is asked, which parts stand together,
 * and pieces of words, which forgive what the lexicon does not know. Says nothing about what they mean.
 */
import type { Analysis } from '../language/analyse.ts';
import type { Features } from '../understanding/classifier.ts';

// What each kind of feature weighs, as measured (docs/decisions).
const SMALL_WORD = 0.8;
const FIRST_WORD = 0.5;
const NEIGHBOURS = 0.3;
const TOGETHER = 0.5;
const PIECE = 0.3;
const PIECE_LENGTH = 3;
// The length of every row of features: with it the classifier takes steps of a fitting size.
const LENGTH = 2;

/** The features of an analysed question, not weighed yet. */
export function questionFeatures(analysis: Analysis): Map<string, number> {
  const { tokens, terms, concepts } = analysis;
  const features = new Map<string, number>();
  for (const term of terms) features.set(term, 1);
  concepts.forEach((one, at) => {
    for (const other of concepts.slice(at + 1)) {
      features.set(one < other ? `&${one},${other}` : `&${other},${one}`, TOGETHER);
    }
  });
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (next) features.set(`>${token.stem},${next.stem}`, NEIGHBOURS);
    if (at === 0) features.set(`^${token.word}`, FIRST_WORD);
    if (token.stop) features.set(`-${token.word}`, SMALL_WORD);
    else addPieces(token.word, features);
  });
  return features;
}

function addPieces(word: string, features: Map<string, number>): void {
  const padded = `(${word})`;
  for (let at = 0; at + PIECE_LENGTH <= padded.length; at++)
    features.set(`.${padded.slice(at, at + PIECE_LENGTH)}`, PIECE);
}

/** Rare features tell more than common ones; `rows` tell what is rare. */
export interface Weigher {
  /** How much a feature tells. */
  rarity(feature: string): number;
  /** The features weighed, all rows equally long. */
  weigh(features: Features): Features;
}

/** Builds the weigher once. */
export function weigher(rows: readonly Features[]): Weigher {
  const counts = new Map<string, number>();
  for (const row of rows) for (const feature of row.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const rarity = (feature: string): number => Math.log(1 + rows.length / (counts.get(feature) ?? 0.5));
  return {
    rarity,
    weigh: (features) => {
      const weighed = new Map<string, number>();
      let square = 0;
      for (const [feature, value] of features) {
        const weight = value * rarity(feature);
        weighed.set(feature, weight);
        square += weight * weight;
      }
      const scale = LENGTH / (Math.sqrt(square) || 1);
      for (const [feature, weight] of weighed) weighed.set(feature, weight * scale);
      return weighed;
    },
  };
}
