/**
 * Reads conditions against what is known of a case, with "unknown" as a third answer.
 * Never guesses: a fact that was not given leaves the answer open and names the fact.
 */
import type { CivilDate } from '../calendar.ts';
import type { Completion } from '../cases.ts';
import type { Condition, Decision, FactId, FactValue, StepId } from './definition.ts';

export type Truth = true | false | 'unknown';

/** What is known of a case: facts given, facts that finished steps fixed, and what was done. */
export interface Knowledge {
  readonly facts: Readonly<Record<FactId, FactValue>>;
  /** The last completion of each step, whatever came of it. */
  readonly done: ReadonlyMap<StepId, Completion>;
  /** The last completion that finished the step: not one that leaves it open, such as an incomplete form. */
  readonly finished: ReadonlyMap<StepId, Completion>;
}

/** Whether the condition holds; null is a condition that always holds. */
export function holds(condition: Condition | null, known: Knowledge): Truth {
  if (condition === null) return true;
  switch (condition.kind) {
    case 'fact': {
      const value = known.facts[condition.fact];
      if (value === undefined) return 'unknown';
      // Of several choices it is enough that one is asked for; the id of a single option has no comma.
      return typeof value === 'string' && value.includes(',')
        ? value.split(',').some((each) => condition.in.includes(each))
        : condition.in.includes(value);
    }
    case 'known':
      return known.facts[condition.fact] !== undefined;
    case 'done': {
      if (condition.outcomes === null) return known.finished.has(condition.step);
      return condition.outcomes.includes(known.done.get(condition.step)?.outcome ?? '');
    }
    case 'not': {
      const truth = holds(condition.of, known);
      return truth === 'unknown' ? 'unknown' : !truth;
    }
    case 'all':
      return combine(condition.of, known, false);
    case 'any':
      return combine(condition.of, known, true);
  }
}

// One `decisive` answer settles the whole; without one, an unknown part leaves it open.
function combine(conditions: readonly Condition[], known: Knowledge, decisive: boolean): Truth {
  let result: Truth = !decisive;
  for (const condition of conditions) {
    const truth = holds(condition, known);
    if (truth === decisive) return decisive;
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** The facts that are missing to decide the condition, each once: not those of parts that are decided already. */
export function factsMissing(condition: Condition | null, known: Knowledge): readonly FactId[] {
  if (condition === null || holds(condition, known) !== 'unknown') return NONE;
  switch (condition.kind) {
    case 'not':
      return factsMissing(condition.of, known);
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap((part) => factsMissing(part, known)))];
    default:
      return factsOf(condition);
  }
}

const NONE: readonly FactId[] = [];

/** Every fact that the condition reads. */
export function factsOf(condition: Condition): readonly FactId[] {
  switch (condition.kind) {
    case 'fact':
    case 'known':
      return [condition.fact];
    case 'done':
      return [];
    case 'not':
      return factsOf(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(factsOf);
  }
}

/** The conditions of a decision; none without a decision. */
export const conditionsOf = (decision: Decision | null): readonly Condition[] =>
  decision === null ? [] : [...decision.provided, ...decision.agreement].flatMap((each) => each.if ?? []);

/** Every step that the condition reads. */
export function stepsOf(condition: Condition): readonly StepId[] {
  switch (condition.kind) {
    case 'done':
      return [condition.step];
    case 'not':
      return stepsOf(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(stepsOf);
    default:
      return [];
  }
}

/** The date that an anchor stands for: a date fact, or the day on which a step was finished. */
export function anchorDate(anchor: FactId | StepId, known: Knowledge): CivilDate | null {
  const fact = known.facts[anchor];
  if (typeof fact === 'string') return fact;
  return known.finished.get(anchor)?.on ?? null;
}
