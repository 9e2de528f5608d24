/**
 * Finds the passages of a protocol that a question is about, step by step. The index is MiniSearch over our own
 * analysis: it is handed terms, not text. Kept apart from the questions and answers, which would be drowned by it.
 */
import MiniSearch from 'minisearch';
import type { Analyse, Analysis, Lexicon } from '../language/analyse.ts';
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
// Who asks when, who or why looks for the line that says so.
const LOOKED_FOR: Readonly<Record<string, readonly Passage['kind'][]>> = {
  termijn: ['term'],
  wanneer: ['term'],
  wie: ['role', 'decision'],
  waarom: ['step'],
};
const LOOKED_FOR_MORE = 1.5;
// How much more the line itself must say than the step around it.
const LINE = 0.7;
// What asks for a price and finds none has not found it.
const NOT_ASKED_HERE = 0.5;
// A step that says more about it wins over a step that says it once.
const REST_OF_STEP = 0.1;

/** Builds the finder once. `asks`: what can be asked; plain words such as when need not stand in a passage, hard ones must. */
export function passageFinder(passages: readonly Passage[], analyse: Analyse, asks: Lexicon['asks']): FindPassage {
  const asking = new Set(asks.plain.map((id) => `#${id}`));
  const hard = new Set(asks.hard.map((id) => `#${id}`));
  // Steps of different routes say much in the same words.
  const analysed = new Map<string, readonly string[]>();
  const termsOf = (text: string): readonly string[] => {
    const terms = analysed.get(text) ?? analyse(text).terms;
    analysed.set(text, terms);
    return terms;
  };
  const index = new MiniSearch<{ id: number; text: string; title: string }>({
    fields: ['text', 'title'],
    tokenize: (terms) => terms.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: { title: TITLE }, combineWith: 'OR' },
  });
  const parts = passages.map(partOf);
  const said = new Map<string, Set<string>>();
  passages.forEach(({ text, title }, id) => {
    const part = parts[id] ?? '';
    const texts = said.get(part) ?? new Set();
    said.set(part, texts.add(text).add(title));
    index.add({ id, text: termsOf(text).join(' '), title: termsOf(title).join(' ') });
  });
  const steps = new Map([...said].map(([part, texts]) => [part, new Set([...texts].flatMap(termsOf))]));
  const rarity = rarityOfTerms([...steps.values()]);
  return (analysis, protocols) => {
    const about = analysis.terms.filter((term) => !asking.has(term));
    const kinds = analysis.concepts.flatMap((concept) => LOOKED_FOR[concept] ?? []);
    const hits = index.search(analysis.terms.join(' '), {
      boostDocument: (id) => (kinds.includes(passages[id as number]?.kind ?? 'step') ? LOOKED_FOR_MORE : 1),
      filter: ({ id }) => protocols === null || protocols.includes(passages[id as number]?.protocol ?? ''),
    });
    const best = new Map<string, { passage: Passage; weight: number }>();
    for (const { id, score } of hits) {
      const passage = passages[id as number];
      if (!passage) continue;
      const part = parts[id as number] ?? '';
      const before = best.get(part);
      if (before) before.weight += REST_OF_STEP * score;
      else best.set(part, { passage, weight: score });
    }
    return [...best]
      .sort(([, a], [, b]) => b.weight - a.weight)
      .slice(0, CANDIDATES)
      .map(([part, { passage }]) => {
        const line = new Set([passage.text, passage.title].flatMap(termsOf));
        const elsewhere = about.some((term) => hard.has(term) && !line.has(term));
        const inLine = coverage(about, line, rarity);
        const inStep = coverage(about, steps.get(part), rarity);
        return { passage, score: (LINE * inLine + (1 - LINE) * inStep) * (elsewhere ? NOT_ASKED_HERE : 1) };
      });
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
