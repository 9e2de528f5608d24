/**
 * What is weighed in the decisions of a case that hang on what is known of the client: which facts, what follows from
 * those that are known, which outcome is possible. Everything follows from the agreements; no region is named here.
 */
import { holds, type Knowledge } from '../protocol/conditions.ts';
import type { FactId, Step, Task } from '../protocol/definition.ts';
import type { Plan } from '../protocol/evaluate.ts';
import { choicesOf, factsWeighed, type Choice } from './ways.ts';

/** One decision to be weighed. */
export interface Weighing {
  readonly step: Step;
  /** The facts on which it hangs, in the order of the agreements. */
  readonly facts: readonly FactId[];
  /** What follows from what is known: subjects that only hold because of it. */
  readonly points: readonly Task[];
  readonly choices: readonly Choice[];
}

/** The decisions of the route that hang on facts, in its order. */
export const weighingsOf = (plan: Plan, known: Knowledge): readonly Weighing[] =>
  plan.route.steps.flatMap((step): readonly Weighing[] => {
    const weighed = new Set(factsWeighed(step));
    if (!step.decision || weighed.size === 0) return [];
    return [
      {
        step,
        facts: Object.keys(plan.protocol.facts).filter((fact) => weighed.has(fact)),
        points: step.tasks.filter((task) => task.applies !== null && holds(task.applies, known) === true),
        choices: choicesOf(step, known),
      },
    ];
  });
