/**
 * How long it takes to find the next term of 100 000 cases on one core, beside the bare date arithmetic of date-fns.
 * Cases are made by walking the real protocols with a fixed seed: every run measures the same ones.
 */
import { fileURLToPath } from 'node:url';
import { TZDate } from '@date-fns/tz';
import { addMonths, subMonths } from 'date-fns';
import type { CaseState } from '../src/domain/cases.ts';
import { evaluate, type Plan } from '../src/domain/protocol/evaluate.ts';
import { nextDue } from '../src/domain/protocol/step.ts';
import { moved, NOW, plansOf, seeded, walk } from './cases.ts';

const PROTOCOLS = fileURLToPath(new URL('../content/protocols', import.meta.url));
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

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
const row = (name: string, ...values: readonly number[]): string =>
  `| ${name} | ${values.map((value) => value.toFixed(2)).join(' | ')} |`;
