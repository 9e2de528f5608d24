/**
 * Finds the passages of a protocol that a question is about, step by step. The index is MiniSearch over our own
 * analysis: it is handed terms, not text. Kept apart from the questions and answers, which would be drowned by it.
 */
import MiniSearch from 'minisearch';
import type { Analyse, Analysis } from '../language/analyse.ts';
import type { Passage } from './passages.ts';
import { rarityOfTerms } from './questions.ts';

export interface PassageHit {
  readonly passage: Passage;
  /** 0 to 1: how much of what the question is about stands in the passage and around it. */
  readonly score: number;
}

/** The likeliest passages of these protocols (null: of all), one a step, best first. */
export type FindPassage = (analysis: Analysis, protocols: readonly string[] | null) => readonly PassageHit[];

const CANDIDATES = 3;
const TITLE = 2;
// A step that says more about it wins over a step that says it once.
const REST_OF_STEP = 0.1;

/** Builds the finder once. `questionWords`: concepts such as when or who, which no passage has to mention. */
export function passageFinder(
  passages: readonly Passage[],
  analyse: Analyse,
  questionWords: readonly string[],
): FindPassage {
  const asking = new Set(questionWords.map((id) => `#${id}`));
  const titles = new Map<string, readonly string[]>();
  const termsOf = (title: string): readonly string[] => {
    const known = titles.get(title) ?? analyse(title).terms;
    titles.set(title, known);
    return known;
  };
  const index = new MiniSearch<{ id: number; text: string; title: string }>({
    fields: ['text', 'title'],
    tokenize: (terms) => terms.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: { title: TITLE }, combineWith: 'OR' },
  });
  const around = new Map<string, Set<string>>();
  passages.forEach((passage, id) => {
    const text = analyse(passage.text).terms;
    const title = termsOf(passage.title);
    const part = partOf(passage);
    around.set(part, new Set([...(around.get(part) ?? []), ...text, ...title]));
    index.add({ id, text: text.join(' '), title: title.join(' ') });
  });
  const rarity = rarityOfTerms([...around.values()]);
  return (analysis, protocols) => {
    const about = analysis.terms.filter((term) => !asking.has(term));
    const hits = index.search(analysis.terms.join(' '), {
      filter: ({ id }) => protocols === null || protocols.includes(passages[id as number]?.protocol ?? ''),
    });
    const best = new Map<string, { passage: Passage; weight: number }>();
    for (const { id, score } of hits) {
      const passage = passages[id as number];
      if (!passage) continue;
      const part = partOf(passage);
      const before = best.get(part);
      if (before) before.weight += REST_OF_STEP * score;
      else best.set(part, { passage, weight: score });
    }
    return [...best]
      .sort(([, a], [, b]) => b.weight - a.weight)
      .slice(0, CANDIDATES)
      .map(([part, { passage }]) => ({ passage, score: coverage(about, around.get(part), rarity) }));
  };
}

const partOf = ({ protocol, step, id }: Passage): string => `${protocol}/${step ?? id.split('/')[1] ?? ''}`;

function coverage(
  terms: readonly string[],
  there: ReadonlySet<string> | undefined,
  rarity: (term: string) => number,
): number {
  let all = 0;
  let found = 0;
  for (const term of terms) {
    all += rarity(term);
    if (there?.has(term)) found += rarity(term);
  }
  return all === 0 ? 0 : found / all;
}
