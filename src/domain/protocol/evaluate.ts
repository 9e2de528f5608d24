/**
 * Says where a case stands: which steps are open, which come next, what holds the others up, by when.
 * Pure: the same protocol, state and moment always give the same answer.
 */
import { civilDateOf, type CivilDate, type Instant } from '../calendar.ts';
import type { CaseState, Completion } from '../cases.ts';
import { factsMissing, holds, type Knowledge } from './conditions.ts';
import type { Condition, FactId, Gate, Protocol, Route, Step, StepId, Task } from './definition.ts';
import { missingFacts, type MissingFact } from './missing.ts';
import { datedTerm, nextOccurrence, offsetDate, type DatedTerm } from './terms.ts';

/** A protocol with the route that a case follows. */
export interface Plan {
  readonly protocol: Protocol;
  readonly route: Route;
  readonly steps: ReadonlyMap<StepId, Step>;
}

/** Why a step is not open. */
export type Reason =
  | { readonly kind: 'waits_for'; readonly step: StepId }
  | { readonly kind: 'outcome'; readonly step: StepId; readonly outcome: string | null }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'opens'; readonly on: CivilDate }
  /** Whether the step belongs to the case, or may open, hangs on these facts. */
  | { readonly kind: 'unknown'; readonly facts: readonly FactId[] }
  | { readonly kind: 'hold' }
  | { readonly kind: 'closed' }
  /** Something that is not for this reader; only in a view. */
  | { readonly kind: 'hidden' };

export interface StepStatus {
  readonly step: Step;
  /** `ended`: no longer offered. `not_applicable`: does not belong to this case. */
  readonly status: 'open' | 'upcoming' | 'blocked' | 'done' | 'ended' | 'not_applicable';
  /** What holds the step up; empty for an open one. */
  readonly because: readonly Reason[];
  /** Facts that must be given before the step can be finished. */
  readonly needs: readonly FactId[];
  /** The most binding first; for a recurring step its next occurrence. */
  readonly terms: readonly DatedTerm[];
  /** The tasks that apply to this case. */
  readonly tasks: readonly Task[];
  readonly ticked: readonly string[];
  /** The last completion, also of a step that stays open. */
  readonly last: Completion | null;
}

export interface Evaluation {
  readonly plan: Plan;
  readonly today: CivilDate;
  readonly known: Knowledge;
  /** All steps of the route in the order of the source. */
  readonly steps: readonly StepStatus[];
  readonly missingFacts: readonly MissingFact[];
  /** The ending that an outcome has led to; null while the case goes on. */
  readonly ending: string | null;
  readonly onHold: boolean;
  readonly closed: boolean;
}

const plans = new WeakMap<Route, Plan>();

/** The plan of a route. Throws a RangeError for a route that the protocol does not have. */
export function planOf(protocol: Protocol, routeId: string): Plan {
  const route = Object.hasOwn(protocol.routes, routeId) ? protocol.routes[routeId] : undefined;
  if (!route) throw new RangeError(`Protocol ${protocol.id} has no route ${routeId}`);
  let plan = plans.get(route);
  if (plan?.protocol !== protocol) {
    plan = { protocol, route, steps: new Map(route.steps.map((step) => [step.id, step])) };
    plans.set(route, plan);
  }
  return plan;
}

/** What is known of a case: the facts given, completed with the dates that finished steps fix. */
export function knowledgeOf(plan: Plan, state: CaseState): Knowledge {
  const facts = { ...state.facts };
  const done = new Map<StepId, Completion>();
  const finished = new Map<StepId, Completion>();
  for (const completion of state.done) {
    const step = plan.steps.get(completion.step);
    done.set(completion.step, completion);
    if (!step || repeats(step, completion)) continue;
    finished.set(completion.step, completion);
    if (step.records && state.facts[step.records] === undefined) facts[step.records] = completion.on;
  }
  return { facts, done, finished };
}

/** True for an outcome that leaves the step unfinished, such as an incomplete form. */
export function repeats(step: Step, completion: Completion): boolean {
  return step.outcomes.some((outcome) => outcome.id === completion.outcome && outcome.repeats);
}

/** Where the case stands at `now`. */
export function evaluate(plan: Plan, state: CaseState, now: Instant): Evaluation {
  const today = civilDateOf(now);
  const known = knowledgeOf(plan, state);
  const reader = { plan, state, known, today };
  const open = new Set<StepId>();
  const first = plan.route.steps.map((step) => statusOf(reader, step));
  for (const status of first) if (status.status === 'open') open.add(status.step.id);
  const steps = first.map((status) => (comesNext(status, open) ? { ...status, status: 'upcoming' as const } : status));
  return {
    plan,
    today,
    known,
    steps,
    missingFacts: missingFacts(plan.protocol, steps),
    ending: endingOf(plan, known),
    onHold: state.hold !== null,
    closed: state.closed !== null,
  };
}

interface Reader {
  readonly plan: Plan;
  readonly state: CaseState;
  readonly known: Knowledge;
  readonly today: CivilDate;
}

