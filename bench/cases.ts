/**
 * Cases somewhere on their way, made by walking the real protocols with a fixed seed: every run measures the same ones.
 */
import { readProtocolFolder } from '../src/content/protocols.ts';
import { shift } from '../src/domain/calendar.ts';
import { newCaseState, type CaseState, type Completion } from '../src/domain/cases.ts';
import type { Fact, FactValue, Protocol } from '../src/domain/protocol/definition.ts';
import { evaluate, planOf, type Plan } from '../src/domain/protocol/evaluate.ts';
import { canBeFinished } from '../src/domain/protocol/step.ts';

export const NOW = '2026-06-15T10:00:00.000Z';
export const TODAY = '2026-06-15';

/** Every route of every protocol in the folder. */
export function plansOf(folder: string): readonly Plan[] {
  return readProtocolFolder(folder)
    .map(({ text, read }) => {
      if (!read.ok) throw new Error(`${text.file} has a fault: run npx opstap protocols lint`);
      return read.protocol;
    })
    .flatMap((protocol) => Object.keys(protocol.routes).map((route) => planOf(protocol, route)));
}

/** A case somewhere on its way: facts known or not, a number of steps finished, sometimes on hold. */
export function walk(plan: Plan, random: () => number): CaseState {
  const done: Completion[] = [];
  let state: CaseState = { ...newCaseState, facts: someFacts(plan.protocol, random) };
  let on = TODAY;
  for (let left = Math.floor(random() * plan.route.steps.length * 1.5); left > 0; left--) {
    const all = evaluate(plan, state, NOW).steps.filter(canBeFinished);
    const once = all.filter(({ step }) => step.mode === 'once');
    const able = once.length > 0 && random() < 0.8 ? once : all;
    const next = able[Math.floor(random() * able.length)];
    if (!next) break;
    const { outcomes } = next.step;
    const outcome = outcomes[random() < 0.95 ? 0 : Math.floor(random() * outcomes.length)]?.id ?? null;
    done.push({ step: next.step.id, on, at: `${on}T10:00:00.000Z`, outcome, tasks: [] });
    on = shift(on, `P${Math.floor(random() * 40)}D`, 'after');
    state = { ...state, done: [...done] };
  }
  return random() < 0.05 ? { ...state, hold: { since: NOW, reason: 'pauze' } } : state;
}

function someFacts(protocol: Protocol, random: () => number): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const fact of Object.values(protocol.facts)) if (random() < 0.9) facts[fact.id] = someValue(fact, random);
  return facts;
}

function someValue(fact: Fact, random: () => number): FactValue {
  if (fact.kind === 'date') return shift(TODAY, `P${Math.floor(random() * 900)}D`, 'after');
  if (fact.kind === 'yesno') return random() < 0.5;
  if (fact.kind === 'text') return 'ergens';
  return fact.options[Math.floor(random() * fact.options.length)]?.id ?? '';
}

/** The same case some days earlier or later: other dates, the same way. */
export function moved(state: CaseState, days: number): CaseState {
  const move = (date: string): string => shift(date, `P${Math.abs(days)}D`, days < 0 ? 'before' : 'after');
  const isDate = (value: FactValue): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const facts = Object.entries(state.facts).map(([id, value]) => [id, isDate(value) ? move(value) : value]);
  return {
    ...state,
    facts: Object.fromEntries(facts) as CaseState['facts'],
    done: state.done.map((each) => ({ ...each, on: move(each.on) })),
  };
}

/** A small generator of fixed numbers between 0 and 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
