/**
 * A signal: something seen around a client that must get an answer. What is stored of it, what can be done to it, and
 * why not. Types only; `step.ts` changes it, `moves.ts` has the table.
 */
import type { CivilDate, Instant } from '../calendar.ts';
import type { RoleId } from '../protocol/definition.ts';
import type { Mdo, MdoOutcome } from './mdo.ts';
import type { Move, SignalStatus } from './moves.ts';

export const SIGNAL_KINDS = [
  'overlast',
  'huurachterstand',
  'terugval',
  'zorgsignaal',
  'incident',
  'begeleiding_geweigerd',
  'anders',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** The lightest first: a repeat that stands further on is worse. */
export const SEVERITIES = ['licht', 'ernstig', 'direct'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Signal {
  readonly id: string;
  readonly caseId: string;
  /** Grows by one with each change: the guard against two people who press at once. */
  readonly version: number;
  readonly raisedAt: Instant;
  readonly state: SignalState;
}

/** One time that somebody reported it. */
export interface Report {
  readonly at: Instant;
  readonly memberId: string;
  readonly organisationId: string;
  /** The organisation lets the home. */
  readonly landlord: boolean;
  /** Since when it is so. */
  readonly since: CivilDate;
  /** The moment of the incident, where its time is known. */
  readonly moment: Instant | null;
  readonly severity: Severity;
  /** What was seen, in the reporter's own words. */
  readonly seen: string;
}

export const CLOCKS = ['contact', 'feedback'] as const;
/** contact: the woningcorporatie contacts the contact person. feedback: the care organisation reports back. */
export type ClockId = (typeof CLOCKS)[number];
export const WATCHES = [...CLOCKS, 'follow_up'] as const;
/** follow_up: that somebody takes it up, and goes on with it. */
export type WatchId = (typeof WATCHES)[number];

/** Something that has to happen by a moment. Each watch is answered, and escalated, by itself. */
export interface Watch {
  readonly id: WatchId;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  /** How far its reminders have got: see `watches.ts`. */
  readonly level: number;
  readonly answered: { readonly at: Instant; readonly memberId: string } | null;
  /** It ended with the signal, without an answer. */
  readonly stopped: boolean;
}

export interface SignalState {
  readonly status: SignalStatus;
  readonly kind: SignalKind;
  /** The first one is the signal, the others are repeats. */
  readonly reports: readonly Report[];
  readonly clocks: readonly Watch[];
  /** Null once it is finished. */
  readonly followUp: Watch | null;
  readonly taken: { readonly memberId: string; readonly organisationId: string; readonly until: CivilDate } | null;
  /** The organisation that has the lead (regie); null: that of the casushouder. */
  readonly lead: string | null;
  readonly backs: readonly Word[];
  /** The last one is the running one, until it has an outcome. */
  readonly mdos: readonly Mdo[];
  /** How it was finished: the last one counts. */
  readonly outcomes: readonly Word[];
  readonly reopened: readonly Word[];
  /** Who got a copy of their own. */
  readonly told: readonly string[];
}

/** What somebody said about it: the words for colleagues, the day of the next contact for everybody. */
export interface Word {
  readonly at: Instant;
  readonly memberId: string;
  readonly words: string;
  readonly nextContact: CivilDate | null;
}

/** What somebody does to a signal. */
export type SignalEvent = { readonly memberId: string; readonly organisationId: string } & (
  | { readonly move: 'take' | 'prolong'; readonly until: CivilDate | null }
  | { readonly move: 'contact' }
  | {
      readonly move: 'report_back' | 'finish' | 'reopen';
      readonly words: string;
      readonly nextContact: CivilDate | null;
    }
  | { readonly move: 'give_lead'; readonly to: string }
  | {
      readonly move: 'scale_up';
      /** The day on which the tenant was told that there will be an MDO. */
      readonly informedOn: CivilDate | null;
      readonly plannedOn: CivilDate | null;
      readonly participants: readonly RoleId[];
    }
  | { readonly move: 'mdo_plan'; readonly plannedOn: CivilDate | null; readonly participants: readonly RoleId[] }
  | { readonly move: 'mdo_agree'; readonly words: string; readonly owner: RoleId; readonly by: CivilDate | null }
  | { readonly move: 'mdo_agreed'; readonly agreement: number }
  | { readonly move: 'mdo_limit'; readonly by: CivilDate | null }
  | {
      readonly move: 'mdo_end';
      readonly outcome: MdoOutcome | null;
      /** Whether the tenant cooperated: the agreements hold all the same. */
      readonly cooperates: boolean | null;
      readonly followUp: CivilDate | null;
    }
);

/** The end of a clock that begins at a moment; `take_up`: the time in which somebody has to take it up. */
export type Timing = (clock: ClockId | 'take_up', from: Instant) => Instant;

/** Why a move was not made. Values, never thrown. */
export type SignalRefusal =
  /** The table has no such move from there. */
  | { readonly kind: 'not_from_here'; readonly move: Move; readonly status: SignalStatus }
  | { readonly kind: 'answered_already'; readonly clock: ClockId }
  /** No such clock runs for this signal. */
  | { readonly kind: 'no_clock' }
  /** The same is going on in another signal already. */
  | { readonly kind: 'newer_open' }
  | { readonly kind: 'past_date' | 'future_date' | 'date_missing' | 'date_order' }
  | { readonly kind: 'words_missing' | 'words_too_long' | 'unknown_party' | 'same_party' }
  /** The tenant has to know before an MDO is planned. */
  | { readonly kind: 'tenant_first' | 'participants_missing' | 'owner_missing' | 'outcome_missing' }
  | { readonly kind: 'unknown_agreement' };
