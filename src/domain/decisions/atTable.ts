/**
 * What a table asks of a decision on what is before it, beside the rule of the step: who must be there is, and what is
 * noted as said by another was heard by a third. Pure; who is there is worked out in `tables/rollCall.ts`.
 */
import type { Party } from '../protocol/definition.ts';
import type { Agreement } from './records.ts';
import type { DecisionRefusal } from './ways.ts';

/** The table as a decision meets it. */
export interface DecidingTable {
  /** Who must be there and is not: of each group its roles. */
  readonly missing: readonly Party[];
  /** The members who are invited. */
  readonly invited: readonly string[];
}

/** Members who can bear witness to what `by` records. */
export const witnessesAt = ({ invited }: Pick<DecidingTable, 'invited'>, by: string): readonly string[] =>
  [...new Set(invited)].filter((id) => id !== by);

/** What is in the way of a decision that `by` records there; null: nothing. */
export function refusedAtTable(
  table: DecidingTable,
  agreements: readonly Agreement[],
  by: string,
): DecisionRefusal | null {
  if (table.missing.length > 0) return { kind: 'not_there', missing: table.missing };
  const others = witnessesAt(table, by);
  // Where nobody else at the table has Opstap there is nobody to name.
  if (others.length === 0) return null;
  const noted = agreements.filter(({ memberId }) => memberId === null);
  return noted.every(({ witnessId }) => witnessId !== null && others.includes(witnessId))
    ? null
    : { kind: 'witness_missing' };
}
