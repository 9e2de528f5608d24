/**
 * Says why a step is where it is: what holds it up, and what has been met already.
 * Structured reasons only; the words are for the presenters.
 */
import type { CivilDate } from '../calendar.ts';
import { factsOf, holds, stepsOf } from './conditions.ts';
import type { Condition, Gate, StepId } from './definition.ts';
import { repeats, type Evaluation, type Reason, type StepStatus } from './evaluate.ts';
import { offsetDate } from './terms.ts';

/** Something that the step waited for and that no longer stands in its way. */
export type Met =
  | { readonly kind: 'done'; readonly step: StepId; readonly on: CivilDate; readonly outcome: string | null }
  /** The step before it does not belong to this case. */
  | { readonly kind: 'skipped'; readonly step: StepId }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'opened'; readonly on: CivilDate };

export interface Explanation {
  readonly status: StepStatus['status'];
  readonly because: readonly Reason[];
  readonly met: readonly Met[];
}

/** Why the step has its status; null for a step that is not in the evaluation. */
export function explainStep(evaluation: Evaluation, stepId: StepId): Explanation | null {
  const status = evaluation.steps.find((each) => each.step.id === stepId);
  if (!status) return null;
  const { step, because } = status;
  const { known, today } = evaluation;
  const opens = step.opens === null ? null : offsetDate(step.opens, known);
  const met: Met[] = [
    ...parts(step.applies, evaluation),
    ...step.after.flatMap((gate) => metGate(evaluation, gate, because)),
    ...parts(step.provided, evaluation),
    ...(opens !== null && opens <= today ? [{ kind: 'opened' as const, on: opens }] : []),
  ];
  return { status: status.status, because, met };
}

function metGate(evaluation: Evaluation, gate: Gate, because: readonly Reason[]): readonly Met[] {
  const before = evaluation.plan.steps.get(gate.step);
  if (!before) return [];
  if (because.some((reason) => 'step' in reason && reason.step === gate.step)) return [];
  const last = evaluation.known.done.get(gate.step);
  if (last && !repeats(before, last)) return [{ kind: 'done', step: gate.step, on: last.on, outcome: last.outcome }];
  const skipped = holds(before.applies, evaluation.known) === false && isTold(before.applies, evaluation);
  return skipped && isShown(gate.step, evaluation) ? [{ kind: 'skipped', step: gate.step }] : [];
}

// The parts of a condition that hold: of "all" each one, of "any" those that made it true.
function parts(condition: Condition | null, evaluation: Evaluation): readonly Met[] {
  if (condition === null || holds(condition, evaluation.known) !== true) return [];
  if (condition.kind === 'all' || condition.kind === 'any') {
    return condition.of.flatMap((part) => parts(part, evaluation));
  }
  return isTold(condition, evaluation) ? [{ kind: 'condition', condition }] : [];
}

// In a view, what is not there may be hidden: "not done" and "not known" would then be untrue, and name what is hidden.
const isTold = (condition: Condition | null, evaluation: Evaluation): boolean =>
  condition === null ||
  (factsOf(condition).every((fact) => evaluation.known.facts[fact] !== undefined) &&
    stepsOf(condition).every((step) => isShown(step, evaluation)));

const isShown = (step: StepId, { steps }: Evaluation): boolean => steps.some((each) => each.step.id === step);
