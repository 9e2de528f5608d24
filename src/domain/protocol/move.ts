/**
 * What happens to a running case when it goes to another version of its protocol, before anybody decides on it.
 * Pure: the preview and the move are the same reckoning; storing it is for the use-case.
 */
import type { CivilDate, Instant } from '../calendar.ts';
import type { CaseState, Completion, NewEffect } from '../cases.ts';
import type { FactId, FactValue, Protocol, RuleId, Step, StepId } from './definition.ts';
import { evaluate, planOf, type Evaluation, type Plan, type StepStatus } from './evaluate.ts';
import { fits } from './step.ts';

/** Why a case cannot be moved. */
export type MoveRefusal =
  | { readonly kind: 'same_version' }
  | { readonly kind: 'closed' }
  /** The new version does not have the route of the case. */
  | { readonly kind: 'route_gone'; readonly route: string };

export interface MovePreview {
  /** Terms of steps that are still to be done, with another last day than before; null: no date. */
  readonly terms: readonly {
    readonly step: StepId;
    readonly rule: RuleId;
    readonly from: CivilDate | null;
    readonly to: CivilDate | null;
  }[];
  /** Steps with another status; null: the step is not in the route of that version. */
  readonly steps: readonly {
    readonly step: StepId;
    readonly from: StepStatus['status'] | null;
    readonly to: StepStatus['status'] | null;
  }[];
  /** Facts that the new version does not know, or not with this value. They are dropped. */
  readonly lostFacts: readonly { readonly fact: FactId; readonly value: FactValue }[];
  /** Finished steps that the new version does not know, or not with this outcome. They count as not done. */
  readonly lostCompletions: readonly Completion[];
  readonly state: CaseState;
  readonly before: Evaluation;
  readonly after: Evaluation;
  /** For the log of the case, without their ids. */
  readonly effects: readonly NewEffect[];
}

export type MoveResult =
  { readonly ok: true; readonly preview: MovePreview } | { readonly ok: false; readonly refusal: MoveRefusal };

/** What moving a case from its plan to `protocol` would bring about at `now`. */
export function previewMove(plan: Plan, protocol: Protocol, state: CaseState, now: Instant): MoveResult {
  const route = plan.route.id;
  if (plan.protocol.version === protocol.version) return { ok: false, refusal: { kind: 'same_version' } };
  if (state.closed) return { ok: false, refusal: { kind: 'closed' } };
  if (!Object.hasOwn(protocol.routes, route)) return { ok: false, refusal: { kind: 'route_gone', route } };
  const next = planOf(protocol, route);
  const lostFacts = Object.entries(state.facts)
    .filter(([id, value]) => !keepsFact(protocol, id, value))
    .map(([fact, value]) => ({ fact, value }));
  const lostCompletions = state.done.filter((completion) => !keepsCompletion(next, completion));
  const moved: CaseState = {
    ...state,
    facts: Object.fromEntries(Object.entries(state.facts).filter(([id, value]) => keepsFact(protocol, id, value))),
    done: state.done.filter((completion) => !lostCompletions.includes(completion)),
    ticked: ticksKept(next, state),
  };
  const [before, after] = [evaluate(plan, state, now), evaluate(next, moved, now)];
  const [terms, steps] = [movedTerms(before, after), movedSteps(before, after)];
  const effects: readonly NewEffect[] = [
    { type: 'moved', from: plan.protocol.version, to: protocol.version },
    ...lostFacts.map(({ fact, value }) => ({ type: 'fact_changed' as const, fact, from: value, to: null })),
    ...lostCompletions.map(({ step }) => ({ type: 'step_undone' as const, step })),
    ...steps.filter((each) => each.to === 'open').map(({ step }) => ({ type: 'step_opened' as const, step })),
    ...terms.map(({ step, from, to }) => ({ type: 'term_moved' as const, step, from, to })),
  ];
  return { ok: true, preview: { terms, steps, lostFacts, lostCompletions, state: moved, before, after, effects } };
}

function keepsFact(protocol: Protocol, id: FactId, value: FactValue): boolean {
  const fact = Object.hasOwn(protocol.facts, id) ? protocol.facts[id] : undefined;
  return fact !== undefined && fits(fact, value);
}

// A step that now asks for an outcome was not answered by one that had none: nothing could follow from it.
function keepsCompletion(plan: Plan, { step: stepId, outcome }: Completion): boolean {
  const step = plan.steps.get(stepId);
  if (!step) return false;
  return outcome === null ? step.outcomes.length === 0 : step.outcomes.some((each) => each.id === outcome);
}

function ticksKept(plan: Plan, state: CaseState): CaseState['ticked'] {
  const kept = Object.entries(state.ticked).flatMap(([stepId, ticks]) => {
    const tasks = plan.steps.get(stepId)?.tasks.map((task) => task.id) ?? [];
    const known = ticks.filter((tick) => tasks.includes(tick));
    return known.length > 0 ? [[stepId, known] as const] : [];
  });
  return Object.fromEntries(kept);
}

const ABOUT = new Set<StepStatus['status']>(['open', 'upcoming', 'blocked']);

function movedTerms(before: Evaluation, after: Evaluation): MovePreview['terms'] {
  const was = new Map(before.steps.map((status) => [status.step.id, status]));
  return after.steps.flatMap((status) => {
    const old = was.get(status.step.id);
    if (!old || !ABOUT.has(status.status) || !ABOUT.has(old.status)) return [];
    const [froms, tos] = [datesOf(old), datesOf(status)];
    return [...new Set([...froms.keys(), ...tos.keys()])]
      .map((rule) => ({ step: status.step.id, rule, from: froms.get(rule) ?? null, to: tos.get(rule) ?? null }))
      .filter((term) => term.from !== term.to);
  });
}

// By the rule that a term carries out; of two with one rule the one that binds most.
function datesOf(status: StepStatus): ReadonlyMap<RuleId, CivilDate | null> {
  return new Map(status.terms.toReversed().map((term) => [term.rule, term.by]));
}

function movedSteps(before: Evaluation, after: Evaluation): MovePreview['steps'] {
  const [was, is] = [statusesOf(before), statusesOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((step) => ({ step, from: was.get(step) ?? null, to: is.get(step) ?? null }))
    .filter((change) => change.from !== change.to);
}

const statusesOf = (evaluation: Evaluation): ReadonlyMap<Step['id'], StepStatus['status']> =>
  new Map(evaluation.steps.map((status) => [status.step.id, status.status]));
