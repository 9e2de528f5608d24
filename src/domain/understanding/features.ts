/**
 * What the classifier looks at in a row of words: the words, the groups they belong to, which of them stand together,
 * and how many are strange. Says nothing about what they mean.
 */
import type { Stemmers } from '../language/analyse.ts';
import { conceptFinder, type Concept } from '../language/concepts.ts';
import { wordsOf } from '../language/text.ts';
import type { Features } from './classifier.ts';

/** The features of a row of words in which typing errors have been mended. */
export type FeaturesOf = (words: readonly string[]) => Features;

// What each kind of feature weighs, as measured (docs/decisions).
const WORD = 1;
const GROUP = 1;
const NEIGHBOURS = 0.8;
const TOGETHER = 0.8;
// A word that stands in one example only is strange: it tells about that example, not about what people mean.
const ORDINARY = 2;

/** Builds the maker of features once. `examples`: rows of words, which tell what is ordinary here. */
export function featureMaker(
  groups: readonly Concept[],
  stemmers: Stemmers,
  examples: readonly (readonly string[])[],
): FeaturesOf {
  const words = new Set(examples.flat());
  const stemOf = remembered(words, stemmers.nl);
  const formsOf = remembered(words, (word) => [...new Set([word, stemOf(word), stemmers.en(word)])]);
  const find = conceptFinder(groups, wordsOf, formsOf);
  const counts = new Map<string, number>();
  for (const example of examples) {
    for (const stem of new Set(example.map(stemOf))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (words) => {
    const hits = find(words.map(formsOf));
    const stems = words.map(stemOf);
    const isIn = (at: number): boolean => hits.some(({ from, to }) => at >= from && at < to);
    const strange = stems.filter((stem, at) => (counts.get(stem) ?? 0) < ORDINARY && !isIn(at)).length;
    const row: (readonly string[])[] = [];
    for (let at = 0; at < words.length;) {
      const here = hits.filter((hit) => hit.from === at);
      row.push(here.length > 0 ? here.map(({ id }) => `#${id}`) : [stems[at] ?? '']);
      at = here[0]?.to ?? at + 1;
    }
    return weighed(stems, row, strange);
  };
}

// Stemming is most of the work; the words of the examples come back all the time.
function remembered<T>(words: Iterable<string>, make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  for (const word of words) made.set(word, make(word));
  return (word) => made.get(word) ?? make(word);
}

function weighed(stems: readonly string[], row: readonly (readonly string[])[], strange: number): Features {
  const features = new Map<string, number>();
  // The longer the text, the less each of its words says.
  const share = 1 / Math.sqrt(Math.max(2, stems.length));
  for (const stem of stems) features.set(stem, WORD * share);
  const groups = [...new Set(row.flat())].filter((item) => item.startsWith('#')).sort();
  groups.forEach((group, at) => {
    features.set(group, GROUP * share);
    for (const other of groups.slice(at + 1)) features.set(`${group} & ${other}`, TOGETHER * share);
  });
  const framed = [['^'], ...row, ['$']];
  framed.slice(1).forEach((items, at) => {
    for (const before of framed[at] ?? []) {
      for (const item of items) features.set(`${before} ${item}`, NEIGHBOURS * share);
    }
  });
  if (strange > 0) features.set('(strange)', strange / stems.length);
  if (strange === stems.length) features.set('(all strange)', 1);
  return features.set('(any)', 0.3);
}
