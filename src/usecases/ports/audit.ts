/** The log of what was changed and of what was looked at. Lines are added, never changed; see storage/audit.ts. */
import type { Instant } from '../../domain/calendar.ts';

/** A line. `effect` holds what changed; for looking, what was looked at. No words that somebody typed to be refused. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Instant;
  /** Who did it or looked; null: Opstap itself, or who runs the command line. */
  readonly memberId: string | null;
  readonly behalfOf: string | null;
  readonly caseId: string | null;
  readonly type: string;
  readonly effect: Readonly<Record<string, unknown>>;
}

/** A line as it is stored. `effect` is null once its content was erased. */
export interface StoredAuditEntry extends Omit<AuditEntry, 'effect'> {
  readonly seq: number;
  readonly effect: Readonly<Record<string, unknown>> | null;
}

/** What is wrong with a line, or with the end of the log. */
export type AuditFault =
  /** Not as it was written: changed, moved, or put there past the chain. */
  | { readonly kind: 'changed'; readonly seq: number }
  /** Lines that are not there, the first and the last of them. */
  | { readonly kind: 'missing'; readonly seq: number; readonly until: number }
  /** The content is gone, and no later line says that the case was erased. */
  | { readonly kind: 'emptied'; readonly seq: number }
  /** The head remembers another last line than there is: the end was cut off, or added to past the chain. */
  | { readonly kind: 'cut_off'; readonly seq: number }
  /** The hash that was noted elsewhere is not in the log. */
  | { readonly kind: 'unknown_hash' };

export interface AuditVerdict {
  readonly lines: number;
  readonly erased: number;
  /** Of the last line, in hexadecimal: note it elsewhere, and a later check finds a log that was made anew. */
  readonly head: string;
  readonly faults: readonly AuditFault[];
}

export interface AuditStore {
  /** Adds the lines, those with an id that exists excepted. Resolves when they are stored. */
  add(entries: readonly AuditEntry[]): Promise<void>;
  /** All lines of a case, oldest first. */
  ofCase(caseId: string): Promise<readonly StoredAuditEntry[]>;
  /** Empties the content of the lines of a case; who, when and what kind stays. Answers how many. */
  eraseContent(caseId: string): Promise<number>;
  /** Walks the whole chain. `noted`: a head that must still be in it. */
  verify(noted: string | null): Promise<AuditVerdict>;
}
