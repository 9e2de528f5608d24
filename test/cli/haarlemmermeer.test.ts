import { describe, expect, test } from 'vitest';
import { protocolById } from '../../src/cli/protocolFiles.ts';
import { simulationJson, type SimulationJson } from '../../src/cli/simulateOutput.ts';
import type { FactValue } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import { simulate } from '../../src/usecases/simulate.ts';
import { aState } from '../support/cases.ts';
import { opstap } from '../support/cli.ts';
import { NOW } from '../support/events.ts';

// The real protocol, read once; what the command line does around it is proven with the small one.
const deps = { protocols: 'content/protocols' };
const protocol = protocolById(
  {
    ...deps,
    retention: '',
    now: () => new Date(),
    openCases: () => Promise.reject(new Error()),
    openStored: () => Promise.reject(new Error()),
  },
  'haarlemmermeer',
);

interface Described {
  readonly route: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly done?: readonly { readonly step: string; readonly at: string }[];
  readonly hold?: boolean;
  readonly as?: readonly string[];
}

// Every step done with its ordinary outcome.
function look({ route, facts, done = [], hold = false, as }: Described): SimulationJson {
  const plan = planOf(protocol, route);
  const history = done.map(({ step, at }) => [step, at, plan.steps.get(step)?.outcomes[0]?.id] as const);
  const state = aState(history, facts, hold ? { hold: { since: NOW, reason: '' } } : {});
  return simulationJson(simulate({ plan, state, now: NOW, as: as ?? null, assumed: [] }), 'nl');
}
const stepsIn = (list: readonly { step: string }[]): string[] => list.map((each) => each.step);

const ROUTES = ['A', 'B', 'C', 'D', 'E'] as const;
const FACTS = {
  doelgroep: 'bw',
  hoogRisico: false,
  alInWoningnet: false,
  forensischKader: false,
  procedureRegioVastgesteld: true,
  beoogdeSleuteldatum: '2027-01-31',
  contractStart: '2026-03-01',
  contractEinde: '2026-09-30',
};

// Finishes whatever is open with its ordinary outcome until nothing one-off is left.
function walk(
  route: string,
  facts: Described['facts'],
): { done: { step: string; at: string }[]; last: SimulationJson } {
  const done: { step: string; at: string }[] = [];
  for (let round = 0; round < 40; round++) {
    const last = look({ route, facts, done });
    const next = last.open.find((each) => each.mode === 'once');
    if (!next || last.ending !== null) return { done, last };
    done.push({ step: next.step, at: '2026-03-01' });
  }
  throw new Error(`route ${route} does not come to an end`);
}

describe('the protocol of Haarlemmermeer', () => {
  test('has no fault', async () => {
    const run = await opstap(['protocols', 'lint', 'haarlemmermeer', '--json'], '', deps);
    const { problems } = run.json<{ problems: { level: string }[] }>();
    expect(problems.filter((problem) => problem.level === 'error')).toEqual([]);
    expect(run.code).toBe(0);
  });
  test.each(ROUTES)('route %s comes to a permanent lease by its ordinary outcomes', (route) => {
    const { last } = walk(route, FACTS);
    expect(last.ending).toBe('vast_huurcontract');
  });
  test.each(ROUTES)('in route %s every open step names its source and its rules', (route) => {
    const { done } = walk(route, FACTS);
    for (let length = 0; length < done.length; length++) {
      const { open } = look({ route, facts: FACTS, done: done.slice(0, length) });
      for (const step of open)
        expect([step.source.section, step.rules.length > 0], step.step).toEqual([expect.stringMatching(/./), true]);
    }
  });
});