function statusOf(reader: Reader, step: Step): StepStatus {
  const { state, known } = reader;
  const last = known.done.get(step.id) ?? null;
  const tasks = tasksOf(step, known);
  const ticked = state.ticked[step.id] ?? NONE;
  const settled = settledOf(reader, step, last);
  if (settled !== null) return { step, status: settled, because: NONE, needs: NONE, terms: NONE, tasks, ticked, last };
  // A step of which it is not known whether it belongs to the case is asked about, never offered.
  const own = factsMissing(step.applies, known);
  const because: Reason[] = own.length > 0 ? [{ kind: 'unknown', facts: own }] : [];
  const others = [...gather(reader, step, because), ...consentsMissing(step, known)];
  // What a step that waits for others will need is asked when its turn comes; what waits only for its day, now.
  const all = others.length > 0 && onlyItsMoment(step, because);
  return {
    step,
    status: because.length === 0 ? 'open' : 'blocked',
    because,
    needs: all ? [...new Set([...own, ...others])] : own,
    terms: termsOf(reader, step),
    tasks,
    ticked,
    last,
  };
}

// One empty list for all: a sweep over many cases should not make thousands.
const NONE: readonly never[] = [];

function tasksOf(step: Step, known: Knowledge): readonly Task[] {
  if (step.tasks.every((task) => task.applies === null)) return step.tasks;
  return step.tasks.filter((task) => holds(task.applies, known) === true);
}

/** The status of a step that nothing more is expected of; null for one that is still to be done. */
function settledOf(reader: Reader, step: Step, last: Completion | null): StepStatus['status'] | null {
  const { known, today } = reader;
  if (last !== null && isFinished(step, last)) return 'done';
  if (holds(step.applies, known) === false) return 'not_applicable';
  if (step.until !== null && holds(step.until, known) === true) return 'ended';
  const closes = step.closes === null ? null : offsetDate(step.closes, known);
  return closes !== null && today > closes ? 'ended' : null;
}

function isFinished(step: Step, last: Completion): boolean {
  if (step.mode === 'recurring' || step.mode === 'on_demand') return false;
  return !repeats(step, last);
}

/** True if nothing but the moment on which the step opens is in the way. */
export function onlyItsMoment(step: Step, because: readonly Reason[]): boolean {
  return because.every(
    (reason) => reason.kind === 'opens' || (reason.kind === 'unknown' && reason.facts === step.opens?.anchors),
  );
}

// Adds what holds the step up, and answers the facts that its gates and conditions still need.
function gather(reader: Reader, step: Step, because: Reason[]): readonly FactId[] {
  const { state, known, today } = reader;
  let needs = factsMissing(step.provided, known);
  for (const gate of step.after) {
    const answer = passes(reader, gate);
    if (answer === 'unknown') needs = [...gateFacts(reader, gate), ...needs];
    else if (answer !== true) because.push(answer);
  }
  if (step.provided !== null && holds(step.provided, known) === false) {
    because.push({ kind: 'condition', condition: step.provided });
  }
  const opens = step.opens === null ? null : offsetDate(step.opens, known);
  if (opens !== null && today < opens) because.push({ kind: 'opens', on: opens });
  if (step.opens !== null && opens === null) because.push({ kind: 'unknown', facts: step.opens.anchors });
  if (state.closed) because.push({ kind: 'closed' });
  else if (state.hold) because.push({ kind: 'hold' });
  return needs;
}

// Whether the client consents has to be known before the step that tells others can be finished.
function consentsMissing(step: Step, known: Knowledge): readonly FactId[] {
  if (step.sharing.length === 0) return NONE;
  const consents = step.sharing.map((share) => share.consent).filter((consent) => consent !== null);
  return consents.filter((consent) => known.facts[consent] === undefined);
}

function passes(reader: Reader, gate: Gate): true | 'unknown' | Reason {
  const before = reader.plan.steps.get(gate.step);
  if (!before) return true;
  const applies = holds(before.applies, reader.known);
  if (applies === false) return true;
  const last = reader.known.done.get(gate.step);
  if (!last || repeats(before, last)) return applies === 'unknown' ? 'unknown' : { kind: 'waits_for', step: gate.step };
  const good = gate.outcomes
    ? gate.outcomes.includes(last.outcome ?? '')
    : (before.outcomes.find((outcome) => outcome.id === last.outcome)?.continues ?? true);
  return good ? true : { kind: 'outcome', step: gate.step, outcome: last.outcome };
}

function gateFacts(reader: Reader, gate: Gate): readonly FactId[] {
  return factsMissing(reader.plan.steps.get(gate.step)?.applies ?? null, reader.known);
}

function termsOf(reader: Reader, step: Step): readonly DatedTerm[] {
  const { known, today, state } = reader;
  if (step.terms.length === 0 && step.recurrence === null) return NONE;
  const terms = step.terms.map((term) => datedTerm(term, known, today));
  if (step.recurrence === null) return terms;
  const times = state.done.filter((each) => each.step === step.id && !repeats(step, each)).length;
  const next = nextOccurrence(step.recurrence, times, known, today);
  return next === null ? terms : [next, ...terms];
}

// Next in line: nothing is in the way but a step that is open now, a date that has yet to come or an answer.
function comesNext(status: StepStatus, open: ReadonlySet<StepId>): boolean {
  if (status.status !== 'blocked') return false;
  return status.because.every(
    (reason) =>
      reason.kind === 'opens' || reason.kind === 'unknown' || (reason.kind === 'waits_for' && open.has(reason.step)),
  );
}

function endingOf(plan: Plan, known: Knowledge): string | null {
  let ending: string | null = null;
  let latest = '';
  for (const [stepId, completion] of known.done) {
    if (completion.outcome === null) continue;
    const outcome = plan.steps.get(stepId)?.outcomes.find((each) => each.id === completion.outcome);
    // The outcome that was recorded last decides.
    if (outcome?.ends && completion.at >= latest) [ending, latest] = [outcome.ends, completion.at];
  }
  return ending;
}
