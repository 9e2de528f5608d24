/** The demo cases stand at interesting moments, whatever the day on which somebody tries Opstap. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeDeps, seedDemoCases } from '../../src/compose.ts';
import { changeCase } from '../../src/usecases/changeCase.ts';
import { viewOf, type CaseView } from '../../src/usecases/readCase.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { seedDemo, type DemoCaseInput } from '../../src/usecases/seedDemo.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const DAYS = [
  ['29 February', '2028-02-29T09:00:00.000Z'],
  ['31 December', '2026-12-31T09:00:00.000Z'],
  ['New Year, while it is still 31 December in UTC', '2026-12-31T23:30:00.000Z'],
  ['the last day of a month', '2027-05-31T10:00:00.000Z'],
] as const;

let now: string = DAYS[0][1];
let database: TestDatabase;
let deps: Deps;
beforeEach(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => now });
});
afterEach(() => database.close());

const views = async (codes: readonly string[]): Promise<readonly CaseView[]> =>
  Promise.all(
    codes.map(async (code) => {
      const found = await deps.uow.stores.cases.byCode(code);
      if (!found) throw new Error(`No demo case ${code}`);
      return viewOf(deps, { case: found, standings: [] });
    }),
  );

describe.each(DAYS)('on %s', (_, moment) => {
  it('each demo case waits for what it is there to show, with its terms near', async () => {
    now = moment;
    const found = await views(await seedDemoCases(deps));
    const shown = Object.fromEntries(
      found.map(({ case: { route, pseudonym }, evaluation }) => {
        const open = evaluation.steps.filter((each) => each.status === 'open' && each.step.mode !== 'ongoing');
        const steps = open.filter((each) => each.step.mode !== 'on_demand').map((each) => each.step.id);
        return [`${route} ${pseudonym}`, { onHold: evaluation.onHold, steps }];
      }),
    );
    expect(shown).toEqual({
      'A bewoner 12': { onHold: false, steps: ['woningnet'] },
      'A bewoner 7': { onHold: false, steps: ['toewijzing'] },
      'A bewoner 3': { onHold: false, steps: ['evaluatie', 'eindevaluatie'] },
      'B dossier 41': { onHold: false, steps: ['ifzo'] },
      'C bewoner 19': { onHold: false, steps: ['uitstroomtafel'] },
      'D bewoner 30': { onHold: true, steps: [] },
      'E bewoner 5': { onHold: false, steps: ['wachtlijst'] },
      'voorrang bewoner 23': { onHold: false, steps: ['gesprek'] },
      'ex-gedetineerde dossier 8': { onHold: false, steps: ['voortgang_zes', 'halfjaar', 'eindbesluit'] },
      'standaard bewoner 16': { onHold: false, steps: ['uitstroomtafel_1', 'monitoring'] },
      'standaard bewoner 26': { onHold: false, steps: ['monitoring', 'klaar_voor_uitstroom', 'aanbod'] },
      'standaard bewoner 22': { onHold: false, steps: ['beschikking'] },
      'standaard bewoner 15': { onHold: false, steps: ['contact'] },
      'standaard bewoner 41': { onHold: false, steps: ['reageren', 'contractvorm', 'perspectiefplan_aanvraag'] },
      'beschermd-thuis cliënt 31': {
        onHold: false,
        steps: expect.arrayContaining(['woning', 'wa2', 'partijen']) as string[],
      },
      'living-lab dossier 12': { onHold: false, steps: expect.arrayContaining(['eval1', 'wa17']) as string[] },
    });
    const daysLeft = (pseudonym: string, step: string): number => {
      const view = found.find((each) => each.case.pseudonym === pseudonym);
      const term = view?.evaluation.steps.find((each) => each.step.id === step)?.terms[0];
      expect(term?.kind).toBe('hard');
      return term?.daysLeft ?? NaN;
    };
    // Months differ in length, so a term in months is not on one day.
    for (const [pseudonym, step] of [
      ['bewoner 12', 'woningnet'],
      ['bewoner 7', 'toewijzing'],
      ['bewoner 3', 'eindevaluatie'],
    ] as const) {
      expect(daysLeft(pseudonym, step), step).toBeGreaterThanOrEqual(4);
      expect(daysLeft(pseudonym, step), step).toBeLessThanOrEqual(16);
    }
    expect(daysLeft('bewoner 3', 'evaluatie')).toBeLessThan(-150);
  });
});

it('nothing in a demo case lies in the future', async () => {
  now = '2026-12-31T23:30:00.000Z';
  const found = await views(await seedDemoCases(deps));
  const days = found.flatMap((view) => view.case.state.done.map((done) => done.on)).sort();
  expect(days.at(0)).toBe('2024-10-23');
  expect(days.at(-1)).toBe('2026-12-27');
});

it('a second start finds the demo cases with what was done to them, and adds none', async () => {
  const codes = await seedDemoCases(deps);
  const [view] = await views(codes);
  const keeper = await deps.uow.stores.members.find('local', 'demo');
  if (!view || !keeper) throw new Error('No demo case, or nobody who keeps it');
  const events = [{ type: 'hold', reason: 'vakantie' }] as const;
  const changed = await changeCase(deps, {
    caseId: view.case.id,
    seenVersion: view.case.version,
    events,
    member: keeper,
  });
  expect(changed.kind).toBe('changed');
  const before = await views(codes);
  now = '2030-01-01T09:00:00.000Z';
  expect([...(await seedDemoCases(deps))].sort()).toEqual([...codes].sort());
  expect((await views(codes)).map((each) => each.case)).toEqual(before.map((each) => each.case));
  expect(await deps.uow.stores.cases.count()).toBe(codes.length);
  expect(await deps.uow.stores.members.all()).toHaveLength(1);
});

describe('a demo case that does not fit its protocol stops the start, with its name and what is wrong', () => {
  const demo: DemoCaseInput = {
    ...{ protocol: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {}, done: [], hold: null },
  };
  it.each<[string, Partial<DemoCaseInput>, RegExp]>([
    ['an unknown protocol', { protocol: 'elders' }, /bewoner 1: no protocol elders/],
    ['a route that cannot start', { route: 'E' }, /bewoner 1: .*cannot_start/],
    ['a step that is not open', { done: [{ step: 'gba', day: -1, outcome: null }] }, /bewoner 1: .*gba.*step_not_open/],
    ['a day to come', { done: [{ step: 'voorbereiding', day: 1, outcome: null }] }, /bewoner 1: .*future_date/],
    ['an unknown fact', { facts: { huisdier: 'kat' } }, /bewoner 1: .*unknown_fact/],
  ])('%s', async (_, parts, message) => {
    await expect(seedDemo(deps, [{ ...demo, ...parts }])).rejects.toThrow(message);
  });
});
