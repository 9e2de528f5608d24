/** What moving a running case to another version of its protocol changes, and when it cannot be moved. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseState } from '../../../src/domain/cases.ts';
import type { Protocol, Step } from '../../../src/domain/protocol/definition.ts';
import { evaluate, planOf } from '../../../src/domain/protocol/evaluate.ts';
import { previewMove, type MovePreview } from '../../../src/domain/protocol/move.ts';
import { aState } from '../../support/cases.ts';
import { NOW } from '../../support/events.ts';
import { after, anOutcome, aProtocol, aStep, aTerm, before, deepFreeze, FACTS, gate } from '../../support/protocol.ts';

const intake = aStep('intake', { terms: [aTerm(before('P3M', 'sleutel'))] });
const toets = aStep('toets', { after: [gate('intake')], outcomes: [anOutcome('akkoord'), anOutcome('afgewezen')] });
const woning = aStep('woning', { after: [gate('toets')], terms: [aTerm(after('P6M', 'intake'), { rule: 'TST-6' })] });
const old = aProtocol([intake, toets, woning]);

function version(steps: readonly Step[], parts: Partial<Protocol> = {}): Protocol {
  return aProtocol(steps, { version: 'v2', ...parts });
}
function move(to: Protocol, state: CaseState): MovePreview {
  const result = previewMove(planOf(old, 'R'), to, deepFreeze(state), NOW);
  if (!result.ok) throw new Error(result.refusal.kind);
  return result.preview;
}
const key = { sleutel: '2026-12-31' };

describe('a case is refused', () => {
  const { R } = old.routes;
  test.each([
    ['on the version that it is on already', { ...old }, aState(), { kind: 'same_version' }],
    [
      'when it is closed',
      version([intake]),
      aState([], {}, { closed: { at: NOW, ending: 'woning', reason: '' } }),
      { kind: 'closed' },
    ],
    [
      'when its route is gone',
      version([], { routes: { S: { ...(R as NonNullable<typeof R>), id: 'S' } } }),
      aState(),
      { kind: 'route_gone', route: 'R' },
    ],
  ])('%s', (_, to, state, refusal) => {
    expect(previewMove(planOf(old, 'R'), to, state, NOW)).toEqual({ ok: false, refusal });
  });
});

describe('the preview names', () => {
  const same = { terms: [], steps: [], lostFacts: [], lostCompletions: [] };
  test('nothing, where nothing changes for this case', () => {
    const preview = move(version([{ ...intake, title: 'Anders' }, toets, woning]), aState([], key));
    expect(preview).toMatchObject(same);
    expect(preview.effects).toEqual([{ type: 'moved', from: 'v1', to: 'v2' }]);
  });
  test('a term that moves, with both days', () => {
    const later = { ...intake, terms: [aTerm(before('P4M', 'sleutel'))] };
    const preview = move(version([later, toets, woning]), aState([], key));
    expect(preview).toMatchObject({
      ...same,
      terms: [{ step: 'intake', rule: 'TST-2', from: '2026-09-30', to: '2026-08-31' }],
    });
    expect(preview.effects).toContainEqual({
      type: 'term_moved',
      step: 'intake',
      from: '2026-09-30',
      to: '2026-08-31',
    });
  });
  test('a term that comes or goes; not of a step that is done', () => {
    const none = { ...intake, terms: [] };
    expect(move(version([none, toets, woning]), aState([], key)).terms).toEqual([
      { step: 'intake', rule: 'TST-2', from: '2026-09-30', to: null },
    ]);
    expect(move(version([none, toets, woning]), aState([['intake', '2026-06-01']], key)).terms).toEqual([]);
  });
  test('steps that appear, vanish, and open or close with them', () => {
    const check = aStep('check', { after: [gate('intake')] });
    const preview = move(
      version([intake, check, { ...woning, after: [gate('check')] }]),
      aState([['intake', '2026-06-01']]),
    );
    expect(preview.steps).toEqual([
      { step: 'check', from: null, to: 'open' },
      { step: 'toets', from: 'open', to: null },
    ]);
    expect(preview.effects).toContainEqual({ type: 'step_opened', step: 'check' });
  });
  test('finished steps and facts that the new version does not know, which it drops', () => {
    const { sleutel, ...others } = FACTS;
    const to = version([{ ...intake, terms: [] }, woning], {
      facts: { ...others, groep: { ...FACTS.groep, options: [] } },
    });
    const state = aState(
      [
        ['intake', '2026-05-01'],
        ['toets', '2026-06-01', 'akkoord'],
      ],
      { ...key, groep: 'jong', risico: true },
    );
    const preview = move(to, state);
    expect(sleutel.id).toBe('sleutel');
    expect(preview.lostFacts).toEqual([
      { fact: 'sleutel', value: '2026-12-31' },
      { fact: 'groep', value: 'jong' },
    ]);
    expect(preview.lostCompletions.map((each) => each.step)).toEqual(['toets']);
    expect(preview.state).toMatchObject({ facts: { risico: true }, done: [{ step: 'intake' }] });
    expect(preview.effects).toEqual([
      { type: 'moved', from: 'v1', to: 'v2' },
      { type: 'fact_changed', fact: 'sleutel', from: '2026-12-31', to: null },
      { type: 'fact_changed', fact: 'groep', from: 'jong', to: null },
      { type: 'step_undone', step: 'toets' },
    ]);
  });
  test.each([
    ['an outcome that is gone', [anOutcome('anders')], 'akkoord', ['toets']],
    ['an outcome that is still there', [anOutcome('akkoord')], 'akkoord', []],
    ['no outcome where one is needed now', [anOutcome('akkoord')], undefined, ['toets']],
    ['an outcome where none is known any more', [], 'akkoord', ['toets']],
  ])('a finished step with %s', (_, outcomes, outcome, lost) => {
    const state = aState([
      ['intake', '2026-05-01'],
      ['toets', '2026-06-01', outcome],
    ]);
    const preview = move(version([intake, { ...toets, outcomes }, woning]), state);
    expect(preview.lostCompletions.map((each) => each.step)).toEqual(lost);
    expect(preview.steps.map((each) => each.step)).toEqual(lost.length > 0 ? ['toets', 'woning'] : []);
  });
  test('ticks of tasks that are still there, and no others', () => {
    const task = { id: 'plan', text: 'Plan', applies: null, optional: false, rules: [] };
    const state = aState([], {}, { ticked: { intake: ['plan', 'oud'], toets: ['weg'] } });
    expect(move(version([{ ...intake, tasks: [task] }, toets, woning]), state).state.ticked).toEqual({
      intake: ['plan'],
    });
  });
});

test('a hold stays as it was', () => {
  const hold = { since: NOW, reason: 'opname' };
  expect(move(version([intake]), aState([], {}, { hold })).state.hold).toEqual(hold);
});

test('the new state holds nothing that the new version does not know, and stands where the preview says', () => {
  const steps = ['intake', 'toets', 'woning', 'elders'].map((id) => aStep(id));
  const done = fc.array(fc.constantFrom(...steps.map((step) => step.id)), { maxLength: 6 });
  fc.assert(
    fc.property(fc.subarray(steps), fc.subarray(Object.values(FACTS)), done, (kept, facts, history) => {
      const from = aProtocol(steps);
      const to = version(kept, { facts: Object.fromEntries(facts.map((fact) => [fact.id, fact])) });
      const state = aState(
        history.map((id) => [id, '2026-06-01'] as const),
        { start: '2026-01-01', risico: true },
      );
      const result = previewMove(planOf(from, 'R'), to, state, NOW);
      if (!result.ok) throw new Error(result.refusal.kind);
      const { preview } = result;
      expect(preview.state.done.every((each) => kept.some((step) => step.id === each.step))).toBe(true);
      expect(Object.keys(preview.state.facts).every((id) => Object.hasOwn(to.facts, id))).toBe(true);
      expect(preview.state.done.length + preview.lostCompletions.length).toBe(history.length);
      expect(preview.after).toEqual(evaluate(planOf(to, 'R'), preview.state, NOW));
    }),
  );
});
