/** Cases, their log, and who takes part in them. */
import type { Standing } from '../../domain/access.ts';
import type { CivilDate, Instant } from '../../domain/calendar.ts';
import type { Case, CaseState, Effect } from '../../domain/cases.ts';
import type { Organisation } from '../../domain/people.ts';

/** A line of the case log: what happened, by whom, when. Append-only. */
export interface CaseLogEntry {
  readonly effect: Effect;
  readonly at: Instant;
  readonly memberId: string | null;
  /** The absent colleague for whom the member acted. */
  readonly behalfOf?: string | null;
}

/** A case with the ways in which one member has to do with it; no way at all means that it is not for them. */
export interface CaseForMember {
  readonly case: Case;
  readonly standings: readonly Standing[];
}

/** Somebody who takes part in a case for an organisation. */
export interface Participant {
  readonly memberId: string;
  readonly displayName: string | null;
  readonly roles: readonly string[];
  readonly organisation: Organisation;
  /** On the day that was asked about. Two are so at once where a handover overlaps. */
  readonly casushouder: boolean;
  /** First and last day as casushouder, past and to come, where it was handed over; null: no such day. */
  readonly heldFrom: CivilDate | null;
  readonly heldUntil: CivilDate | null;
}

export interface CaseStore {
  byId(id: string): Promise<Case | null>;
  byCode(code: string): Promise<Case | null>;
  /** The case as it is for this member on this day (absences count by days, Europe/Amsterdam); null: no such case. */
  forMember(caseId: string, memberId: string, today: CivilDate): Promise<CaseForMember | null>;
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
  /** Cases that are not closed in which one of these members was asked to be casushouder, by code. */
  offeredTo(memberIds: readonly string[]): Promise<readonly Case[]>;
  /** The member's cases that are not closed, earliest term first; cases without a term last. */
  ofMember(memberId: string, today: CivilDate, limit: number): Promise<readonly CaseForMember[]>;
  /** How each of these people stands to the case, in their order; a stranger has no standing. */
  standingsOf(
    caseId: string,
    people: readonly { readonly tenantId: string; readonly objectId: string }[],
    today: CivilDate,
  ): Promise<readonly (readonly Standing[])[]>;
  /** The member takes part for this organisation, which then takes part too; twice is once. */
  join(input: {
    readonly caseId: string;
    readonly memberId: string;
    readonly organisationId: string;
    readonly casushouder: boolean;
  }): Promise<void>;
  /** Who takes part is casushouder from and until these days, both included; null: no such day. */
  setHolder(
    caseId: string,
    memberId: string,
    organisationId: string,
    days: { readonly from: CivilDate | null; readonly until: CivilDate | null },
  ): Promise<void>;
  /** The member no longer takes part for this organisation. */
  leave(caseId: string, memberId: string, organisationId: string): Promise<void>;
  /** The organisation takes part, with nobody in person yet; twice is once. */
  addOrganisation(caseId: string, organisationId: string): Promise<void>;
  /** The organisation and everybody who takes part for it are out. */
  removeOrganisation(caseId: string, organisationId: string): Promise<void>;
  organisations(caseId: string): Promise<readonly Organisation[]>;
  /** Who takes part; `today` (Europe/Amsterdam) decides who is casushouder. */
  participants(caseId: string, today: CivilDate): Promise<readonly Participant[]>;
  /** Everything that the member takes part in, closed cases included. `today` decides whether as casushouder. */
  ofPerson(
    memberId: string,
    today: CivilDate,
  ): Promise<
    readonly {
      readonly caseId: string;
      readonly protocolId: string;
      readonly organisationId: string;
      readonly casushouder: boolean;
    }[]
  >;
  /** What was changed in a case, oldest first; what was only looked at is in the audit log. Erased lines are left out. */
  log(caseId: string): Promise<readonly CaseLogEntry[]>;
  /** Cases that are closed, oldest first. */
  closed(): Promise<readonly Case[]>;
  /** Removes the case with all that hangs on it, but not its lines in the log. */
  remove(caseId: string): Promise<void>;
  count(): Promise<number>;
}
