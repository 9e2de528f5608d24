/** What can be answered: what regions wrote down, and what their experts answered since. */
import type { AnswerIndex } from '../../domain/answers/answerIndex.ts';

/** The index over all that can be answered, as it is now. */
export interface AnswerBook {
  index(): Promise<AnswerIndex>;
}
