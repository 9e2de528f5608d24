/** Random turns: any verb and many words, by anybody, at any case, with real, stale and forged ids. */
import fc from 'fast-check';
import type { CaseState } from '../../src/domain/cases.ts';
import type { FactValue } from '../../src/domain/protocol/definition.ts';
import { evaluate } from '../../src/domain/protocol/evaluate.ts';
import { VERBS } from '../../src/presenters/buttons.ts';
import { BODIES, EVERYBODY, type Known, type Throng } from './throng.ts';
import { judge, type Action } from './throngTurns.ts';

const TEXTS = [
  ...['volgende stap CODE', 'status CODE', 'termijnen CODE', 'wie is aan zet bij CODE', 'CODE', 'gegevens CODE'],
  ...['sluit casus CODE', 'zet CODE op pauze', 'heropen CODE', 'koppel CODE', 'koppel haarlemmermeer', 'ontkoppel'],
  ...['mijn casussen', 'casus openen', 'volgende stap', 'welke termijnen lopen er', 'help', 'mensen', 'afwezig'],
];
const OTHER_CHANGES = ['facts_save', 'hold_save', 'resume', 'close_save', 'reopen_save', 'share_save', 'unshare'];
const CHANGES = ['step_finish', 'step_finish', 'step_tick', 'step_undo', ...OTHER_CHANGES];

/** What is drawn; who and what it means is looked up when it is carried out. */
export interface Draw {
  readonly who: string;
  readonly group: readonly string[] | null;
  readonly text: string | null;
  readonly verb: string;
  readonly at: number;
  readonly step: number;
  readonly stale: number;
  readonly facts: readonly (readonly [number, number])[];
  readonly other: string;
  readonly whole: boolean;
}

const often = <T>(weight: number, value: fc.Arbitrary<T>) => ({ weight, arbitrary: value });

/** A random turn. */
function draws(): fc.Arbitrary<Draw> {
  const who = fc.constantFrom(...EVERYBODY);
  return fc.record({
    who: fc.oneof(often(2, who), often(2, fc.constantFrom('anna', 'bram', 'coordinator', 'deputy'))),
    group: fc.oneof(often(2, fc.constant(null)), often(1, fc.uniqueArray(who, { minLength: 0, maxLength: 2 }))),
    text: fc.oneof(often(3, fc.constant(null)), often(1, fc.constantFrom(...TEXTS))),
    verb: fc.oneof(often(1, fc.constantFrom(...VERBS)), often(2, fc.constantFrom(...CHANGES))),
    at: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 3, 4),
    step: fc.nat({ max: 40 }),
    stale: fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1),
    facts: fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 3 })), { maxLength: 3 }),
    other: who,
    whole: fc.boolean(),
  });
}

/** Carries out turns one after another; answers what was wrong, and how often what kind of change was made. */
async function play(world: Throng, turns: readonly Draw[]) {
  const faults: string[] = [];
  const changed: string[] = [];
  for (const draw of turns) {
    const action = await actionOf(world, draw);
    const judged = await judge(world, action);
    faults.push(...judged.faults.map((fault) => `${fault} (${action.verb ?? action.text ?? ''})`));
    changed.push(...judged.changed);
  }
  return { faults, changed };
}

async function actionOf(world: Throng, draw: Draw): Promise<Action> {
  const known = world.cases[draw.at] as Known;
  const group = draw.group && [...new Set([draw.who, ...draw.group])];
  const { who } = draw;
  if (draw.text !== null) return { who, group, text: draw.text.replace('CODE', known.code) };
  return { who, group, verb: draw.verb, data: await dataOf(world, draw, known) };
}

async function dataOf(world: Throng, draw: Draw, known: Known): Promise<Record<string, unknown>> {
  const stored = await world.deps.uow.stores.cases.byId(known.id);
  const { route, protocol } = known.plan;
  const step = draw.whole && stored ? ready(known, stored.state, draw.step) : route.steps[draw.step];
  const other = world.members.get(draw.other);
  const organisation = other?.memberships[0]?.organisation.id ?? 'forged';
  const ids = {
    ...{ c: known.id, v: (stored?.version ?? 0) + draw.stale, s: step?.id ?? 'forged' },
    ...{ m: other?.id ?? 'forged', o: organisation, p: protocol.id, r: route.id, n: 'bewoner 9', f: 0, l: 'nl' },
  };
  const facts = Object.values(protocol.facts);
  const given = draw.facts.flatMap(([n, value]): (readonly [string, FactValue])[] => {
    const fact = facts[n % facts.length];
    return fact ? [[`f_${fact.id}`, valueOf(fact.kind, fact.options, value)]] : [];
  });
  const informed = draw.whole ? { i_how: 'conversation', i_on: '2026-03-02', i_by: 'recorder' } : {};
  return {
    ...ids,
    ...Object.fromEntries<unknown>(given),
    ...Object.fromEntries((step?.tasks ?? []).map(({ id }) => [`t_${id}`, 'true'])),
    ...{ outcome: step?.outcomes[0]?.id ?? '', on: '2026-03-03', reason: 'Overleg', why: 'Om te helpen', ...informed },
    ...{ ending: Object.keys(protocol.endings)[0] ?? '', who: `${ids.m}/${organisation}` },
  };
}

// One of the steps that can be done, or was done: more comes about than at random.
function ready({ plan }: Known, state: CaseState, n: number) {
  const { steps } = evaluate(plan, state, '2026-03-10T09:00:00.000Z');
  const able = steps.filter(({ status }) => status === 'open' || status === 'done');
  return able[n % Math.max(1, able.length)]?.step;
}

const valueOf = (kind: string, options: readonly { id: string }[], n: number): FactValue => {
  if (n === 3) return '';
  if (kind === 'yesno') return n === 1 ? 'ja' : 'nee';
  if (kind === 'date') return `2029-0${n + 1}-11`;
  return options[n % Math.max(1, options.length)]?.id ?? 'zomaar';
};

/** A fixed seed: the same turns each time. `runs` lists of turns. */
export async function throngs(world: Throng, runs: number, seed: number) {
  let turns = 0;
  const changed = new Map<string, number>();
  const found: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(draws(), { minLength: 25, maxLength: 25 }), async (list) => {
      await world.restore();
      const { faults, changed: kinds } = await play(world, list);
      turns += list.length;
      for (const kind of kinds) changed.set(kind, (changed.get(kind) ?? 0) + 1);
      found.push(...faults);
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  return { turns, faults: found, changed, people: Object.keys(BODIES).length + 1 };
}
