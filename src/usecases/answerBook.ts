/**
 * The answers as they are now: the index over what regions wrote down, with what experts answered and editors approved
 * since. Looks at each question whether something was approved, so that every replica has it at once.
 */
import type { AnswerIndex } from '../domain/answers/answerIndex.ts';
import { entryOf } from '../domain/answers/handedOver.ts';
import { withWritten } from '../domain/answers/written.ts';
import type { AnswerBook, Protocols, QuestionStore } from './ports.ts';

/** Keeps the index; `build` makes that of the sources, once. */
export function answerBook(questions: QuestionStore, protocols: Protocols, build: () => AnswerIndex): AnswerBook {
  let sources: AnswerIndex | null = null;
  let kept: { readonly stamp: string; readonly index: AnswerIndex } | null = null;
  return {
    index: async () => {
      const stamp = await questions.stamp();
      if (kept?.stamp === stamp) return kept.index;
      sources ??= build();
      const approved = await questions.inState(['approved']);
      const written = approved.flatMap((each) => {
        const region = protocols.current.get(each.region)?.region;
        return region === undefined ? [] : (entryOf(each, region) ?? []);
      });
      kept = { stamp, index: withWritten(sources, written) };
      return kept.index;
    },
  };
}