describe('rules that people ask for most', () => {
  const prepared = [{ step: 'voorbereiding', at: '2026-05-01' }];
  const woningnet = (route: string, done: Described['done'] & object, sleutel: string) =>
    look({ route, facts: { ...FACTS, beoogdeSleuteldatum: sleutel }, done }).open.find(
      (each) => each.step === 'woningnet',
    );

  test.each([
    ['2026-12-31', '2026-06-30', '2026-09-30'],
    ['2027-05-31', '2026-11-30', '2027-02-28'],
  ])('HLM-A-11: a key on %s means WoningNet from %s and by %s at the latest', (key, from, by) => {
    expect(woningnet('A', prepared, key)?.term).toMatchObject({ kind: 'hard', rule: 'HLM-A-11', from, by });
  });
  test('HLM-D-09: route D has no such term', () => {
    const done = [{ step: 'uitruilwens', at: '2026-05-01' }, ...prepared];
    expect(woningnet('D', done, '2026-12-31')).toMatchObject({ term: null, terms: [] });
  });
  test('HLM-A-16: with a high risk the assessment comes before the registration', () => {
    const done = [...prepared, { step: 'woningnet', at: '2026-05-10' }];
    const high = look({ route: 'A', facts: { ...FACTS, hoogRisico: true }, done });
    expect(stepsIn(high.open)).toContain('risicotaxatie');
    expect(stepsIn(high.open)).not.toContain('aanmelding');
    expect(stepsIn(look({ route: 'A', facts: FACTS, done }).open)).toContain('aanmelding');
  });
  test('HLM-A-55: no home is offered while the vinkje is off', () => {
    const { done } = walk('A', FACTS);
    const index = done.findIndex((each) => each.step === 'vinkje');
    const { open } = look({ route: 'A', facts: FACTS, done: done.slice(0, index) });
    expect(stepsIn(open)).not.toContain('toewijzing');
  });
  test.each([
    ['A', FACTS, false],
    ['A', { ...FACTS, doelgroep: 'verstoorde_thuissituatie' }, true],
    ['B', FACTS, false],
    ['C', FACTS, true],
    ['D', FACTS, false],
    ['E', FACTS, false],
  ])('HLM-A-21, C-04, D-15, E-08: in route %s with %o there is an exit table: %s', (route, facts, expected) => {
    const { done } = walk(route, facts);
    expect(stepsIn(done).includes('uitstroomtafel')).toBe(expected);
  });
  test('HLM-C-06: only route C knows a majority', () => {
    for (const route of ROUTES) {
      const kinds = new Set<string | undefined>();
      const { done } = walk(route, { ...FACTS, doelgroep: 'verstoorde_thuissituatie' });
      for (let length = 0; length <= done.length; length++) {
        const { open } = look({
          route,
          facts: { ...FACTS, doelgroep: 'verstoorde_thuissituatie' },
          done: done.slice(0, length),
        });
        for (const step of open) kinds.add(step.decision?.kind);
      }
      expect(kinds.has('majority'), `route ${route}`).toBe(route === 'C');
    }
  });
  test('HLM-A-27: a hold takes away the ground for ambulant support, and says so', () => {
    const { warnings, open } = look({ route: 'A', facts: FACTS, hold: true });
    expect(open).toEqual([]);
    expect(warnings).toContainEqual(expect.objectContaining({ kind: 'hold', rules: ['HLM-A-27'] }));
  });
  test('HLM-E-04: route E does not begin before the region has adopted its procedure', () => {
    const { open, warnings } = look({ route: 'E', facts: { procedureRegioVastgesteld: false } });
    expect(open).toEqual([]);
    expect(warnings).toContainEqual(
      expect.objectContaining({ kind: 'note', rules: expect.arrayContaining(['HLM-E-04']) as string[] }),
    );
  });
});

describe('HLM-A-40: the woningcorporatie learns no more than its task needs', () => {
  // Values that can be told from every text of the protocol.
  const canary = {
    ...FACTS,
    doelgroep: 'jeugdzorg',
    hoogRisico: true,
    forensischKader: true,
    aanmelddatum: '2025-11-23',
    vinkjeDatum: '2025-12-27',
  };
  test.each(ROUTES)('route %s, at every moment', (route) => {
    const { done } = walk(route, canary);
    for (let length = 0; length <= done.length; length++) {
      const view = look({ route, facts: canary, done: done.slice(0, length), as: ['woningcorporatie'] });
      const told = JSON.stringify([
        view.missingFacts,
        view.warnings,
        [...view.open, ...view.upcoming].map((s) => [s.needs, s.terms]),
        view.blocked,
        view.upcoming.map((s) => s.reasons),
      ]);
      for (const hidden of [
        'hoogRisico',
        'doelgroep',
        'jeugdzorg',
        'forensischKader',
        'aanmelddatum',
        'vinkjeDatum',
        '2025-11-23',
        '2025-12-27',
      ]) {
        expect(told, `${hidden} after ${length} steps`).not.toContain(hidden);
      }
    }
  });
});
