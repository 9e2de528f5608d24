/**
 * Changes a case: takes an event and gives the new state with what follows from it, or a refusal with the reason.
 * Pure: it stores nothing, sends nothing and knows no clock.
 */
import { isCivilDate, type Instant } from '../calendar.ts';
import type { CaseEvent, CaseState, Completion, Effect, Informed, NewEffect, Refusal } from '../cases.ts';
import { stepsOf } from './conditions.ts';
import type { Fact, FactId, FactValue, Step, StepId } from './definition.ts';
import { evaluate, onlyItsMoment, type Evaluation, type Plan, type StepStatus } from './evaluate.ts';

export type StepResult =
  | { readonly ok: true; readonly state: CaseState; readonly effects: readonly Effect[]; readonly after: Evaluation }
  | { readonly ok: false; readonly refusal: Refusal };

type Change = { readonly state: CaseState; readonly effects: readonly NewEffect[] } | { readonly refusal: Refusal };

const LONGEST_REASON = 500;

/**
 * Carries out `event` on a case at `now`. Effects have ids made of the event's id and their place in the list:
 * the same event on the same state gives the same effects with the same ids.
 */
export function step(plan: Plan, state: CaseState, event: CaseEvent, now: Instant): StepResult {
  const before = evaluate(plan, state, now);
  const change = changeOf(plan, state, event, before, now);
  if ('refusal' in change) return { ok: false, refusal: change.refusal };
  const after = evaluate(plan, change.state, now);
  const effects = [...change.effects, ...consequences(before, after)];
  return {
    ok: true,
    state: change.state,
    effects: effects.map((effect, index) => ({ ...effect, id: `${event.id}:${index}` })),
    after,
  };
}

function changeOf(plan: Plan, state: CaseState, event: CaseEvent, before: Evaluation, now: Instant): Change {
  if (event.type === 'reopen') return reopen(state, event.reason);
  if (state.closed) return refuse({ kind: 'closed' });
  switch (event.type) {
    case 'complete_step':
      return completeStep(state, event, before, now);
    case 'undo_step':
      return undoStep(plan, state, event.step);
    case 'tick_tasks':
      return tickTasks(state, event.step, event.tasks, before);
    case 'set_facts':
      return setFacts(plan, state, event.facts);
    case 'hold':
      return hold(state, event.reason, now);
    case 'resume':
      if (!state.hold) return refuse({ kind: 'not_on_hold' });
      return { state: { ...state, hold: null }, effects: [{ type: 'resumed' }] };
    case 'inform':
      return inform(state, event.informed, before);
    case 'close':
      return close(plan, state, event.ending, event.reason, now);
  }
}

const refuse = (refusal: Refusal): Change => ({ refusal });

function completeStep(
  state: CaseState,
  event: Extract<CaseEvent, { type: 'complete_step' }>,
  before: Evaluation,
  now: Instant,
): Change {
  if (state.hold) return refuse({ kind: 'on_hold' });
  const status = before.steps.find((each) => each.step.id === event.step);
  if (!status) return refuse({ kind: 'unknown_step', step: event.step });
  const refusal = cannotComplete(status, event, before) ?? notInformed(state, status.step);
  if (refusal) return refuse(refusal);
  const outcome = event.outcome;
  const completion: Completion = { step: event.step, on: event.on, at: now, outcome, tasks: event.tasks };
  const { [event.step]: _, ...ticked } = state.ticked;
  return {
    state: { ...state, done: [...state.done, completion], ticked },
    effects: [{ type: 'step_completed', step: event.step, on: event.on, outcome }, ...toldBy(status.step, before)],
  };
}

function cannotComplete(
  status: StepStatus,
  event: Extract<CaseEvent, { type: 'complete_step' }>,
  before: Evaluation,
): Refusal | null {
  const step = status.step;
  if (status.status === 'done') return { kind: 'step_done_already', step: step.id };
  if (!canBeFinished(status)) return { kind: 'step_not_open', step: step.id };
  if (!isCivilDate(event.on)) return { kind: 'wrong_date', value: event.on };
  if (event.on > before.today) return { kind: 'future_date', value: event.on };
  if (status.needs.length > 0) return { kind: 'facts_missing', step: step.id, facts: status.needs };
  const strange = event.tasks.find((task) => !step.tasks.some((each) => each.id === task));
  if (strange !== undefined) return { kind: 'unknown_task', step: step.id, task: strange };
  return wrongOutcome(step, event.outcome) ?? missingTasks(status, event);
}

