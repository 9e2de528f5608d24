/**
 * How long it takes to find the next term of 100 000 cases on one core, beside the bare date arithmetic of date-fns.
 * Cases are made by walking the real protocols with a fixed seed: every run measures the same ones.
 */
import { fileURLToPath } from 'node:url';
import { TZDate } from '@date-fns/tz';
import { addMonths, subMonths } from 'date-fns';
import { readProtocolFolder } from '../src/content/protocols.ts';
import { shift } from '../src/domain/calendar.ts';
import { newCaseState, type CaseState, type Completion } from '../src/domain/cases.ts';
import type { Fact, FactValue, Protocol } from '../src/domain/protocol/definition.ts';
import { evaluate, planOf, type Plan } from '../src/domain/protocol/evaluate.ts';
import { canBeFinished, nextDue } from '../src/domain/protocol/step.ts';

const PROTOCOLS = fileURLToPath(new URL('../content/protocols', import.meta.url));
const NOW = '2026-06-15T10:00:00.000Z';
const TODAY = '2026-06-15';
const WALKS = 1_000;
const CHUNK = 5_000;
const TZ_SAMPLE = 4_000;

/** Measures, and gives the figures as a table and as JSON. */
export async function run(options: { quick: boolean }): Promise<{ table: string; json: object }> {
  const cases = options.quick ? 10_000 : 100_000;
  const random = seeded(20_260_615);
  const plans = plansOf(PROTOCOLS);
  const walks = Array.from({ length: WALKS }, (_, index) => {
    const plan = plans[index % plans.length];
    if (!plan) throw new Error('there is no protocol to measure');
    return { plan, state: walk(plan, random) };
  });
  const found = sweep(walks, cases, random);
  const plain = perDate(found.dates, plainDate);
  const zoned = perDate(Math.min(found.dates, TZ_SAMPLE), zonedDate);
  const usPerCase = (found.seconds * 1e6) / cases;
  const perCase = found.dates / cases;
  const table = [
    `${cases} cases on ${plans.length} routes, ${perCase.toFixed(1)} dates and ${found.steps.toFixed(1)} steps a case, ${found.withTerm} with a next term`,
    '',
    '| | seconds | µs a case | µs a date |',
    '|---|---|---|---|',
    row('engine: where each case stands, and its next term', found.seconds, usPerCase, usPerCase / perCase),
    row('floor: date-fns, only the dates', (plain * found.dates) / 1e6, plain * perCase, plain),
    row(`date-fns + TZDate, only the dates (from ${TZ_SAMPLE})`, (zoned * found.dates) / 1e6, zoned * perCase, zoned),
  ].join('\n');
  const json = { cases, seconds: round(found.seconds), usPerCase: round(usPerCase), dates: found.dates };
  return { table, json: { ...json, floorUsPerDate: round(plain), tzDateUsPerDate: round(zoned) } };
}

// Only the engine is timed; the states of a chunk are made before it.
function sweep(walks: readonly { plan: Plan; state: CaseState }[], cases: number, random: () => number) {
  const total = { seconds: 0, dates: 0, steps: 0, withTerm: 0 };
  for (let from = -CHUNK; from < cases; from += CHUNK) {
    const chunk = Array.from({ length: CHUNK }, (_, index) => {
      const { plan, state } = walks[(Math.max(0, from) + index) % walks.length] as (typeof walks)[number];
      return { plan, state: moved(state, Math.floor(random() * 1_000) - 500) };
    });
    const begin = performance.now();
    const due = chunk.map(({ plan, state }) => nextDue(evaluate(plan, state, NOW)));
    const seconds = (performance.now() - begin) / 1_000;
    if (from < 0) continue; // The first chunk warms up.
    total.seconds += seconds;
    total.withTerm += due.filter((date) => date !== null).length;
    for (const { plan, state } of chunk) {
      const { steps } = evaluate(plan, state, NOW);
      total.steps += steps.length / cases;
      for (const { terms } of steps)
        for (const { by, from } of terms) total.dates += Number(by !== null) + Number(from !== null);
    }
  }
  return total;
}

function plansOf(folder: string): readonly Plan[] {
  return readProtocolFolder(folder)
    .map(({ text, read }) => {
      if (!read.ok) throw new Error(`${text.file} has a fault: run npx opstap protocols lint`);
      return read.protocol;
    })
    .flatMap((protocol) => Object.keys(protocol.routes).map((route) => planOf(protocol, route)));
}

// A case somewhere on its way: facts known or not, a number of steps finished, sometimes on hold.
function walk(plan: Plan, random: () => number): CaseState {
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

// The same case some days earlier or later: other dates, the same way.
function moved(state: CaseState, days: number): CaseState {
  const move = (date: string): string => shift(date, `P${Math.abs(days)}D`, days < 0 ? 'before' : 'after');
  const isDate = (value: FactValue): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const facts = Object.entries(state.facts).map(([id, value]) => [id, isDate(value) ? move(value) : value]);
  return {
    ...state,
    facts: Object.fromEntries(facts) as CaseState['facts'],
    done: state.done.map((each) => ({ ...each, on: move(each.on) })),
  };
}

const plainDate = (index: number): number =>
  (index % 2 ? addMonths : subMonths)(new Date(2026, 0, (index % 365) + 1, 12), 1 + (index % 12)).getTime();
const zonedDate = (index: number): number =>
  (index % 2 ? addMonths : subMonths)(
    new TZDate(2026, 0, (index % 365) + 1, 12, 'Europe/Amsterdam'),
    1 + (index % 12),
  ).getTime();

// Microseconds for one date.
function perDate(count: number, date: (index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < 1_000; index++) sum += date(index);
  const begin = performance.now();
  for (let index = 0; index < count; index++) sum += date(index);
  const us = ((performance.now() - begin) * 1_000) / count;
  if (Number.isNaN(sum)) throw new Error('a date was no date');
  return us;
}

// A small generator of fixed numbers between 0 and 1 (mulberry32).
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
const row = (name: string, ...values: readonly number[]): string =>
  `| ${name} | ${values.map((value) => value.toFixed(2)).join(' | ')} |`;
