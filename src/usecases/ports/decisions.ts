/** The register of decisions. Records are added, never changed; the database refuses anything else. */
import type { CivilDate } from '../../domain/calendar.ts';
import type { DecisionRecord, StoredDecision } from '../../domain/decisions/records.ts';

/** A decision with the code of its case, for lists over several cases. */
export interface ListedDecision extends StoredDecision {
  readonly code: string;
}

export interface DecisionStore {
  /** Adds it. Rejects if its number is taken or what it supersedes was superseded: the case was not saved first. */
  add(record: DecisionRecord): Promise<void>;
  byId(id: string): Promise<StoredDecision | null>;
  /** All decisions of a case, oldest first. */
  ofCase(caseId: string): Promise<readonly StoredDecision[]>;
  /** What was decided on this day in cases that the member has to do with today, by case and number. */
  ofDay(day: CivilDate, memberId: string, today: CivilDate, limit: number): Promise<readonly ListedDecision[]>;
  /** What was decided from one day until another, both included, by day; of one case where a code is given. */
  between(from: CivilDate, until: CivilDate, code: string | null): Promise<readonly ListedDecision[]>;
}
