/**
 * What a reader is shown of a decision. Made for one reader or for everybody in a conversation; reasons never reach a
 * landlord or a group. Whether the step itself may be seen is decided before.
 */
import { CASE_POLICY, type Position } from '../access.ts';
import type { Step } from '../protocol/definition.ts';
import type { StoredDecision } from './records.ts';

/** A decision as far as it may be seen. */
export interface SeenDecision {
  readonly record: Omit<StoredDecision, 'reasons' | 'outcome' | 'agreements' | 'supersedes'>;
  readonly step: Step;
  /** Undefined: not for this reader. */
  readonly outcome: string | null | undefined;
  readonly reasons: string | null;
  /** Roles that agreed, and whether they did so themselves; else by name who heard it too, null where nobody is named. */
  readonly agreed: readonly { readonly role: string; readonly self: boolean; readonly witness: string | null }[];
  readonly supersedes: { readonly number: number; readonly why: string | null } | null;
  /** This reader may put another one in its place. */
  readonly changeable: boolean;
}

/**
 * The decision as this reader may see it; `along`: everybody who reads along, null where nobody does. A landlord sees
 * what it decides on itself, also in a group. `nameOf`: the name of a member.
 */
export function seenDecision(
  stored: StoredDecision,
  step: Step,
  who: Position,
  along: readonly Position[] | null,
  nameOf: (memberId: string) => string,
): SeenDecision {
  const { reasons, outcome, agreements, supersedes, ...record } = stored;
  const why = along === null && CASE_POLICY.see_reasons(who, step);
  const decides = [who, ...(along ?? [])].every((each) => CASE_POLICY.decide(each, step) || !each.landlord);
  return {
    ...{ record, step, outcome: decides ? outcome : undefined, reasons: why ? reasons : null },
    agreed: decides
      ? agreements
          .filter((each) => each.agrees)
          .map(({ role, memberId, witnessId }) => ({
            ...{ role, self: memberId !== null, witness: witnessId === null ? null : nameOf(witnessId) },
          }))
      : [],
    supersedes: supersedes && { number: supersedes.number, why: why ? supersedes.why : null },
    changeable: along === null && stored.supersededBy === null && !stored.withdrawn && CASE_POLICY.decide(who, step),
  };
}
