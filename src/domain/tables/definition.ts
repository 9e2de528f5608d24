/**
 * What the agreements say of a step at which organisations meet. Data only; `table.ts` reads it.
 */
import type { Party, RuleId, StepId } from '../protocol/definition.ts';

/** Who meets: the roles of the step. They may meet in two parts, the last one with the roles of another step. */
export interface TableDefinition {
  /** Who must be there: of each group at least one. Empty: the source does not say. */
  readonly always: readonly Party[];
  /** The step whose roles join for the last part alone; null: there is one part. */
  readonly lastPart: StepId | null;
  readonly rules: readonly RuleId[];
}
