/**
 * What a protocol is, once read and checked: the data that the engine walks.
 * All texts are Dutch; `english` gives their translation. Nothing here computes.
 */
import type { Duration } from '../calendar.ts';
import type { TableDefinition } from '../tables/definition.ts';
import type { SignalRules } from '../signals/signalRules.ts';
import type { HandoverRule, TallyRule } from './definitionRules.ts';

export type RoleId = string;
export type FactId = string;
export type StepId = string;
export type RouteId = string;
/** An id of the rule catalogue, such as `HLM-A-11`. */
export type RuleId = string;

/** The value of a fact: a date, a yes or no, an option of a choice, or a short text. */
export type FactValue = string | boolean;

/** The agreements of one region, every route resolved: nothing is inherited any more. */
export interface Protocol {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  /** Begins the code of each case: `HLM` gives `HLM-2026-014`. */
  readonly casePrefix: string;
  /** Fingerprint of the texts that it was read from; a running case stays on its version. */
  readonly version: string;
  readonly source: Source;
  readonly roles: Readonly<Record<RoleId, Role>>;
  readonly facts: Readonly<Record<FactId, Fact>>;
  readonly phases: readonly Phase[];
  readonly routes: Readonly<Record<RouteId, Route>>;
  /** Ways in which a case ends, by id. */
  readonly endings: Readonly<Record<string, Ending>>;
  readonly signals: SignalRules;
  /** The role of casushouder and how it passes on; null: the source does not say. */
  readonly holder: HandoverRule | null;
  /** What is counted by the year. */
  readonly tallies: readonly TallyRule[];
  /** What holds for the protocol as a whole, such as subjects that the source leaves open. */
  readonly notes: readonly Note[];
  /** Dutch text to English text. A text that is missing here is shown in Dutch. */
  readonly english: Readonly<Record<string, string>>;
}

export interface Source {
  readonly document: string;
  /** As printed in the document; null where it carries no date. */
  readonly date: string | null;
  readonly disclaimer: string | null;
}

export interface Role {
  readonly id: RoleId;
  readonly title: string;
  /** Words by which people call themselves or this role: `begeleider`, `corporatie`. */
  readonly aliases: readonly string[];
  /** Lets the home: sees of a case only what `landlordView.ts` can hold. */
  readonly landlord: boolean;
  readonly sees: Sight;
}

/** The allow-list of what a role may see of a case. */
export interface Sight {
  /** `own`: only steps in which the role is responsible or involved. */
  readonly steps: 'all' | 'own' | 'none';
  readonly facts: 'all' | readonly FactId[];
}

export interface Fact {
  readonly id: FactId;
  /** choices: several options, stored as their ids in the order of the protocol with commas between. */
  readonly kind: 'date' | 'yesno' | 'choice' | 'choices' | 'text';
  /** Short name for lists and cards. */
  readonly title: string;
  readonly question: string;
  readonly options: readonly { readonly id: string; readonly title: string }[];
  readonly explanation: string | null;
  readonly rules: readonly RuleId[];
}

export interface Phase {
  readonly id: string;
  readonly title: string;
}

export interface Ending {
  readonly id: string;
  readonly title: string;
  /** True where the client has what the protocol is for. */
  readonly goal: boolean;
}

export interface Route {
  readonly id: RouteId;
  readonly title: string;
  /** Answer to "who is the client?" when a case is opened. */
  readonly forWhom: string;
  readonly scope: string;
  /** Must hold before a case can start on this route; null: nothing. */
  readonly startsIf: Condition | null;
  /** Facts that are asked when a case is opened. */
  readonly asks: readonly FactId[];
  /** In the order of the source. Printed numbers can be damaged: never sort by them. */
  readonly steps: readonly Step[];
  readonly hold: Hold;
  /** False: by the source there is no casushouder on this route. */
  readonly hasHolder: boolean;
  readonly notes: readonly Note[];
  readonly rules: readonly RuleId[];
}

export interface Step {
  readonly id: StepId;
  /** As printed in the source for this route; null where the source prints none. */
  readonly number: string | null;
  readonly title: string;
  readonly phase: string | null;
  /**
   * once: finished one time. ongoing: goes on until `until`. recurring: comes back by `recurrence`.
   * on_demand: can be done at any time and any number of times while it is open.
   */
  readonly mode: 'once' | 'ongoing' | 'recurring' | 'on_demand';
  readonly responsible: readonly RoleId[];
  readonly involved: readonly RoleId[];
  /** What the step is for, in one or two sentences. */
  readonly why: string;
  /** The step belongs to this case only if this holds; null: always. */
  readonly applies: Condition | null;
  /** Steps that must be finished before this one. A step that does not apply holds nothing up. */
  readonly after: readonly Gate[];
  /** What else must hold before this step opens; null: nothing. */
  readonly provided: Condition | null;
  /** The step stays upcoming until this date, where it can be computed; null: opens at once. */
  readonly opens: Offset | null;
  /** From then on an ongoing, recurring or on-demand step is no longer offered. */
  readonly until: Condition | null;
  /** Last day on which an ongoing, recurring or on-demand step is offered, where it can be computed; null: no such day. */
  readonly closes: Offset | null;
  /** The most binding first. */
  readonly terms: readonly Term[];
  readonly recurrence: Recurrence | null;
  /** Clock hours that start with an event in this step, such as a signal. */
  readonly clocks: readonly Clock[];
  readonly tasks: readonly Task[];
  /** Empty: finishing needs no outcome. The first one is the ordinary outcome. */
  readonly outcomes: readonly Outcome[];
  readonly decision: Decision | null;
  /** The step is a table: organisations meet about the case; null: it is not. */
  readonly table: TableDefinition | null;
  /** Date fact that finishing this step fixes, unless it is known already. */
  readonly records: FactId | null;
  readonly sharing: readonly Sharing[];
  readonly notes: readonly Note[];
  /** Where in the source: a section, a step with its route, a page. */
  readonly section: string;
  readonly rules: readonly RuleId[];
}

