/**
 * What the engine would say of a case that is only described, never stored: nothing is read or written here.
 * Gives structure; the words are for who shows it.
 */
import type { CivilDate, Instant } from '../domain/calendar.ts';
import type { CaseState } from '../domain/cases.ts';
import { factsOf, holds, stepsOf } from '../domain/protocol/conditions.ts';
import type { Condition, Note, RoleId, Sharing, StepId, TermKind } from '../domain/protocol/definition.ts';
import { evaluate, type Evaluation, type Plan, type StepStatus } from '../domain/protocol/evaluate.ts';
import type { DatedTerm } from '../domain/protocol/terms.ts';
import { viewAs } from '../domain/protocol/view.ts';

export interface SimulationInput {
  readonly plan: Plan;
  readonly state: CaseState;
  readonly now: Instant;
  /** Limits the answer to what these roles may see; null: no limit. */
  readonly as: readonly RoleId[] | null;
  /** Finished steps for which no outcome was given, so that the ordinary one was taken. */
  readonly assumed: readonly { readonly step: StepId; readonly outcome: string }[];
}

export type Warning =
  | { readonly kind: 'overdue' | 'target_passed' | 'effort_passed'; readonly step: StepId; readonly term: DatedTerm }
  /** The term was counted from a second choice, since its first anchor is unknown. */
  | { readonly kind: 'anchor_assumed'; readonly step: StepId; readonly term: DatedTerm }
  | { readonly kind: 'outcome_assumed'; readonly step: StepId; readonly outcome: string }
  | { readonly kind: 'hold'; readonly effect: Note | null }
  | { readonly kind: 'ending'; readonly ending: string }
  | { readonly kind: 'future'; readonly step: StepId; readonly on: CivilDate }
  | { readonly kind: 'not_startable'; readonly condition: Condition };

export interface Repeat {
  readonly status: StepStatus;
  /** The next occurrence; null while its anchor is unknown. */
  readonly next: DatedTerm | null;
}

export interface Simulation {
  readonly evaluation: Evaluation;
  readonly open: readonly StepStatus[];
  readonly upcoming: readonly StepStatus[];
  /** Every step of this case that is not finished and not open; those that come next are among them. */
  readonly blocked: readonly StepStatus[];
  readonly recurring: readonly Repeat[];
  readonly warnings: readonly Warning[];
  readonly sharing: readonly { readonly step: StepId; readonly share: Sharing }[];
}

/** Where the described case stands. */
export function simulate(input: SimulationInput): Simulation {
  const whole = evaluate(input.plan, input.state, input.now);
  const evaluation = input.as === null ? whole : viewAs(whole, input.as);
  const open = evaluation.steps.filter((status) => status.status === 'open');
  return {
    evaluation,
    open,
    upcoming: evaluation.steps.filter((status) => status.status === 'upcoming'),
    blocked: evaluation.steps.filter((status) => status.status === 'upcoming' || status.status === 'blocked'),
    recurring: open.flatMap(repeatOf),
    warnings: warningsOf(input, evaluation),
    sharing: open.flatMap(({ step }) => step.sharing.map((share) => ({ step: step.id, share }))),
  };
}

const BINDING: Record<TermKind, number> = { hard: 0, effort: 1, target: 2 };

/** The term that binds most: hard before effort before target, then the earliest. Null without a dated one. */
export function mostBinding(terms: readonly DatedTerm[]): DatedTerm | null {
  const dated = terms.filter((term) => term.by !== null);
  dated.sort((a, b) => BINDING[a.kind] - BINDING[b.kind] || (a.by ?? '').localeCompare(b.by ?? ''));
  return dated[0] ?? null;
}

/** True if a hard term has passed: the other kinds are never a breach. */
export function isOverdue(terms: readonly DatedTerm[]): boolean {
  return terms.some((term) => term.kind === 'hard' && isPast(term));
}

const isPast = (term: DatedTerm): boolean => term.daysLeft !== null && term.daysLeft < 0;

// The engine puts the next occurrence before the step's own terms; past the end of the repeats there is none.
function repeatOf(status: StepStatus): readonly Repeat[] {
  const { step, terms } = status;
  const [next] = terms;
  if (step.recurrence === null || !next || terms.length === step.terms.length) return [];
  return [{ status, next: next.by === null ? null : next }];
}

function warningsOf(input: SimulationInput, evaluation: Evaluation): readonly Warning[] {
  const { plan, state, as } = input;
  const visible = new Set(evaluation.steps.map((status) => status.step.id));
  const future = state.done.filter((done) => done.on > evaluation.today && visible.has(done.step));
  return [
    ...holdWarnings(plan, evaluation),
    ...(evaluation.ending === null ? [] : [{ kind: 'ending' as const, ending: evaluation.ending }]),
    ...startWarnings(plan, evaluation, as === null ? null : visible),
    ...evaluation.steps.flatMap(termWarnings),
    ...input.assumed
      .filter(({ step }) => visible.has(step))
      .map((each) => ({ kind: 'outcome_assumed' as const, ...each })),
    ...future.map((done) => ({ kind: 'future' as const, step: done.step, on: done.on })),
  ];
}

function holdWarnings(plan: Plan, evaluation: Evaluation): readonly Warning[] {
  if (!evaluation.onHold) return [];
  const { effects } = plan.route.hold;
  return effects.length === 0
    ? [{ kind: 'hold', effect: null }]
    : effects.map((effect) => ({ kind: 'hold' as const, effect }));
}

// Limited sight hides whether the route fits, unless all that decides it is in sight.
function startWarnings(plan: Plan, evaluation: Evaluation, visible: ReadonlySet<StepId> | null): readonly Warning[] {
  const { startsIf } = plan.route;
  if (startsIf === null || holds(startsIf, evaluation.known) === true) return [];
  const inSight =
    visible === null ||
    (factsOf(startsIf).every((fact) => evaluation.known.facts[fact] !== undefined) &&
      stepsOf(startsIf).every((step) => visible.has(step)));
  return inSight ? [{ kind: 'not_startable', condition: startsIf }] : [];
}

const PASSED = { hard: 'overdue', target: 'target_passed', effort: 'effort_passed' } as const;

function termWarnings(status: StepStatus): readonly Warning[] {
  // A hold stops the work, not the calendar.
  const waitsOnlyForHold = status.status === 'blocked' && status.because.every((reason) => reason.kind === 'hold');
  if (status.status !== 'open' && status.status !== 'upcoming' && !waitsOnlyForHold) return [];
  const step = status.step.id;
  return status.terms.flatMap((term): Warning[] => [
    ...(isPast(term) ? [{ kind: PASSED[term.kind], step, term }] : []),
    ...(term.by !== null && term.waitsFor !== null ? [{ kind: 'anchor_assumed' as const, step, term }] : []),
  ]);
}
