/**
 * Which closed cases have been kept long enough. Pure: the terms and today come in as arguments; erasing is elsewhere.
 */
import { civilDateOf, shift, type CivilDate, type Duration, type Instant } from './calendar.ts';
import type { Case } from './cases.ts';
import type { Protocol } from './protocol/definition.ts';

/** How a case ended, as far as it matters for how long it is kept. */
export type EndingKind = 'goal' | 'otherwise' | 'never_admitted';

/** How long a case is kept after it was closed. A setting of whoever runs Opstap: no protocol states it. */
export interface RetentionTerms {
  readonly after: Readonly<Record<EndingKind, Duration>>;
  /** Ids of endings that mean that the client was never admitted. */
  readonly neverAdmitted: readonly string[];
  /** True once the organisation that runs Opstap has said that these are its terms. */
  readonly confirmed: boolean;
}

/** A case that has been kept long enough. */
export interface RetentionRow {
  readonly caseId: string;
  readonly code: string;
  readonly ending: EndingKind;
  /** The moment of closing: a case that is opened and closed again in the meantime begins anew. */
  readonly closedAt: Instant;
  readonly closedOn: CivilDate;
  /** The last day on which it is kept. */
  readonly keptUntil: CivilDate;
}

/** The closed cases whose last day is behind us, the longest past first. Cases that are not closed are never in it. */
export function retentionPlan(
  cases: readonly { readonly case: Case; readonly protocol: Protocol }[],
  terms: RetentionTerms,
  today: CivilDate,
): readonly RetentionRow[] {
  return cases
    .flatMap((each) => rowOf(each.case, each.protocol, terms))
    .filter((row) => row.keptUntil < today)
    .toSorted((a, b) => compare(a.keptUntil, b.keptUntil) || compare(a.code, b.code));
}

function rowOf({ id, code, state }: Case, protocol: Protocol, terms: RetentionTerms): readonly RetentionRow[] {
  if (!state.closed) return [];
  const { at, ending: endingId } = state.closed;
  const ending = endingKind(protocol, endingId, terms);
  const closedOn = civilDateOf(at);
  const keptUntil = shift(closedOn, terms.after[ending], 'after');
  return [{ caseId: id, code, ending, closedAt: at, closedOn, keptUntil }];
}

function endingKind(protocol: Protocol, ending: string, terms: RetentionTerms): EndingKind {
  if (terms.neverAdmitted.includes(ending)) return 'never_admitted';
  return protocol.endings[ending]?.goal ? 'goal' : 'otherwise';
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
