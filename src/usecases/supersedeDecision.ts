/**
 * Puts another decision in the place of one, or takes it back: the old one stays as it was, the new one says why. The
 * step follows: it gets the new outcome, or is open again.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { Refusal } from '../domain/cases.ts';
import type { NewDecision, StoredDecision } from '../domain/decisions/records.ts';
import { decisionRefused, LONGEST_REASONS, type DecisionRefusal } from '../domain/decisions/ways.ts';
import { carryOut, type Kept, type NewEvent } from './changeCase.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, type CaseView } from './readCase.ts';
import { register, type DecisionResult } from './recordDecision.ts';

export type SupersedeResult =
  | Exclude<DecisionResult, { readonly kind: 'refused' }>
  | {
      readonly kind: 'refused';
      readonly view: CaseView;
      readonly refusal: Refusal | DecisionRefusal | { readonly kind: 'why_missing' | 'superseded_already' };
    };

/** What takes the place of the decision; null: nothing, it is taken back and the step is open again. */
type Change = Pick<NewDecision, 'outcome' | 'on' | 'reasons' | 'agreements' | 'reviewOn'> | null;

/** Supersedes the decision on the case as the member saw it (`seenVersion`). */
export async function supersedeDecision(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly seenVersion: number;
    readonly decisionId: string;
    readonly change: Change;
    readonly why: string;
    readonly member: Member;
    readonly kept?: Kept | null;
  },
): Promise<SupersedeResult> {
  const view = await readCase(deps, input.caseId, input.member);
  const old = view && (await deps.uow.stores.decisions.byId(input.decisionId));
  if (!view || old?.caseId !== view.case.id) return { kind: 'no_case' };
  const step = view.plan.steps.get(old.step);
  if (!step || !CASE_POLICY.decide(view.who, step)) return { kind: 'forbidden', view };
  if (old.supersededBy !== null || old.withdrawn)
    return { kind: 'refused', view, refusal: { kind: 'superseded_already' } };
  if (view.case.version !== input.seenVersion) return { kind: 'stale', view };
  const why = input.why.trim();
  if (why === '' || why.length > LONGEST_REASONS) return { kind: 'refused', view, refusal: { kind: 'why_missing' } };
  const now = deps.clock.now();
  const decision = decisionOf(old, input.change, why);
  const undone = carryOut(view, [{ type: 'undo_step', step: old.step }], now);
  const done = sameStep(old, input.change) ? carryOut(view, [], now) : carryOut(view, eventsOf(old, input.change), now);
  // What it follows from is judged as if it had not been decided yet.
  const known = (undone.ok ? undone.after : view.evaluation).known;
  const refusal = done.ok ? input.change && decisionRefused(step, known, decision) : done.refusal;
  if (!done.ok || refusal) return { kind: 'refused', view, refusal: refusal as Refusal | DecisionRefusal };
  const place = { supersedes: { id: old.id, number: old.number, why }, withdrawn: input.change === null };
  const result = await deps.uow.transaction((tx) => register(deps, tx, view, input, { ...done, now }, decision, place));
  if (result.kind !== 'stale') return result;
  const fresh = await readCase(deps, input.caseId, input.member);
  return fresh ? { kind: 'stale', view: fresh } : { kind: 'no_case' };
}

// Only the words change: the step stays as it is, whatever came after it.
const sameStep = (old: StoredDecision, change: Change): boolean =>
  change !== null && change.outcome === old.outcome && change.on === old.on;

const eventsOf = ({ step, tasks }: StoredDecision, change: Change): readonly NewEvent[] => [
  { type: 'undo_step', step },
  ...(change ? [{ type: 'complete_step' as const, step, tasks, on: change.on, outcome: change.outcome }] : []),
];

function decisionOf(old: StoredDecision, change: Change, why: string): NewDecision {
  const { step, tasks, meetingId, vote, on, outcome, agreements } = old;
  const same = { step, tasks, meetingId, vote };
  return change ? { ...same, ...change } : { ...same, on, outcome, agreements, reasons: why, reviewOn: null };
}
