/** What can be answered, the questions that were handed to experts, and what people said of answers. */
import type { AnswerIndex } from '../../domain/answers/answerIndex.ts';
import type { HandedOver, QuestionState } from '../../domain/answers/handedOver.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { Lang } from '../../shared/lang.ts';

/** The index over all that can be answered, as it is now: what regions wrote down, and what experts answered since. */
export interface AnswerBook {
  index(): Promise<AnswerIndex>;
}

/** What people said of one answer. */
export interface AnswerFeedback {
  readonly answerId: string;
  readonly region: string;
  readonly helped: number;
  readonly notRight: number;
  /** What was not right, newest first. */
  readonly remarks: readonly { readonly text: string; readonly at: Instant }[];
}

export interface QuestionStore {
  /** Stores the question with who asks it, or adds them to the same question of this region. Twice is once. */
  ask(question: {
    readonly id: string;
    readonly region: string;
    readonly text: string;
    readonly lang: Lang;
    readonly key: string;
    readonly askedAt: Instant;
    readonly memberId: string;
  }): Promise<HandedOver>;
  byId(id: string): Promise<HandedOver | null>;
  /** In these states, the most asked first, then the oldest. */
  inState(states: readonly QuestionState[]): Promise<readonly HandedOver[]>;
  /** Stores what became of it if it still has `expectedVersion`; null: somebody was first. */
  save(question: HandedOver, expectedVersion: number): Promise<HandedOver | null>;
  /** The members who wait for the answer. */
  askers(questionId: string): Promise<readonly string[]>;
  /** Another word each time that something was approved or taken back: by it each replica knows that it is behind. */
  stamp(): Promise<string>;
  /** What a member says of an answer; their last word counts. */
  rate(rating: {
    readonly answerId: string;
    readonly region: string;
    readonly memberId: string;
    readonly helpful: boolean;
    readonly text: string | null;
    readonly at: Instant;
  }): Promise<void>;
  /** What was said of each answer, those that most people found not right first. */
  feedback(): Promise<readonly AnswerFeedback[]>;
  /** Removes what was settled before this moment and is no part of the answers. Answers how many. */
  purge(before: Instant): Promise<number>;
}
