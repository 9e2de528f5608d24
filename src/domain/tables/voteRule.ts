/**
 * Whether a table may vote on a step, and if not, why not and who decides instead: from the protocol, with its source.
 * Never lets a vote be held where the agreements know none.
 */
import type { Decision, Note, Step } from '../protocol/definition.ts';

export type VoteRule =
  | { readonly kind: 'vote'; readonly decision: Decision; readonly readings: readonly Note[] }
  /** Decided in another way. */
  | { readonly kind: 'other_way'; readonly decision: Decision }
  /** The agreements do not say how it is decided; `notes` says so in their words. */
  | { readonly kind: 'not_stated'; readonly notes: readonly Note[] };

/** The rule of the step. Of its notes, those that say how to read the rule stand beside it. */
export function voteRuleOf(step: Step): VoteRule {
  const { decision } = step;
  const open = step.notes.filter((note) => note.kind === 'not_stated' || note.kind === 'reading');
  if (decision?.kind === 'majority') return { kind: 'vote', decision, readings: open };
  if (decision) return { kind: 'other_way', decision };
  return { kind: 'not_stated', notes: open };
}
