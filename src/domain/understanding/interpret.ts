/**
 * Finds out what a person wants from a few words, Dutch or English, typing errors and all, and what they name.
 * Pure: phrases and words come from content; what to do with an answer is for the handlers.
 */
import type { Analyse, Stemmers } from '../language/analyse.ts';
import type { Concept } from '../language/concepts.ts';
import { wordsOf } from '../language/text.ts';
import { classifier } from './classifier.ts';
import { featureMaker } from './features.ts';
import { codeFinder, nameFinder, type Names, type Slots } from './slots.ts';

/** An intent with what people may say for it. */
export interface IntentPhrases {
  readonly intent: string;
  readonly phrases: readonly string[];
}

/** What content says about the words of commands and questions. */
export interface CommandWords {
  readonly names: Names;
  /** Words that come to the same. */
  readonly groups: readonly Concept[];
  /** Words that change nothing: please, just. */
  readonly noise: readonly string[];
}

export interface Interpretation {
  /** The likeliest intent; `out_of_scope` where nothing comes near. */
  readonly intent: string;
  /** 0 to 1: the chance that the intent is right. */
  readonly score: number;
  /** True if the answer is sure enough to act on without asking. */
  readonly sure: boolean;
  /** The likeliest intents, best first: what to ask where it is not sure. */
  readonly candidates: readonly { readonly intent: string; readonly score: number }[];
  readonly slots: Slots;
}

export type Interpret = (text: string) => Interpretation;

const NOTHING = 'out_of_scope';
const SURE = 0.5;
const LEAD = 0.3;
const LIKELY = 0.1;
const MOST_CANDIDATES = 3;
// A case code is read as these words: what is said of a case by its code is said of "this case" as well.
const THIS_CASE = 'deze casus';

/** Learns from the phrases. Asking it costs some tens of microseconds. */
export function interpreter(
  intents: readonly IntentPhrases[],
  { names, groups, noise }: CommandWords,
  analyse: Analyse,
  stemmers: Stemmers,
): Interpret {
  const meaningful = withoutNoise(new Set(noise.flatMap(wordsOf)));
  const examples = intents.flatMap(({ intent, phrases }) =>
    phrases.map((phrase) => ({ intent, words: meaningful(wordsOf(phrase)) })),
  );
  const featuresOf = featureMaker(
    groups,
    stemmers,
    examples.map(({ words }) => words),
  );
  const classify = classifier(examples.map(({ intent, words }) => ({ label: intent, features: featuresOf(words) })));
  const findCode = codeFinder(names.prefixes, (prefix) => analyse(prefix).tokens.every((token) => token.stop));
  const findNames = nameFinder(names);
  return (text) => {
    const { code, rest } = findCode(text, THIS_CASE);
    const { tokens } = analyse(rest);
    const mended = tokens.map((token) => token.word);
    const { rest: words, ...named } = findNames(mended);
    const { thisCase, role, region } = named;
    const slots = { caseCode: code, thisCase: code === null && thisCase, role, region };
    // A case code and nothing else asks where that case stands.
    if (code !== null && mended.join(' ') === THIS_CASE) return certain('next_step', slots);
    // Nothing but signs, or words that nobody knows.
    if (!tokens.some((token) => token.known)) return { intent: NOTHING, score: 0, sure: false, candidates: [], slots };
    return chosen(classify(featuresOf(meaningful(words.length > 0 ? words : mended))), slots);
  };
}

// Where every word is noise ("hoi"), that is what is meant.
function withoutNoise(noise: ReadonlySet<string>): (words: readonly string[]) => readonly string[] {
  return (words) => {
    const left = words.filter((word) => !noise.has(word));
    return left.length > 0 ? left : words;
  };
}

const certain = (intent: string, slots: Slots): Interpretation => ({
  intent,
  score: 1,
  sure: true,
  candidates: [{ intent, score: 1 }],
  slots,
});

function chosen(chances: readonly { label: string; chance: number }[], slots: Slots): Interpretation {
  const [first, second] = chances;
  const score = first?.chance ?? 0;
  return {
    intent: first?.label ?? NOTHING,
    score,
    sure: score >= SURE && score - (second?.chance ?? 0) >= LEAD,
    candidates: chances
      .filter(({ chance }, at) => at === 0 || chance >= LIKELY)
      .slice(0, MOST_CANDIDATES)
      .map(({ label, chance }) => ({ intent: label, score: chance })),
    slots,
  };
}
