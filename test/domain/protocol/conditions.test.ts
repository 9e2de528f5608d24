import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/domain/protocol/definition.ts';
import {
  anchorDate,
  factsMissing,
  holds,
  type Knowledge,
  type Truth,
} from '../../../src/domain/protocol/conditions.ts';
import { knowledgeOf } from '../../../src/domain/protocol/evaluate.ts';
import { aState } from '../../support/cases.ts';
import { aPlan, anOutcome, aStep, done, is } from '../../support/protocol.ts';

const T = is('ja', true);
const F = is('nee', true);
const U = is('onbekend', true);
const plan = aPlan(aStep('stap', { outcomes: [anOutcome('goed'), anOutcome('nogmaals', { repeats: true })] }));
const known: Knowledge = knowledgeOf(plan, aState([], { ja: true, nee: false }));

describe('all, any and not answer as in the logic of three values', () => {
  const rows: readonly [string, Condition, Condition, Truth, Truth][] = [
    ['true, true', T, T, true, true],
    ['true, false', T, F, false, true],
    ['true, unknown', T, U, 'unknown', true],
    ['false, true', F, T, false, true],
    ['false, false', F, F, false, false],
    ['false, unknown', F, U, false, 'unknown'],
    ['unknown, true', U, T, 'unknown', true],
    ['unknown, false', U, F, false, 'unknown'],
    ['unknown, unknown', U, U, 'unknown', 'unknown'],
  ];
  test.each(rows)('%s', (_, a, b, all, any) => {
    expect(holds({ kind: 'all', of: [a, b] }, known)).toBe(all);
    expect(holds({ kind: 'any', of: [a, b] }, known)).toBe(any);
  });
  test.each([
    ['true', T, false],
    ['false', F, true],
    ['unknown', U, 'unknown'],
  ] as const)('not %s', (_, of, expected) => {
    expect(holds({ kind: 'not', of }, known)).toBe(expected);
  });
  test('no condition always holds', () => expect(holds(null, known)).toBe(true));
});

describe('a condition asks only for facts that can still decide it', () => {
  test.each([
    ['decided by a known part', { kind: 'any', of: [T, U] }, []],
    ['open', { kind: 'all', of: [T, U, is('ook', true), U] }, ['onbekend', 'ook']],
    [
      'a part that is decided asks nothing, whatever is open beside it',
      {
        kind: 'all',
        of: [
          { kind: 'any', of: [T, is('ook', true)] },
          { kind: 'not', of: U },
        ],
      },
      ['onbekend'],
    ],
    ['a fact that is known is not asked again', { kind: 'all', of: [T, U] }, ['onbekend']],
    ['known is always decided', { kind: 'known', fact: 'onbekend' }, []],
  ] as const)('%s', (_, condition, missing) => {
    expect(factsMissing(condition as Condition, known)).toEqual(missing);
  });
});

describe('a step counts as finished only by an outcome that finishes it', () => {
  const once = knowledgeOf(plan, aState([['stap', '2026-01-05', 'nogmaals']]));
  const twice = knowledgeOf(
    plan,
    aState([
      ['stap', '2026-01-05', 'nogmaals'],
      ['stap', '2026-02-05', 'goed'],
    ]),
  );
  test('an outcome that repeats does not finish the step', () => expect(holds(done('stap'), once)).toBe(false));
  test('that outcome can be asked for by name', () => expect(holds(done('stap', 'nogmaals'), once)).toBe(true));
  test('it is no anchor for a term', () => expect(anchorDate('stap', once)).toBeNull());
  test('the finishing completion is', () => expect(anchorDate('stap', twice)).toBe('2026-02-05'));
  test('then the step is finished', () => expect(holds(done('stap'), twice)).toBe(true));
  test('a step that was never done has no outcome', () => expect(holds(done('anders', 'goed'), twice)).toBe(false));
});