// ZUT-104 and DESIGN's promise: nothing is told without the client's knowledge, whatever the region.
function notInformed(state: CaseState, step: Step): Refusal | null {
  return step.sharing.length > 0 && state.informed.length === 0 ? { kind: 'not_informed', step: step.id } : null;
}

function toldBy(step: Step, before: Evaluation): readonly NewEffect[] {
  return step.sharing.map(({ with: roles, what, consent }) => ({
    type: consent !== null && before.known.facts[consent] === false ? 'not_told' : 'told',
    step: step.id,
    with: roles,
    what,
  }));
}

function wrongOutcome(step: Step, outcome: string | null): Refusal | null {
  if (outcome === null) return step.outcomes.length === 0 ? null : { kind: 'outcome_missing', step: step.id };
  if (step.outcomes.some((each) => each.id === outcome)) return null;
  return { kind: 'unknown_outcome', step: step.id, outcome };
}

// An outcome that stops the case or leaves the step open is recorded as it is: its tasks need not be complete.
function missingTasks(
  status: StepStatus,
  event: { readonly tasks: readonly string[]; readonly outcome: string | null },
): Refusal | null {
  const outcome = status.step.outcomes.find((each) => each.id === event.outcome);
  if (outcome && (outcome.repeats || !outcome.continues)) return null;
  const missing = status.tasks.filter((task) => !task.optional && !event.tasks.includes(task.id));
  if (missing.length === 0) return null;
  return { kind: 'tasks_missing', step: status.step.id, tasks: missing.map((task) => task.id) };
}

/** True if the step can be finished: it is open, or only its moment has not come yet. */
export function canBeFinished(status: StepStatus): boolean {
  if (status.status === 'open') return true;
  return status.status === 'upcoming' && onlyItsMoment(status.step, status.because);
}

function undoStep(plan: Plan, state: CaseState, stepId: StepId): Change {
  if (!plan.steps.has(stepId)) return refuse({ kind: 'unknown_step', step: stepId });
  const index = state.done.findLastIndex((completion) => completion.step === stepId);
  if (index < 0) return refuse({ kind: 'step_not_done', step: stepId });
  const done = new Set(state.done.map((completion) => completion.step));
  const later = plan.route.steps.filter((each) => done.has(each.id) && leansOn(each, stepId)).map((each) => each.id);
  if (later.length > 0) return refuse({ kind: 'later_steps_done', step: stepId, later });
  const undone = state.done[index];
  return {
    state: {
      ...state,
      done: state.done.toSpliced(index, 1),
      ticked: { ...state.ticked, [stepId]: undone?.tasks ?? [] },
    },
    effects: [{ type: 'step_undone', step: stepId }],
  };
}

// What was finished because of this step would be left hanging.
function leansOn(later: Step, stepId: StepId): boolean {
  const conditions = [later.provided, later.applies].filter((condition) => condition !== null);
  return (
    later.after.some((gate) => gate.step === stepId) ||
    (later.id !== stepId && conditions.some((condition) => stepsOf(condition).includes(stepId)))
  );
}

function tickTasks(state: CaseState, stepId: StepId, tasks: readonly string[], before: Evaluation): Change {
  const status = before.steps.find((each) => each.step.id === stepId);
  if (!status) return refuse({ kind: 'unknown_step', step: stepId });
  if (!canBeFinished(status)) return refuse({ kind: 'step_not_open', step: stepId });
  const strange = tasks.find((task) => !status.step.tasks.some((each) => each.id === task));
  if (strange !== undefined) return refuse({ kind: 'unknown_task', step: stepId, task: strange });
  return {
    state: { ...state, ticked: { ...state.ticked, [stepId]: tasks } },
    effects: [{ type: 'tasks_ticked', step: stepId, tasks }],
  };
}

