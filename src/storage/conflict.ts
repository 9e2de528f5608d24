/** Tells which database errors mean "try again": two transactions were in each other's way. */

// Prisma's write conflict, PostgreSQL's serialization failure and deadlock.
const AGAIN = new Set<unknown>(['P2034', '40001', '40P01', 'TransactionWriteConflict']);

/** True if the same transaction may succeed when it is run again from its beginning. */
export function isConflict(error: unknown): boolean {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth += 1) {
    const each = at as Record<string, unknown>;
    if ([each['code'], each['originalCode'], each['kind']].some((value) => AGAIN.has(value))) return true;
    const meta = each['meta'] as Record<string, unknown> | undefined;
    if (AGAIN.has(meta?.['code'])) return true;
    at = each['cause'] ?? meta?.['driverAdapterError'];
  }
  return false;
}
