/**
 * A case: what is known about one client's way to a home, without anything that tells who the client is.
 * Types only; `protocol/evaluate.ts` reads a case and `protocol/step.ts` changes it.
 */
import type { CivilDate, Instant } from './calendar.ts';
import type { Fact, FactId, FactValue, RoleId, RouteId, StepId } from './protocol/definition.ts';

export interface Case {
  readonly id: string;
  /** `HLM-2026-014`: prefix of the protocol, year of opening, number within both. */
  readonly code: string;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly route: string;
  /** The care organisation's own word for the client; never a name, birth date, address or BSN. */
  readonly pseudonym: string;
  /** Grows by one with each change: the guard against two people changing a case at once. */
  readonly version: number;
  readonly openedAt: Instant;
  readonly state: CaseState;
}

/** What the protocol engine reads and changes. */
export interface CaseState {
  readonly facts: Readonly<Record<FactId, FactValue>>;
  /** In the order in which they were recorded; a recurring step can be in it more than once. */
  readonly done: readonly Completion[];
  /** Tasks ticked so far of steps that are not finished. */
  readonly ticked: Readonly<Record<StepId, readonly string[]>>;
  readonly hold: { readonly since: Instant; readonly reason: string } | null;
  readonly closed: { readonly at: Instant; readonly ending: string; readonly reason: string } | null;
  /** That the client knows what is shared, or why not; nothing is told to others before the first one. */
  readonly informed: readonly Informed[];
  /** Who was asked to be casushouder and has not answered yet; null: nobody. See `holder.ts`. */
  readonly handover: Offer | null;
}

/** Who told the client that others will know of the case, when and how; or the written ground for not telling. */
export interface Informed {
  /** Who told the client, as seen by who recorded it. */
  readonly by: (typeof INFORMED_BY)[number];
  readonly on: CivilDate;
  readonly how: (typeof INFORMED_HOW)[number];
  /** The ground for an exception; null where the client was told. */
  readonly ground: string | null;
}

/** The question to somebody whether they will be casushouder. */
export interface Offer {
  readonly id: string;
  /** The member who asks; null: who runs the command line. */
  readonly by: string | null;
  readonly to: { readonly member: string; readonly organisation: string };
  /** First day of the new casushouder. */
  readonly start: CivilDate;
  /** Last day on which the present one is casushouder too; null: they stop when the new one begins. */
  readonly until: CivilDate | null;
  readonly offeredOn: CivilDate;
}

export const INFORMED_BY = ['recorder', 'colleague', 'other'] as const;
/** `exception`: the client was not told, on a written ground. */
export const INFORMED_HOW = ['conversation', 'phone', 'letter', 'exception'] as const;

export interface Completion {
  readonly step: StepId;
  /** The day on which it happened. */
  readonly on: CivilDate;
  /** The moment at which it was recorded. */
  readonly at: Instant;
  readonly outcome: string | null;
  readonly tasks: readonly string[];
}

/** The state in which every case begins. */
export const newCaseState: CaseState = {
  facts: {},
  done: [],
  ticked: {},
  hold: null,
  closed: null,
  informed: [],
  handover: null,
};

/** What people can do to a case. `id` makes the effects' ids: the same event twice gives the same ids. */
export type CaseEvent = { readonly id: string } & (
  | {
      readonly type: 'complete_step';
      readonly step: StepId;
      readonly on: CivilDate;
      readonly outcome: string | null;
      readonly tasks: readonly string[];
    }
  | { readonly type: 'undo_step'; readonly step: StepId }
  | { readonly type: 'tick_tasks'; readonly step: StepId; readonly tasks: readonly string[] }
  | { readonly type: 'set_facts'; readonly facts: Readonly<Record<FactId, FactValue | null>> }
  | { readonly type: 'hold'; readonly reason: string }
  | { readonly type: 'resume' }
  | { readonly type: 'close'; readonly ending: string; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'inform'; readonly informed: Informed }
);