/** A step that must be finished first, with one of these outcomes; null: any outcome that lets the case go on. */
export interface Gate {
  readonly step: StepId;
  readonly outcomes: readonly string[] | null;
}

export type Condition =
  | { readonly kind: 'fact'; readonly fact: FactId; readonly in: readonly FactValue[] }
  | { readonly kind: 'known'; readonly fact: FactId }
  | { readonly kind: 'done'; readonly step: StepId; readonly outcomes: readonly string[] | null }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** A moment relative to the first anchor that is known: a date fact, or the date on which a step was finished. */
export interface Offset {
  readonly duration: Duration;
  readonly direction: 'before' | 'after';
  readonly anchors: readonly (FactId | StepId)[];
}

/** hard: a breach when passed. target: something to aim at, never a breach. effort: an obligation of effort. */
export type TermKind = 'hard' | 'target' | 'effort';

export interface Term {
  /** Last permitted day. */
  readonly by: Offset;
  /** First ordinary or advised day; null: no window. */
  readonly from: Offset | null;
  readonly kind: TermKind;
  /** The term in words, as people say it. */
  readonly text: string;
  readonly rule: RuleId;
}

export interface Recurrence {
  readonly every: Duration;
  readonly from: readonly (FactId | StepId)[];
  /** No occurrence after this day, where it can be computed; null: no end by date. */
  readonly until: Offset | null;
  readonly kind: TermKind;
  readonly text: string;
  readonly rule: RuleId;
}

export interface Clock {
  readonly id: string;
  readonly within: Duration;
  /** The event that starts it, in words. */
  readonly after: string;
  readonly responsible: readonly RoleId[];
  readonly what: string;
  readonly kind: TermKind;
  readonly rule: RuleId;
}

export interface Task {
  readonly id: string;
  readonly text: string;
  readonly applies: Condition | null;
  /** True for what is done only where needed: it may stay unticked. */
  readonly optional: boolean;
  readonly rules: readonly RuleId[];
}

export interface Outcome {
  readonly id: string;
  readonly title: string;
  /** False: steps that wait for this one stay closed, unless they name this outcome. */
  readonly continues: boolean;
  /** True: the step is not finished by it and stays open (an incomplete form, an unsuitable offer). */
  readonly repeats: boolean;
  /** The ending that this outcome leads to; the case is closed by a person. */
  readonly ends: string | null;
  readonly note: string | null;
  readonly rules: readonly RuleId[];
}

export interface Decision {
  readonly kind: 'majority' | 'joint' | 'committee' | 'official' | 'organisation' | 'consultation';
  readonly by: readonly RoleId[];
  /** The rule in words. */
  readonly text: string;
  readonly rules: readonly RuleId[];
  /** Who have to agree, each for themselves; of a group one is enough. Without other words each role of `by`. */
  readonly parties: readonly Party[];
  /** How many of the parties have to agree; null: each of them. */
  readonly least: number | null;
  /** Who sits in the committee, as the source names them. */
  readonly members: readonly string[];
  /** Outcomes that can be chosen only if this holds; `text` says why not. */
  readonly provided: readonly (Ruling & { readonly outcome: string; readonly if: Condition })[];
  /** Whose agreement an outcome takes in place of the others: the first that holds. Nobody: it only states a fact. */
  readonly agreement: readonly (Ruling & {
    readonly outcome: string;
    readonly if: Condition | null;
    readonly parties: readonly Party[];
  })[];
  /** Where the client can object or complain; null: the source does not say. */
  readonly objection: Ruling | null;
  /** That the decision is told in writing, and to whom; null: the source does not ask for it. */
  readonly written: Ruling | null;
}

/** Roles of which one speaks for all. */
export type Party = readonly RoleId[];

/** Something that the source says, in our words. */
export interface Ruling {
  readonly text: string;
  readonly rules: readonly RuleId[];
}

export interface Sharing {
  readonly with: readonly RoleId[];
  readonly what: string;
  /** The yes-or-no fact that says whether the client consents; null: knowing of it is enough. */
  readonly consent: FactId | null;
  readonly rules: readonly RuleId[];
}

/** not_stated: the source is silent. reading: our reading of a contradiction. hint: not from the protocol. duty: a rule to keep in mind. */
export interface Note {
  readonly kind: 'not_stated' | 'reading' | 'hint' | 'duty';
  readonly text: string;
  readonly rules: readonly RuleId[];
}

export interface Hold {
  /** What a hold brings about, according to the source. */
  readonly effects: readonly Note[];
}
