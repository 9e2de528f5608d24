/**
 * Finds steps of a route that no case can ever come to, whatever is answered and whatever comes of the other steps.
 * Looks at what is possible, not at what is likely: a fact can have any value, a step any of its outcomes.
 */
import type { Condition, Fact, Gate, Offset, Protocol, Route, Step, StepId } from './definition.ts';
import type { Finding } from './lint.ts';

/** Steps that wait for each other in a circle; without a circle, other steps that can never open. */
export function lintReach(protocol: Protocol, route: Route): readonly Finding[] {
  const circles = circlesIn(route);
  return circles.length > 0 ? circles : neverOpen(protocol, route);
}

function circlesIn(route: Route): readonly Finding[] {
  const findings: Finding[] = [];
  const steps = new Map(route.steps.map((step) => [step.id, step]));
  const state = new Map<StepId, 'busy' | 'ready'>();
  const visit = (id: StepId, trail: readonly StepId[]): void => {
    if (state.get(id) === 'ready') return;
    if (state.get(id) === 'busy') {
      const circle = [...trail.slice(trail.indexOf(id)), id].join(' → ');
      findings.push(fault(route, id, 'na', `deze stappen wachten op elkaar: ${circle}`));
      return;
    }
    state.set(id, 'busy');
    for (const gate of steps.get(id)?.after ?? []) if (steps.has(gate.step)) visit(gate.step, [...trail, id]);
    state.set(id, 'ready');
  };
  for (const id of steps.keys()) visit(id, []);
  return findings;
}

// Opens steps one after another until nothing more can open; what is left then never will.
function neverOpen(protocol: Protocol, route: Route): readonly Finding[] {
  const reached = new Set<StepId>();
  const reach: Reach = { protocol, route, reached };
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const step of route.steps) if (obstacle(step, reach) === null) reached.add(step.id);
  }
  return route.steps.flatMap((step) => {
    const key = reached.has(step.id) ? null : obstacle(step, reach);
    if (key === null) return [];
    return [fault(route, step.id, key, `stap "${step.id}" kan nooit opengaan: ${MENDS[key]}`)];
  });
}

interface Reach {
  readonly protocol: Protocol;
  readonly route: Route;
  readonly reached: ReadonlySet<StepId>;
}

const MENDS = {
  als: 'aan "als" kan in deze route niet worden voldaan',
  mits: 'aan "mits" kan in deze route niet worden voldaan',
  na: 'een stap waarop hij wacht kan niet worden afgerond met de uitkomst die nodig is',
  opent: 'het moment waarop hij opengaat kan nooit bekend worden',
};

function obstacle(step: Step, reach: Reach): keyof typeof MENDS | null {
  if (!canHold(step.applies, reach)) return 'als';
  if (!canHold(step.provided, reach)) return 'mits';
  if (!step.after.every((gate) => canPass(gate, reach))) return 'na';
  return canBeKnown(step.opens, reach) ? null : 'opent';
}

function canHold(condition: Condition | null, reach: Reach): boolean {
  switch (condition?.kind) {
    case 'done':
      return isReached(condition.step, condition.outcomes, reach);
    case 'all':
      return condition.of.every((part) => canHold(part, reach)) && !excludesItself(condition.of, reach.protocol);
    case 'any':
      return condition.of.some((part) => canHold(part, reach));
    // A fact can have any value; what must not be so can always be otherwise.
    default:
      return true;
  }
}

// One fact that would have to have two values at once.
function excludesItself(parts: readonly Condition[], protocol: Protocol): boolean {
  const allowed = new Map<Fact, readonly unknown[]>();
  for (const part of parts) {
    const fact = part.kind === 'fact' ? protocol.facts[part.fact] : undefined;
    if (part.kind !== 'fact' || !fact || fact.kind === 'choices') continue;
    const values = (allowed.get(fact) ?? part.in).filter((value) => part.in.includes(value as string));
    if (values.length === 0) return true;
    allowed.set(fact, values);
  }
  return false;
}

function canPass(gate: Gate, reach: Reach): boolean {
  const before = reach.route.steps.find((step) => step.id === gate.step);
  // A step that is not in the route, or that need not belong to the case, holds nothing up.
  if (!before || before.applies !== null) return true;
  const going = before.outcomes.filter((outcome) => outcome.continues && !outcome.repeats).map((outcome) => outcome.id);
  return isReached(gate.step, gate.outcomes ?? (before.outcomes.length === 0 ? null : going), reach);
}

function isReached(stepId: StepId, outcomes: readonly string[] | null, { route, reached }: Reach): boolean {
  const step = route.steps.find((each) => each.id === stepId);
  if (!step || !reached.has(stepId)) return false;
  return outcomes === null || step.outcomes.some((outcome) => outcomes.includes(outcome.id));
}

function canBeKnown(opens: Offset | null, { protocol, reached }: Reach): boolean {
  return opens === null || opens.anchors.some((anchor) => Object.hasOwn(protocol.facts, anchor) || reached.has(anchor));
}

const fault = (route: Route, step: StepId, key: string, message: string): Finding => ({
  level: 'error',
  path: ['routes', route.id, 'stappen', step, key],
  message,
});
