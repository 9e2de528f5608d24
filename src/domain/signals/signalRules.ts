/**
 * To whom the agreements of a region want signals to go. Read from the protocol's file; decides nothing.
 */
import type { RoleId, RuleId } from '../protocol/definition.ts';

/** To whom signals go, beside the casushouder and who reports back. */
export interface SignalRules {
  /** Whom the agreements name, by kinds of signal (see `signals/signal.ts`). */
  readonly told: readonly {
    readonly kinds: readonly string[];
    readonly roles: readonly RoleId[];
    readonly rules: readonly RuleId[];
  }[];
  /** Who gets them where there is no casushouder; empty: not stated. */
  readonly fallback: { readonly roles: readonly RoleId[]; readonly rules: readonly RuleId[] };
}
