/** Timed work: which piece is done by whom, which cases have a term near, and what was said about it. */
import type { CivilDate, Instant } from '../../domain/calendar.ts';
import type { Case } from '../../domain/cases.ts';
import type { Whose } from '../../domain/reminders.ts';

export interface JobStore {
  /**
   * Claims a piece of work for a slot of time. Null: it is done, or somebody else is at it until their lease ends.
   * `since`: the moment at which the same work of an earlier slot was begun and finished; null: never.
   */
  claim(input: {
    readonly name: string;
    readonly slot: string;
    readonly now: Instant;
    readonly leaseUntil: Instant;
  }): Promise<{ readonly claim: string; readonly since: Instant | null } | null>;
  done(name: string, slot: string, claim: string, now: Instant): Promise<void>;
  /** It failed: whoever looks next may try again. */
  failed(name: string, slot: string, claim: string): Promise<void>;
  /** When it was last finished; null: never. */
  last(name: string): Promise<Instant | null>;
  /** Removes what was finished before. */
  forget(before: Instant): Promise<void>;
}

/** Something that was said, or found. */
export interface Mark {
  readonly id: string;
  readonly caseId: string | null;
  readonly region: string;
  readonly subject: string;
  /** The last day of the term. */
  readonly day: CivilDate | null;
  readonly dueAt: Instant;
  readonly markedAt: Instant;
  readonly via: 'message' | 'digest' | 'audit';
  readonly messages: readonly string[];
}

export interface ReminderStore {
  /** Running cases of a protocol with a term until that day, by id; those after `after`. Cases on hold are left out. */
  casesDue(protocolId: string, until: CivilDate, after: string, limit: number): Promise<readonly Case[]>;
  /** Everybody's standings to these cases on that day, by case. */
  whose(caseIds: readonly string[], today: CivilDate): Promise<ReadonlyMap<string, readonly Whose[]>>;
  /** Which of these marks there are. */
  marked(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Adds the marks; one with an id that exists is left as it is. Answers the ids of those that are new. */
  mark(marks: readonly Mark[]): Promise<ReadonlySet<string>>;
  /** The marks that one message tells of. */
  marksOf(messageId: string): Promise<readonly Mark[]>;
  /** What was said of the terms of a case, in the order in which it was said. */
  ofCase(caseId: string): Promise<readonly Mark[]>;
  /** Of terms with their last day from `from` to `to`, both included, in a region: one of each term. */
  termsSpoken(region: string, from: CivilDate, to: CivilDate): Promise<readonly Mark[]>;
  /** Marks made since then whose messages are no longer to be found in the outbox: case, or null. */
  unsent(since: Instant): Promise<readonly Mark[]>;
  /** When each of these cases was last changed. */
  changedAt(caseIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
  /** Conversations that get the signals of a region. */
  channelsOf(region: string): Promise<readonly string[]>;
  /** How many findings of this subject the auditor has made in the region since then. */
  found(region: string, subject: string, since: Instant): Promise<number>;
  /** How many steps were recorded as finished in cases of the protocol in this time; `until` is no part of it. */
  stepsDone(protocolId: string, from: Instant, until: Instant): Promise<number>;
}
