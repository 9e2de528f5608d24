/**
 * Everything that can be asked, ready to be searched: built once when the program starts, from content alone.
 * Holds the parts together; each part decides for itself.
 */
import { analyser, type Analyse, type Lexicon, type Stemmers } from '../language/analyse.ts';
import type { Protocol } from '../protocol/definition.ts';
import type { AnswerBase } from './entries.ts';
import { passageFinder, type FindPassage } from './passageFinder.ts';
import { passagesOf, type Passage } from './passages.ts';
import { questionFinder, spoken, type FindQuestion } from './questions.ts';

export interface AnswerIndex {
  readonly base: AnswerBase;
  readonly passages: readonly Passage[];
  readonly analyse: Analyse;
  readonly findQuestion: FindQuestion;
  readonly findPassage: FindPassage;
  /** How much a term tells among the questions. */
  readonly rarity: (term: string) => number;
  /** Concepts that say what is asked, such as when or how much. */
  readonly asks: Lexicon['asks'];
}

/** Builds the index. The words of every question and passage are known words: none of them is a typing error. */
export function answerIndex(
  base: AnswerBase,
  protocols: readonly Protocol[],
  lexicon: Lexicon,
  stemmers: Stemmers,
): AnswerIndex {
  const passages = protocols.flatMap(passagesOf);
  const vocabulary = new Set([
    ...base.entries.flatMap(spoken),
    ...base.unanswered,
    ...passages.flatMap(({ title, text }) => [title, text]),
  ]);
  const analyse = analyser(lexicon, stemmers, [...vocabulary]);
  const { find, rarity } = questionFinder(base, analyse, lexicon.asks.hard);
  // A region with questions and answers of its own may never search its passages: a start does not wait for them.
  let inPassages: FindPassage | null = null;
  return {
    ...{ base, passages, analyse, rarity, findQuestion: find },
    asks: lexicon.asks,
    findPassage: (analysis, protocols) =>
      (inPassages ??= passageFinder(passages, analyse, lexicon.asks))(analysis, protocols),
  };
}
