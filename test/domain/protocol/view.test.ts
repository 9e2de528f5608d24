import { describe, expect, test } from 'vitest';
import type { CaseState } from '../../../src/domain/cases.ts';
import type { Role } from '../../../src/domain/protocol/definition.ts';
import { evaluate, planOf, type Evaluation } from '../../../src/domain/protocol/evaluate.ts';
import { viewAs } from '../../../src/domain/protocol/view.ts';
import { aState } from '../../support/cases.ts';
import { after, anOutcome, aProtocol, aRole, aStep, aTerm, before, done, gate, is } from '../../support/protocol.ts';

const NOW = '2026-06-15T10:00:00.000Z';
const roles: Record<string, Role> = {
  begeleider: aRole('begeleider'),
  corporatie: aRole('corporatie', { steps: 'own', facts: ['sleutel'] }),
  gemeente: aRole('gemeente', { steps: 'all', facts: ['einde'] }),
  buurman: aRole('buurman', { steps: 'none', facts: [] }),
};
const protocol = aProtocol(
  [
    aStep('geheim', { outcomes: [anOutcome('ja'), anOutcome('nee', { continues: false, ends: 'gestopt' })] }),
    aStep('toets', { after: [gate('geheim')], provided: is('risico', false) }),
    aStep('woning', {
      responsible: ['corporatie'],
      after: [gate('geheim'), gate('toets')],
      provided: { kind: 'all', of: [is('hulp', true), done('toets')] },
      opens: before('P1Y', 'einde'),
      terms: [aTerm(after('P6M', 'start')), aTerm(before('P1M', 'sleutel')), aTerm(after('P1M', 'geheim'))],
    }),
    aStep('toets2', { terms: [aTerm(before('P1M', 'sleutel'))] }),
    aStep('sleutels', {
      involved: ['corporatie'],
      provided: is('risico', false),
      terms: [aTerm(after('P1W', 'start', 'sleutel'))],
    }),
  ],
  { roles },
);
const look = (state: CaseState, ...as: string[]): Evaluation => viewAs(evaluate(planOf(protocol, 'R'), state, NOW), as);
const ids = (view: Evaluation): string[] => view.steps.map((status) => status.step.id);
// What a view says about this case; the protocol's own texts are the same for every case.
const told = (view: Evaluation): string =>
  JSON.stringify([
    view.steps.map(({ status, because, needs, terms, last }) => ({ status, because, needs, terms, last })),
    view.missingFacts,
    view.known.facts,
    [...view.known.done],
    [...view.known.finished],
    view.ending,
  ]);

describe('a role sees what the protocol allows it, and no more', () => {
  test.each([
    [['begeleider'], ['geheim', 'toets', 'woning', 'toets2', 'sleutels']],
    [['gemeente'], ['geheim', 'toets', 'woning', 'toets2', 'sleutels']],
    [['corporatie'], ['woning', 'sleutels']],
    [['buurman'], []],
    [
      ['buurman', 'corporatie'],
      ['woning', 'sleutels'],
    ],
    [['onbekend'], []],
    [[], []],
  ])('%j sees the steps %j', (as, expected) => {
    expect(ids(look(aState(), ...as))).toEqual(expected);
  });
  test('who sees everything sees the evaluation as it is', () => {
    const state = aState([['geheim', '2026-01-05', 'ja']], { risico: false, start: '2026-02-03' });
    expect(look(state, 'begeleider')).toEqual(evaluate(planOf(protocol, 'R'), state, NOW));
  });
});

describe('what a role may not see does not show through', () => {
  const states: readonly [string, CaseState][] = [
    ['nothing known', aState()],
    ['hidden facts known', aState([], { risico: true, hulp: false, start: '2026-02-03', einde: '2029-03-04' })],
    ['a hidden step done', aState([['geheim', '2026-01-05', 'ja']], { sleutel: '2026-09-09' })],
    ['a hidden step with a bad outcome', aState([['geheim', '2026-01-05', 'nee']], { start: '2026-02-03' })],
  ];
  test.each(states)('%s', (_, state) => {
    const words = told(look(state, 'corporatie'));
    for (const hidden of [
      'geheim',
      'toets',
      'toets2',
      'risico',
      'hulp',
      'start',
      'einde',
      '2026-02-03',
      '2029-03-04',
      '2026-01-05',
      'gestopt',
    ]) {
      expect(words, hidden).not.toContain(`"${hidden}"`);
    }
  });
  test('a reason that is not for this role says only that there is one, once', () => {
    const woning = look(aState(), 'corporatie').steps[0];
    expect(woning?.because).toEqual([{ kind: 'hidden' }]);
  });
  test('a reason that it may see stays', () => {
    const state = aState([], {}, { hold: { since: NOW, reason: 'opname' } });
    expect(look(state, 'corporatie').steps[1]?.because).toEqual([{ kind: 'hold' }]);
  });
  test('its own deadline stays, without what it was counted from', () => {
    const [woning] = look(aState([], { start: '2026-02-03', sleutel: '2026-09-09' }), 'corporatie').steps;
    expect(woning?.terms.map(({ by, anchor }) => [by, anchor])).toEqual([
      ['2026-08-03', null],
      ['2026-08-09', 'sleutel'],
      [null, null],
    ]);
  });
  test('only facts that it may see are asked of it', () => {
    expect(look(aState(), 'gemeente').missingFacts.map((missing) => missing.fact)).not.toContain('risico');
    expect(look(aState(), 'begeleider').missingFacts.map((missing) => missing.fact)).toContain('risico');
  });
  test('a fact that it may see does not name the hidden steps that wait for it', () => {
    const facts = { risico: false, hulp: true, einde: '2027-01-01', start: '2026-02-03' };
    const state = aState(
      [
        ['geheim', '2026-01-05', 'ja'],
        ['toets', '2026-01-06'],
      ],
      facts,
    );
    expect(look(state, 'begeleider').missingFacts).toEqual([
      { fact: 'sleutel', terms: ['woning', 'toets2'], steps: [] },
    ]);
    expect(look(state, 'corporatie').missingFacts).toEqual([{ fact: 'sleutel', terms: ['woning'], steps: [] }]);
  });
  test('an ending shows only to who sees the step that led to it', () => {
    const state = aState([['geheim', '2026-01-05', 'nee']]);
    expect([look(state, 'gemeente').ending, look(state, 'corporatie').ending]).toEqual(['gestopt', null]);
  });
});
