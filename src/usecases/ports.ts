/**
 * What the use-cases need from outside: storage in one unit of work, a clock, new ids, the protocols.
 * Interfaces only; `storage` and `content` implement them and `compose.ts` puts them together.
 */
import type { Actor } from '../domain/access.ts';
import type { Case } from '../domain/cases.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Comparison } from '../domain/understanding/comparing.ts';
import type { AnswerBook, QuestionStore } from './ports/answers.ts';
import type { RetentionTerms } from '../domain/retention.ts';
import type { AuditStore } from './ports/audit.ts';
import type { CaseStore } from './ports/cases.ts';
import type { DecisionStore } from './ports/decisions.ts';
import type { MemberStore, OrganisationStore } from './ports/people.ts';
import type { OutboxStore } from './ports/outbox.ts';
import type { PlaceStore } from './ports/places.ts';
import type { PrivacyStore } from './ports/privacy.ts';
import type { ProposalStore } from './ports/proposals.ts';
import type { JobStore, ReminderStore } from './ports/reminders.ts';
import type { SettingsStore } from './ports/settings.ts';
import type { TallyStore } from './ports/tallies.ts';
import type { SignalStore } from './ports/signals.ts';
import type { BallotStore, MeetingStore } from './ports/tables.ts';
import type { TurnStore } from './ports/turns.ts';

export type * from './ports/answers.ts';
export type * from './ports/audit.ts';
export type * from './ports/cases.ts';
export type * from './ports/decisions.ts';
export type * from './ports/outbox.ts';
export type * from './ports/people.ts';
export type * from './ports/places.ts';
export type * from './ports/privacy.ts';
export type * from './ports/proposals.ts';
export type * from './ports/reminders.ts';
export type * from './ports/settings.ts';
export type * from './ports/tallies.ts';
export type * from './ports/signals.ts';
export type * from './ports/tables.ts';
export type * from './ports/turns.ts';

/** Protocol versions that cases run on, kept as the text they were read from. */
export interface ProtocolVersionStore {
  put(version: { readonly protocolId: string; readonly version: string; readonly text: string }): Promise<void>;
  get(protocolId: string, version: string): Promise<string | null>;
}

export interface Stores {
  readonly cases: CaseStore;
  readonly members: MemberStore;
  readonly organisations: OrganisationStore;
  readonly audit: AuditStore;
  readonly privacy: PrivacyStore;
  readonly outbox: OutboxStore;
  readonly questions: QuestionStore;
  readonly settings: SettingsStore;
  readonly tallies: TallyStore;
  readonly signals: SignalStore;
  readonly jobs: JobStore;
  readonly reminders: ReminderStore;
  readonly meetings: MeetingStore;
  readonly ballots: BallotStore;
  readonly places: PlaceStore;
  readonly decisions: DecisionStore;
  readonly proposals: ProposalStore;
  readonly turns: TurnStore;
  readonly protocolVersions: ProtocolVersionStore;
}

/** Reads outside a transaction through `stores`; everything in `transaction` is stored together or not at all. */
export interface UnitOfWork {
  readonly stores: Stores;
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
}

export interface Protocols {
  /** The protocols as they are now, by id. */
  readonly current: ReadonlyMap<string, Protocol>;
  /** The version that a case runs on. Rejects if it was never stored: a fault of ours, not of the user. */
  ofCase(c: Pick<Case, 'protocolId' | 'protocolVersion'>): Promise<Protocol>;
}

export interface Clock {
  now(): Instant;
}

/** What every use-case is given. */
export interface Deps {
  readonly uow: UnitOfWork;
  readonly protocols: Protocols;
  readonly comparison: Comparison;
  readonly answers: AnswerBook;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Administrators by configuration, as `tenant/object` in lower case. */
  readonly administrators: ReadonlySet<string>;
  /** The address at which one person fetches a meeting for their calendar; null: people cannot reach the server. */
  readonly calendarLink: ((meetingId: string, memberId: string, until: Instant) => string) | null;
  /** How long closed cases are kept, as whoever runs Opstap has set it. */
  readonly retention: RetentionTerms;
}

/** Who asks for something outside a case: a member, or (`memberId` null) whoever has the command line and database. */
export interface By extends Actor {
  readonly memberId: string | null;
}
