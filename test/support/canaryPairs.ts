/**
 * Two cases that differ in one fact only: whoever may not see it gets the same card, word for word. What a fact does to
 * the reader's own steps and terms is theirs to see; pairs in which it does something to those are not compared.
 */
import type { CaseState } from '../../src/domain/cases.ts';
import { factsOf, stepsOf } from '../../src/domain/protocol/conditions.ts';
import type { Condition, Fact, FactValue, Protocol } from '../../src/domain/protocol/definition.ts';
import type { Reason } from '../../src/domain/protocol/evaluate.ts';
import type { CaseView } from '../../src/usecases/readCase.ts';
import { sightOf, type Eyes, type Sight } from './allowed.ts';
import { markedPlan, stages, type Stage } from './canaries.ts';
import { viewCards } from './canaryCards.ts';
import { eyesFor, REAL, textOf, type Leak, type Look } from './canarySweep.ts';
import { aView } from './views.ts';

export interface Pairs {
  /** Cards that were compared with their twin. */
  readonly compared: number;
  /** Facts, with the eyes from which they are hidden, of which nothing could be compared. */
  readonly never: readonly string[];
  readonly leaks: readonly Leak[];
}

/** Compares, for every fact and everybody who may not see it, on every route. `quick`: one moment, one other value. */
export function pairs(
  protocol: Protocol,
  breadth: { readonly quick?: boolean; readonly untilFirst?: boolean } = {},
  look: Look = REAL,
): Pairs {
  const leaks: Leak[] = [];
  const never: string[] = [];
  let compared = 0;
  for (const routeId of Object.keys(protocol.routes)) {
    const plan = markedPlan(protocol, routeId);
    const all = stages(plan, { yes: true, past: true }, 1);
    const moments = breadth.quick ? all.filter(([name]) => name === 'along 0') : all;
    for (const fact of Object.values(plan.protocol.facts)) {
      const twins = moments
        .flatMap((stage) => twinsOf(stage, fact).slice(0, breadth.quick ? 1 : undefined))
        .map((pair) => pair.map((state) => aView(plan, state)));
      for (const eyes of eyesFor(protocol)) {
        const sight = sightOf(plan, eyes);
        if (sight.alone && sight.fact(fact.id)) continue;
        const before = compared;
        for (const [one, other] of twins) {
          if (!one || !other || signature(one, sight) !== signature(other, sight)) continue;
          const [a, b] = [cards(one, eyes, look), cards(other, eyes, look)];
          compared += a.length;
          const differs = a.find(([, text], n) => text !== b[n]?.[1]);
          const where = `${protocol.id} ${routeId}: ${differs?.[0] ?? 'number of cards'} for ${eyes.name}`;
          if (differs || a.length !== b.length) leaks.push({ where, what: fact.id });
          if (breadth.untilFirst && leaks.length > 0) return { compared, never, leaks };
        }
        if (compared === before) never.push(`${routeId} ${fact.id}: ${eyes.name}`);
      }
    }
  }
  return { compared, never, leaks };
}

function cards(whole: CaseView, eyes: Eyes, look: Look): readonly (readonly [string, string])[] {
  const reader = { lang: 'nl' as const, shared: eyes.people.length > 1, local: false };
  return [...viewCards(look.view(whole, eyes), look.plan(whole.plan), reader)].map(
    ([name, , card]) => [name, textOf(look.card(card, whole, eyes))] as const,
  );
}

// The same state with another value, or none.
function twinsOf([, state]: Stage, fact: Fact): readonly (readonly CaseState[])[] {
  const known = state.facts[fact.id];
  const others = OTHERS[fact.kind](fact).filter((value) => value !== known);
  const { [fact.id]: _, ...without } = state.facts;
  const twins = others.map((value): CaseState => ({ ...state, facts: { ...without, [fact.id]: value } }));
  return [...twins, ...(known === undefined ? [] : [{ ...state, facts: without }])].map((twin) => [state, twin]);
}

const OTHERS: Readonly<Record<Fact['kind'], (fact: Fact) => readonly FactValue[]>> = {
  yesno: () => [true, false],
  date: () => ['1987-11-19'],
  text: () => ['QzOtherZq'],
  choice: ({ options }) => options.slice(0, 3).map(({ id }) => id),
  choices: ({ options }) => [options[0]?.id ?? '', options.map(({ id }) => id).join(',')],
};

// All that a reader may know of where the case stands, of their own steps only.
function signature({ evaluation, case: c }: CaseView, sight: Sight): string {
  const steps = new Map(evaluation.steps.map(({ step }) => [step.id, sight.step(step)]));
  const shown = (id: string): boolean => steps.get(id) === true;
  const known = (id: string): boolean => sight.alone && (sight.landlord ? sight.asked(id) : sight.fact(id));
  const whole = (condition: Condition): boolean => factsOf(condition).every(known) && stepsOf(condition).every(shown);
  const reason = (each: Reason): string => {
    const hidden =
      (each.kind === 'condition' && !whole(each.condition)) ||
      (each.kind === 'unknown' && !each.facts.every((id) => known(id) || shown(id))) ||
      ('step' in each && !shown(each.step));
    return hidden ? 'hidden' : JSON.stringify(each);
  };
  const own = evaluation.steps
    .filter(({ step }) => sight.step(step))
    .map((each) => ({
      ...{ id: each.step.id, status: each.status, ticked: each.ticked, last: each.last },
      tasks: each.tasks.map(({ id }) => id),
      // In a group only that something is asked shows: not what.
      needs: sight.alone ? each.needs.filter(known) : each.needs.length > 0,
      terms: each.terms.map(({ by, from, anchor, waitsFor }) => ({
        ...{ by, from },
        anchors: [anchor, waitsFor].map((id) => (id !== null && (shown(id) || sight.asked(id)) ? id : null)),
      })),
      because: [...new Set(each.because.map(reason))],
    }));
  const up = evaluation.steps.some((each) => each.status === 'open' && each.step.mode === 'once');
  const records = evaluation.known.facts;
  const told = Object.keys(records)
    .filter(known)
    .map((id) => [id, sight.fact(id) ? records[id] : null]);
  // Without a bewindvoerder there is no name of one.
  const name = sight.landlord && c.state.facts['bewindvoering'] === true;
  return JSON.stringify([own, up, told, name]);
}
