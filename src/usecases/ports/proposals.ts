/** Decisions that wait for the parties to agree by a press of their own. */
import type { Proposal } from '../../domain/decisions/proposal.ts';

export interface ProposalStore {
  byId(id: string): Promise<Proposal | null>;
  /** Reads one; nobody else can change it before the transaction ends. Null: no such proposal. */
  lock(id: string): Promise<Proposal | null>;
  add(proposal: Proposal): Promise<void>;
  /** Stores it as it is now, one version further; only for who holds it by `lock`. */
  save(proposal: Proposal): Promise<Proposal>;
  /** All of a case, oldest first. */
  ofCase(caseId: string): Promise<readonly Proposal[]>;
}
