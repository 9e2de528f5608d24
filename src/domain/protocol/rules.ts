/**
 * Follows the rules of the source through a protocol: where each one is carried, which are missing, which made up.
 * Knows ids only; whether a text says what its rule says is for the people who read both.
 */
import type { Note, Protocol, RouteId, RuleId, Step, StepId } from './definition.ts';

/** The rules of one region, as its source has them. */
export interface Catalogue {
  readonly protocolId: string;
  readonly rules: ReadonlyMap<RuleId, CatalogueRule>;
}

export interface CatalogueRule {
  readonly title: string;
  /** Why no part of the protocol carries the rule, or why no test can prove it; null: both are needed. */
  readonly without: string | null;
}

/** A part of a protocol that names a rule. */
export interface Carrier {
  readonly kind:
    | 'route'
    | 'step'
    | 'task'
    | 'term'
    | 'clock'
    | 'outcome'
    | 'decision'
    | 'table'
    | 'sharing'
    | 'fact'
    | 'tally'
    | 'note';
  /** Routes with this part; empty for a fact and for a note of the whole protocol. */
  readonly routes: readonly RouteId[];
  readonly step: StepId | null;
  /** Id of the task, outcome, clock or fact; null for other parts. */
  readonly part: string | null;
}

export interface RuleStatus extends CatalogueRule {
  readonly rule: RuleId;
  readonly carriers: readonly Carrier[];
  /** Scenarios and test files that prove it. */
  readonly proofs: readonly string[];
}

export interface RuleCheck {
  /** In the order of the catalogue. */
  readonly rules: readonly RuleStatus[];
  /** No part carries it and no reason is given. */
  readonly uncarried: readonly RuleId[];
  /** Nothing proves it and no reason is given. */
  readonly unproven: readonly RuleId[];
  /** The protocol names it and the catalogue does not. */
  readonly madeUp: readonly RuleId[];
}

/** Holds a protocol against the catalogue of its region. */
export function checkRules(
  catalogue: Catalogue,
  protocol: Protocol,
  proofs: ReadonlyMap<RuleId, readonly string[]>,
): RuleCheck {
  const carriers = carriersOf(protocol);
  const rules = [...catalogue.rules].map(([rule, { title, without }]) => ({
    rule,
    title,
    without,
    carriers: carriers.get(rule) ?? [],
    proofs: proofs.get(rule) ?? [],
  }));
  const lacking = rules.filter((each) => each.without === null);
  return {
    rules,
    uncarried: lacking.filter((each) => each.carriers.length === 0).map((each) => each.rule),
    unproven: lacking.filter((each) => each.proofs.length === 0).map((each) => each.rule),
    madeUp: [...carriers.keys()].filter((rule) => !catalogue.rules.has(rule)),
  };
}

/** Every rule that the protocol names, with the parts that carry it; a part that routes share is one carrier. */
export function carriersOf(protocol: Protocol): ReadonlyMap<RuleId, readonly Carrier[]> {
  const found = new Map<RuleId, Map<string, Carrier>>();
  const add = (
    rules: readonly RuleId[],
    kind: Carrier['kind'],
    route?: RouteId,
    step?: StepId,
    part?: string,
  ): void => {
    for (const rule of rules) {
      const key = [kind, step, part].join(' ');
      const ofRule = found.get(rule) ?? new Map<string, Carrier>();
      const routes = new Set([...(ofRule.get(key)?.routes ?? []), ...(route === undefined ? [] : [route])]);
      found.set(rule, ofRule.set(key, { kind, routes: [...routes], step: step ?? null, part: part ?? null }));
    }
  };
  const addNotes = (notes: readonly Note[], route?: RouteId, step?: StepId): void => {
    for (const note of notes) add(note.rules, 'note', route, step);
  };
  for (const fact of Object.values(protocol.facts)) add(fact.rules, 'fact', undefined, undefined, fact.id);
  addNotes(protocol.notes);
  if (protocol.holder) add(protocol.holder.rules, 'note');
  for (const { id, rules } of protocol.tallies) add(rules, 'tally', undefined, undefined, id);
  for (const route of Object.values(protocol.routes)) {
    add(route.rules, 'route', route.id);
    addNotes(route.notes, route.id);
    addNotes(route.hold.effects, route.id);
    for (const step of route.steps) {
      addStep(step, (rules, kind, part) => add(rules, kind, route.id, step.id, part));
    }
  }
  return new Map([...found].map(([rule, carriers]) => [rule, [...carriers.values()]]));
}

function addStep(step: Step, add: (rules: readonly RuleId[], kind: Carrier['kind'], part?: string) => void): void {
  add(step.rules, 'step');
  for (const term of step.terms) add([term.rule], 'term');
  if (step.recurrence) add([step.recurrence.rule], 'term');
  for (const clock of step.clocks) add([clock.rule], 'clock', clock.id);
  for (const task of step.tasks) add(task.rules, 'task', task.id);
  for (const outcome of step.outcomes) add(outcome.rules, 'outcome', outcome.id);
  if (step.decision) {
    const { provided, agreement, objection, written } = step.decision;
    for (const { rules } of [step.decision, ...provided, ...agreement]) add(rules, 'decision');
    for (const ruling of [objection, written]) if (ruling) add(ruling.rules, 'decision');
  }
  if (step.table) add(step.table.rules, 'table');
  for (const share of step.sharing) add(share.rules, 'sharing');
  for (const note of step.notes) add(note.rules, 'note');
}
