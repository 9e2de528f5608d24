/**
 * What the use-cases need from outside: storage in one unit of work, a clock, new ids, the protocols.
 * Interfaces only; `storage` and `content` implement them and `compose.ts` puts them together.
 */
import type { Case, CaseState, Effect } from '../domain/cases.ts';
import type { CivilDate, Instant } from '../domain/calendar.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Lang } from '../shared/lang.ts';

/** A person who may use the bot, known by tenant and Entra object id. */
export interface Member {
  readonly id: string;
  readonly tenantId: string;
  readonly objectId: string;
  readonly displayName: string | null;
  /** Words of the protocols' role aliases, such as `begeleider`, `gemeente`, `woningcorporatie`. */
  readonly roles: readonly string[];
  /** Chosen by the person; null: follow the locale of the client. */
  readonly lang: Lang | null;
}

/** A line of the case log: what happened, by whom, when. Append-only. */
export interface CaseLogEntry {
  readonly effect: Effect;
  readonly at: Instant;
  readonly memberId: string | null;
}

/** Everything that the first look at an incoming turn needs, read in one go. */
export interface TurnContext {
  readonly member: Member | null;
  /** The case last discussed by this person in this place; null: none, or it is gone. */
  readonly current: Case | null;
}

export interface CaseStore {
  byId(id: string): Promise<Case | null>;
  byCode(code: string): Promise<Case | null>;
  /** Stores a new case under the next free code of the prefix and year. */
  open(input: {
    readonly id: string;
    readonly prefix: string;
    readonly year: number;
    readonly protocolId: string;
    readonly protocolVersion: string;
    readonly route: string;
    readonly pseudonym: string;
    readonly openedAt: Instant;
    readonly openedBy: string;
    readonly state: CaseState;
    readonly nextDue: CivilDate | null;
    /** The first lines of the log. */
    readonly log: readonly CaseLogEntry[];
  }): Promise<Case>;
  /**
   * Stores the new state if the case still has `expectedVersion`, and the log lines with it: all or nothing by itself.
   * Answers the stored case, or null if somebody was first. Log lines with an id that exists are not written again.
   * With a `protocolVersion` the case runs on that version from now on.
   */
  save(
    caseId: string,
    expectedVersion: number,
    state: CaseState,
    nextDue: CivilDate | null,
    log: readonly CaseLogEntry[],
    protocolVersion?: string,
  ): Promise<Case | null>;
  /** The cases on any version of a protocol that are not closed, by code. */
  ofProtocol(protocolId: string): Promise<readonly Case[]>;
  /** The member's cases that are not closed, earliest term first; cases without a term last. */
  ofMember(memberId: string, limit: number): Promise<readonly Case[]>;
  /** Links a member to a case; twice is once. */
  join(caseId: string, memberId: string): Promise<void>;
  isParticipant(caseId: string, memberId: string): Promise<boolean>;
  /** The log of a case, oldest first. */
  log(caseId: string): Promise<readonly CaseLogEntry[]>;
  count(): Promise<number>;
}

export interface MemberStore {
  find(tenantId: string, objectId: string): Promise<Member | null>;
  /** Creates the member, or brings name and roles up to date. */
  put(member: Omit<Member, 'id' | 'lang'> & { readonly lang?: Lang | null }): Promise<Member>;
  /** Everybody, by tenant and object id. */
  all(): Promise<readonly Member[]>;
  setRoles(memberId: string, roles: readonly string[]): Promise<void>;
  setLang(memberId: string, lang: Lang): Promise<void>;
}

export interface TurnStore {
  load(key: {
    readonly tenantId: string;
    readonly objectId: string;
    readonly conversationId: string;
  }): Promise<TurnContext>;
  /** Remembers which case is discussed: in a personal chat by the person, elsewhere by the conversation. */
  setCurrent(
    key: {
      readonly tenantId: string;
      readonly objectId: string;
      readonly conversationId: string;
    },
    caseId: string,
  ): Promise<void>;
  /** Remembers a place, so that the bot can speak there later. Twice is once; a changed service URL is taken over. */
  rememberPlace(place: {
    readonly conversationId: string;
    readonly kind: 'personal' | 'group' | 'channel';
    readonly tenantId: string;
    readonly serviceUrl: string;
    readonly botId: string;
  }): Promise<void>;
}

/** Protocol versions that cases run on, kept as the text they were read from. */
export interface ProtocolVersionStore {
  put(version: { readonly protocolId: string; readonly version: string; readonly text: string }): Promise<void>;
  get(protocolId: string, version: string): Promise<string | null>;
}

export interface Stores {
  readonly cases: CaseStore;
  readonly members: MemberStore;
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
  readonly clock: Clock;
  readonly newId: () => string;
}
