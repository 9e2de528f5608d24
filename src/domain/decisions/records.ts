/**
 * A decision as it stands in the register: what, why, by whom, under which rule. A record is never
 * changed; another one takes its place and says why.
 */
import type { CivilDate, Instant } from '../calendar.ts';
import type { Decision, RoleId, Ruling, StepId } from '../protocol/definition.ts';

/** What a party said, by press or as somebody else recorded it. */
export interface Agreement {
  readonly role: RoleId;
  readonly agrees: boolean;
  /** The member who said so by a press of their own; null: recorded for the party, such as a client at the table. */
  readonly memberId: string | null;
  /** Who heard it too, where it was said at a table and recorded by another; null: nobody is named. */
  readonly witnessId: string | null;
}

/** How a vote went: one vote for each organisation that attends. */
export interface Vote {
  readonly ballotId: string;
  readonly present: number;
  readonly inFavour: number;
  readonly against: number;
  readonly abstained: number;
  /** How many votes in favour it takes. */
  readonly needed: number;
  readonly adopted: boolean;
}

/** What is decided, before the register gives it a number. */
export interface NewDecision {
  readonly step: StepId;
  /** Null where the step knows no outcomes. */
  readonly outcome: string | null;
  /** The day on which it was decided. */
  readonly on: CivilDate;
  /** Ids of the step's tasks that were done. */
  readonly tasks: readonly string[];
  readonly agreements: readonly Agreement[];
  /** Why, in the words of who records it; checked for personal words by the caller. */
  readonly reasons: string;
  /** When it is looked at again; null: no such day. */
  readonly reviewOn: CivilDate | null;
  readonly meetingId: string | null;
  /** Only where the protocol knows a vote. */
  readonly vote: Vote | null;
}

/** A decision in the register. */
export interface DecisionRecord extends NewDecision {
  readonly id: string;
  readonly caseId: string;
  /** Counts within the case, from 1: people say "besluit 2 van HLM-2026-014". */
  readonly number: number;
  readonly kind: Decision['kind'];
  /** The rule as it was then, in the Dutch of the agreements, and where it stands. */
  readonly rule: Ruling & { readonly section: string };
  /** Steps that opened by it. */
  readonly opened: readonly StepId[];
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  /** The absent colleague for whom it was recorded. */
  readonly behalfOf: string | null;
  /** The id of the decision whose place it takes, and why; null: of none. */
  readonly supersedes: { readonly id: string; readonly number: number; readonly why: string } | null;
  /** True: it only takes back the one before, and the step is open again. */
  readonly withdrawn: boolean;
}

/** A decision as it is read back. */
export interface StoredDecision extends DecisionRecord {
  /** The number of the decision that took its place; null: it stands. */
  readonly supersededBy: number | null;
}

/** The decision that holds at this step now: the last one that was not superseded and does not only take one back. */
export const standing = (register: readonly StoredDecision[], step: StepId): StoredDecision | null =>
  register.findLast((each) => each.step === step && each.supersededBy === null && !each.withdrawn) ?? null;