function setFacts(plan: Plan, state: CaseState, changes: Readonly<Record<FactId, FactValue | null>>): Change {
  const facts: Record<FactId, FactValue> = { ...state.facts };
  const effects: NewEffect[] = [];
  for (const [id, to] of Object.entries(changes)) {
    const fact = Object.hasOwn(plan.protocol.facts, id) ? plan.protocol.facts[id] : undefined;
    if (!fact) return refuse({ kind: 'unknown_fact', fact: id });
    if (to !== null && !fits(fact, to)) return refuse({ kind: 'wrong_value', fact: id, expected: fact.kind });
    const from = facts[id] ?? null;
    if (from === to) continue;
    if (to === null) delete facts[id];
    else facts[id] = to;
    effects.push({ type: 'fact_changed', fact: id, from, to });
  }
  return { state: { ...state, facts }, effects };
}

/** True if the value is of the fact's kind, and one of its options where it has options. */
export function fits(fact: Fact, value: FactValue): boolean {
  switch (fact.kind) {
    case 'yesno':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isCivilDate(value);
    case 'choice':
      return fact.options.some((option) => option.id === value);
    case 'choices':
      return typeof value === 'string' && inOrder(fact, value.split(',')) === value;
    case 'text':
      return typeof value === 'string' && value.trim().length > 0 && value.length <= 100;
  }
}

/** The options among `ids`, in the order of the protocol: one way to store one choice of several. */
export function inOrder(fact: Fact, ids: readonly string[]): string {
  return fact.options
    .map((option) => option.id)
    .filter((id) => ids.includes(id))
    .join(',');
}

function hold(state: CaseState, reason: string, now: Instant): Change {
  if (state.hold) return refuse({ kind: 'on_hold' });
  if (!isReason(reason)) return refuse({ kind: 'reason_missing' });
  return { state: { ...state, hold: { since: now, reason } }, effects: [{ type: 'held', reason }] };
}

function inform(state: CaseState, informed: Informed, before: Evaluation): Change {
  if (!isCivilDate(informed.on)) return refuse({ kind: 'wrong_date', value: informed.on });
  if (informed.on > before.today) return refuse({ kind: 'future_date', value: informed.on });
  const exception = informed.how === 'exception';
  if (exception !== (informed.ground !== null)) return refuse({ kind: 'reason_missing' });
  if (informed.ground !== null && !isReason(informed.ground)) return refuse({ kind: 'reason_missing' });
  return { state: { ...state, informed: [...state.informed, informed] }, effects: [{ type: 'informed', ...informed }] };
}

function close(plan: Plan, state: CaseState, ending: string, reason: string, now: Instant): Change {
  const known = Object.hasOwn(plan.protocol.endings, ending) ? plan.protocol.endings[ending] : undefined;
  if (!known) return refuse({ kind: 'unknown_ending', ending });
  // The goal explains itself; every other ending needs a reason that can be read back later.
  const explained = isReason(reason) || (known.goal && reason === '');
  if (!explained) return refuse({ kind: 'reason_missing' });
  return { state: { ...state, closed: { at: now, ending, reason } }, effects: [{ type: 'closed', ending, reason }] };
}

function reopen(state: CaseState, reason: string): Change {
  if (!state.closed) return refuse({ kind: 'not_closed' });
  if (!isReason(reason)) return refuse({ kind: 'reason_missing' });
  return { state: { ...state, closed: null }, effects: [{ type: 'reopened', reason }] };
}

const isReason = (reason: string): boolean => reason.trim().length > 0 && reason.length <= LONGEST_REASON;

// What the change brought about: steps that opened, and terms of unfinished steps that moved.
function consequences(before: Evaluation, after: Evaluation): readonly NewEffect[] {
  const effects: NewEffect[] = [];
  before.steps.forEach((was, index) => {
    const is = after.steps[index];
    if (!is) return;
    if (is.status === 'open' && was.status !== 'open') effects.push({ type: 'step_opened', step: is.step.id });
    if (is.status === 'done' || was.status === 'done' || is.status === 'not_applicable') return;
    const [from, to] = [was.terms[0]?.by ?? null, is.terms[0]?.by ?? null];
    if (from !== to) effects.push({ type: 'term_moved', step: is.step.id, from, to });
  });
  return effects;
}

/** The date that the case is next waited for: the earliest last day of an open step; null without one. */
export function nextDue(evaluation: Evaluation): string | null {
  let earliest: string | null = null;
  for (const status of evaluation.steps) {
    if (status.status !== 'open' && status.status !== 'upcoming') continue;
    for (const term of status.terms) {
      if (term.by !== null && (earliest === null || term.by < earliest)) earliest = term.by;
    }
  }
  return earliest;
}
