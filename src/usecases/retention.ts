/**
 * Erases closed cases that have been kept long enough. What will go is looked at first and is exactly what goes then.
 */
import { POLICY } from '../domain/access.ts';
import { retentionPlan, type RetentionRow, type RetentionTerms } from '../domain/retention.ts';
import { eraseAfterTerm } from './eraseCase.ts';
import type { By, Deps } from './ports.ts';
import { todayOf } from './readCase.ts';

export type RetentionPlanResult =
  { readonly kind: 'plan'; readonly rows: readonly RetentionRow[] } | { readonly kind: 'forbidden' };

export interface CarriedOut {
  readonly kind: 'carried_out';
  /** Those that were erased, in the order of the plan. */
  readonly erased: readonly RetentionRow[];
  /** Those that somebody opened again or erased since the plan was made. */
  readonly passedOver: readonly RetentionRow[];
}

/** The cases that would go today, in order. Changes nothing. */
export async function planRetention(deps: Deps, terms: RetentionTerms, by: By): Promise<RetentionPlanResult> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  const closed = await deps.uow.stores.cases.closed();
  const cases = await Promise.all(
    closed.map(async (each) => ({ case: each, protocol: await deps.protocols.ofCase(each) })),
  );
  return { kind: 'plan', rows: retentionPlan(cases, terms, todayOf(deps)) };
}

/** Erases the cases of the plan, each in a transaction of its own: should one fail, those before it are gone for good. */
export async function carryOutRetention(
  deps: Deps,
  rows: readonly RetentionRow[],
  by: By,
): Promise<CarriedOut | { readonly kind: 'forbidden' }> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  const erased: RetentionRow[] = [];
  const passedOver: RetentionRow[] = [];
  for (const row of rows) ((await eraseAfterTerm(deps, row, by)) ? erased : passedOver).push(row);
  return { kind: 'carried_out', erased, passedOver };
}
