import { describe, expect, test } from 'vitest';
import type { TermKind } from '../../src/domain/protocol/definition.ts';
import type { DatedTerm } from '../../src/domain/protocol/terms.ts';
import { isOverdue, mostBinding } from '../../src/usecases/simulate.ts';

const term = (kind: TermKind, by: string | null, daysLeft: number | null = 1): DatedTerm => ({
  by,
  from: null,
  kind,
  rule: 'TST-1',
  text: 'een termijn',
  anchor: null,
  waitsFor: null,
  daysLeft,
});

describe('the term that binds most', () => {
  test.each([
    ['hard before a target that is earlier', [term('target', '2026-01-01'), term('hard', '2026-03-01')], '2026-03-01'],
    ['effort before a target', [term('target', '2026-01-01'), term('effort', '2026-02-01')], '2026-02-01'],
    ['hard before effort', [term('effort', '2026-01-01'), term('hard', '2026-02-01')], '2026-02-01'],
    ['of one kind the earliest', [term('hard', '2026-02-01'), term('hard', '2026-01-01')], '2026-01-01'],
    ['one with a date before one without', [term('hard', null), term('target', '2026-01-01')], '2026-01-01'],
    ['none without a date', [term('hard', null)], undefined],
    ['none without terms', [], undefined],
  ])('%s', (_, terms, expected) => {
    expect(mostBinding(terms)?.by).toBe(expected);
  });
});

describe('overdue is about hard terms that have passed', () => {
  test.each([
    ['a hard term of yesterday', term('hard', '2026-01-01', -1), true],
    ['a hard term of today', term('hard', '2026-01-01', 0), false],
    ['a target of yesterday', term('target', '2026-01-01', -1), false],
    ['an effort of yesterday', term('effort', '2026-01-01', -1), false],
    ['a hard term without a date', term('hard', null, null), false],
  ])('%s: %o', (_, one, expected) => {
    expect(isOverdue([one])).toBe(expected);
  });
});
