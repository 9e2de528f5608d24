/**
 * Finds the entry that a question asks for, with a score that says how sure that is. Never makes up an answer: the best
 * it can do is name an entry, and it knows from content what is asked often but answered nowhere.
 */
import type { Analyse, Analysis } from '../language/analyse.ts';
import { rowClassifier } from '../understanding/classifier.ts';
import type { AnswerBase, Entry } from './entries.ts';
import { featureMaker, weigher } from './features.ts';

export interface QuestionHit {
  readonly entry: Entry;
  /** 0 to 1: how likely this entry answers the question. */
  readonly score: number;
}

export interface QuestionsFound {
  /** The likeliest entries, best first. */
  readonly hits: readonly QuestionHit[];
  /** 0 to 1: how likely it is one of the questions that no source answers. */
  readonly unanswered: number;
}

export type FindQuestion = (analysis: Analysis) => QuestionsFound;

export interface QuestionFinder {
  readonly find: FindQuestion;
  /** How much a term tells among the questions. */
  readonly rarity: (term: string) => number;
}

const CANDIDATES = 3;
const NOTHING = '';
// More of them change nothing that can be measured.
const ROUNDS = 4;

// How the signals make one score, fitted on content in five parts, each judged by the other four (docs/decisions).
const CHANCE = 0.93;
const COVERED = 0.6;
const ASKED_ELSEWHERE = -1.4;
const LENGTH = 0.2;
const LONGEST = 8;
const NOT_ASKED_HERE = -1.3;

/** Builds the finder once. `asks`: concepts that are something one can ask about a subject (words.yaml, "hard"). */
export function questionFinder(base: AnswerBase, analyse: Analyse, asks: readonly string[]): QuestionFinder {
  const features = featureMaker();
  const examples = [
    ...base.entries.flatMap((entry) => spoken(entry).map((text) => ({ label: entry.id, text }))),
    ...base.unanswered.map((text) => ({ label: NOTHING, text })),
  ].map(({ label, text }) => {
    const analysis = analyse(text);
    return { label, terms: analysis.terms, found: features.make(analysis) };
  });
  features.stopLearning();
  const weigh = weigher(
    examples.map(({ found }) => found),
    features.weights,
  );
  const classify = rowClassifier(
    examples.map(({ label, found }) => ({ label, row: weigh(found) })),
    features.weights.length,
    ROUNDS,
  );
  const rarity = rarityOfTerms(examples.map(({ terms }) => terms));
  const termsOf = new Map<string, Set<string>>();
  for (const { label, terms } of examples) {
    const known = termsOf.get(label);
    if (known) for (const term of terms) known.add(term);
    else termsOf.set(label, new Set(terms));
  }
  const entries = new Map(base.entries.map((entry) => [entry.id, entry]));
  const askTerms = new Set(asks.map((id) => `#${id}`));
  const find: FindQuestion = (analysis) => {
    const chances = classify(weigh(features.make(analysis)));
    const hits = chances
      .filter(({ label }) => label !== NOTHING)
      .slice(0, CANDIDATES)
      .flatMap(({ label, chance }) => {
        const entry = entries.get(label);
        if (!entry) return [];
        const own = termsOf.get(label) ?? new Set();
        const fit = fitOf(analysis.terms, own, termsOf.get(NOTHING) ?? new Set(), askTerms, rarity);
        return [{ entry, score: scoreOf(chance, fit) }];
      });
    return { hits, unanswered: chances.find(({ label }) => label === NOTHING)?.chance ?? 0 };
  };
  return { find, rarity };
}

/** Every way in which an entry is asked that we know of. */
export const spoken = (entry: Entry): readonly string[] => [entry.nl.question, entry.en.question, ...entry.phrasings];

interface Fit {
  /** Share of what the question is about that people mention when they ask for this entry. */
  readonly covered: number;
  /** Share of what it is about that people mention only where there is no answer. */
  readonly elsewhere: number;
  readonly length: number;
  /** It asks about something that nobody asks of this entry, such as its price. */
  readonly notAskedHere: boolean;
}

function fitOf(
  terms: readonly string[],
  own: ReadonlySet<string>,
  unanswered: ReadonlySet<string>,
  asks: ReadonlySet<string>,
  rarityOf: (term: string) => number,
): Fit {
  let all = 0;
  let covered = 0;
  let elsewhere = 0;
  for (const term of terms) {
    const rarity = rarityOf(term);
    all += rarity;
    if (own.has(term)) covered += rarity;
    else if (unanswered.has(term)) elsewhere += rarity;
  }
  return {
    covered: all === 0 ? 0 : covered / all,
    elsewhere: all === 0 ? 0 : elsewhere / all,
    length: Math.min(terms.length, LONGEST),
    notAskedHere: terms.some((term) => asks.has(term) && !own.has(term)),
  };
}

/** How much a term tells: the fewer texts have it, the more. */
export function rarityOfTerms(texts: readonly Iterable<string>[]): (term: string) => number {
  const counts = new Map<string, number>();
  for (const terms of texts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + texts.length / (counts.get(term) ?? 0.5));
}

function scoreOf(chance: number, fit: Fit): number {
  const sum =
    CHANCE * odds(chance) +
    COVERED * fit.covered +
    ASKED_ELSEWHERE * fit.elsewhere +
    LENGTH * fit.length +
    (fit.notAskedHere ? NOT_ASKED_HERE : 0);
  return 1 / (1 + Math.exp(-sum));
}

const odds = (chance: number): number => {
  const within = Math.min(Math.max(chance, 1e-6), 1 - 1e-6);
  return Math.log(within / (1 - within));
};