/** What follows from an event. Written to the case log in the same transaction as the new state. */
export type Effect = { readonly id: string } & (
  | { readonly type: 'opened'; readonly route: RouteId }
  | { readonly type: 'step_completed'; readonly step: StepId; readonly on: CivilDate; readonly outcome: string | null }
  | { readonly type: 'step_undone'; readonly step: StepId }
  | { readonly type: 'tasks_ticked'; readonly step: StepId; readonly tasks: readonly string[] }
  | {
      readonly type: 'fact_changed';
      readonly fact: FactId;
      readonly from: FactValue | null;
      readonly to: FactValue | null;
    }
  | { readonly type: 'held'; readonly reason: string }
  | { readonly type: 'resumed' }
  | { readonly type: 'closed'; readonly ending: string; readonly reason: string }
  | { readonly type: 'reopened'; readonly reason: string }
  | ({ readonly type: 'informed' } & Informed)
  /** What the step has people tell others was told; `what` in the protocol's Dutch words. */
  | { readonly type: 'told'; readonly step: StepId; readonly with: readonly RoleId[]; readonly what: string }
  /** The client does not consent to it, so it was not told. */
  | { readonly type: 'not_told'; readonly step: StepId; readonly with: readonly RoleId[]; readonly what: string }
  /** An organisation got to know of the case. `sees`: the roles of the protocol through which it looks. */
  | {
      readonly type: 'shared';
      readonly organisation: string;
      readonly sees: readonly RoleId[];
      readonly why: string;
    }
  | { readonly type: 'unshared'; readonly organisation: string; readonly why: string }
  | {
      readonly type: 'joined';
      readonly member: string;
      readonly organisation: string;
      readonly casushouder: boolean;
    }
  | {
      readonly type: 'left';
      readonly member: string;
      readonly organisation: string;
      readonly casushouder: boolean;
    }
  /** Somebody was asked to be casushouder from `start`; who is it now stays until `until`, or until then. */
  | ({ readonly type: 'handover_offered' } & HandoverLine)
  | ({ readonly type: 'handover_accepted' } & HandoverLine)
  | { readonly type: 'handover_refused'; readonly offer: string; readonly member: string; readonly reason: string }
  | { readonly type: 'handover_withdrawn'; readonly offer: string; readonly member: string }
  /** Words that looked personal were kept all the same; `kinds` says what they looked like, never what they were. */
  | { readonly type: 'words_kept'; readonly kinds: readonly string[]; readonly why: string }
  /** A decision came into the register, in the place of the one with that number; null: in the place of none. */
  | {
      readonly type: 'decided';
      readonly decision: string;
      readonly number: number;
      readonly step: StepId;
      readonly outcome: string | null;
      readonly supersedes: number | null;
      /** Members who heard at the table what was noted as said by others. */
      readonly witnesses: readonly string[];
    }
  /** The case went to another version of its protocol. */
  | { readonly type: 'moved'; readonly from: string; readonly to: string }
  | { readonly type: 'step_opened'; readonly step: StepId }
  | {
      readonly type: 'term_moved';
      readonly step: StepId;
      readonly from: CivilDate | null;
      readonly to: CivilDate | null;
    }
);

interface HandoverLine {
  readonly offer: string;
  readonly member: string;
  readonly organisation: string;
  readonly start: CivilDate;
  readonly until: CivilDate | null;
}

/** An effect before it has its id. */
export type NewEffect = Effect extends infer E ? (E extends Effect ? Omit<E, 'id'> : never) : never;

/** Why an event was not carried out. Values, never thrown. */
export type Refusal =
  | { readonly kind: 'unknown_step'; readonly step: string }
  | { readonly kind: 'unknown_fact'; readonly fact: string }
  | { readonly kind: 'unknown_outcome'; readonly step: StepId; readonly outcome: string }
  | { readonly kind: 'unknown_task'; readonly step: StepId; readonly task: string }
  | { readonly kind: 'unknown_ending'; readonly ending: string }
  | { readonly kind: 'wrong_value'; readonly fact: FactId; readonly expected: Fact['kind'] }
  | { readonly kind: 'wrong_date'; readonly value: string }
  | { readonly kind: 'future_date'; readonly value: CivilDate }
  | { readonly kind: 'step_not_open'; readonly step: StepId }
  | { readonly kind: 'step_not_done'; readonly step: StepId }
  | { readonly kind: 'step_done_already'; readonly step: StepId }
  | { readonly kind: 'later_steps_done'; readonly step: StepId; readonly later: readonly StepId[] }
  | { readonly kind: 'tasks_missing'; readonly step: StepId; readonly tasks: readonly string[] }
  | { readonly kind: 'outcome_missing'; readonly step: StepId }
  | { readonly kind: 'facts_missing'; readonly step: StepId; readonly facts: readonly FactId[] }
  | { readonly kind: 'on_hold' }
  | { readonly kind: 'not_on_hold' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'not_closed' }
  | { readonly kind: 'reason_missing' }
  /** Something would be told to others, and it is not recorded that the client knows. */
  | { readonly kind: 'not_informed'; readonly step: StepId | null };
