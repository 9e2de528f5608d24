/** What the rights of a client need of storage, and no turn does: see storage/privacy.ts. */
import type { CivilDate, Instant } from '../../domain/calendar.ts';
import type { Case } from '../../domain/cases.ts';
import type { StoredAuditEntry } from './audit.ts';

/** What is stored of a case outside the case itself, its log and who takes part. */
export interface CaseSurroundings {
  /** The member who opened it. */
  readonly openedBy: string;
  /** The earliest day on which something is due. */
  readonly nextDue: CivilDate | null;
  /** The conversations that belong to it. */
  readonly channels: readonly {
    readonly conversationId: string;
    readonly linkedBy: string;
    readonly linkedAt: Instant;
  }[];
  /** Where it is the case at hand: `p:tenant:object` for a person's own chat, `c:id` for another conversation. */
  readonly atHand: readonly string[];
}

export interface PrivacyStore {
  surroundings(caseId: string): Promise<CaseSurroundings>;
  /** Reads a case; nobody else can change it before the transaction ends. Null: no such case. */
  lockByCode(code: string): Promise<Case | null>;
  /** The lines that say that a case was erased, oldest first. */
  erasures(): Promise<readonly StoredAuditEntry[]>;
}
