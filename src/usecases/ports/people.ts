/** The professionals who may use the bot, and the organisations that they work for. Clients are never here. */
import type { CivilDate } from '../../domain/calendar.ts';
import type { Absence, Membership, Organisation } from '../../domain/people.ts';
import type { Lang } from '../../shared/lang.ts';

/** A person who may use the bot, known by tenant and Entra object id. */
export interface Member {
  readonly id: string;
  readonly tenantId: string;
  readonly objectId: string;
  readonly displayName: string | null;
  readonly memberships: readonly Membership[];
  /** Chosen by the person; null: follow the locale of the client. */
  readonly lang: Lang | null;
  /** Grows by one with each change of tasks. */
  readonly version: number;
  /** The day on which they left; null: they are here. */
  readonly leftOn: CivilDate | null;
  readonly away: Absence | null;
}

export interface MemberStore {
  /** The member with these ids, also one who has left; null: nobody we know. */
  find(tenantId: string, objectId: string): Promise<Member | null>;
  byId(id: string): Promise<Member | null>;
  /** Everybody, by tenant and object id. */
  all(): Promise<readonly Member[]>;
  /** Those who coordinate in the region, for any organisation. */
  coordinators(region: string): Promise<readonly Member[]>;
  /**
   * Creates the member (`expectedVersion` null), or replaces name and memberships and lets them in again, if the member
   * still has that version. Null: somebody was first, and nothing was stored.
   */
  put(
    person: {
      readonly tenantId: string;
      readonly objectId: string;
      readonly displayName: string | null;
      readonly memberships: readonly {
        readonly organisationId: string;
        readonly roles: readonly string[];
        readonly functions: readonly string[];
      }[];
    },
    expectedVersion: number | null,
  ): Promise<Member | null>;
  setLang(memberId: string, lang: Lang): Promise<void>;
  /** The address for a mail that says only that something waits; null: none, so nothing is mailed. */
  emailOf(memberId: string): Promise<string | null>;
  setEmail(memberId: string, email: string | null): Promise<void>;
  setAway(memberId: string, away: Absence | null): Promise<void>;
  /** From this day on the member has no tasks and no part in any case; name and ids stay for the log. */
  leave(memberId: string, on: CivilDate): Promise<void>;
  /** The member takes part in no case for this organisation any more. */
  leaveOrganisation(memberId: string, organisationId: string): Promise<void>;
  /**
   * Whatever the member took part in for the organisation (null: for each) is the successor's, for the same one.
   * Answers the ids of the cases.
   */
  replace(memberId: string, successorId: string, organisationId: string | null): Promise<readonly string[]>;
}

export interface OrganisationStore {
  all(): Promise<readonly Organisation[]>;
  /** Creates the organisation, or corrects the kind of the one with this name in this region. */
  put(organisation: Omit<Organisation, 'id'>): Promise<Organisation>;
  /** Everybody who works for it and has not left. */
  members(organisationId: string): Promise<readonly Member[]>;
}
