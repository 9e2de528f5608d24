/** What is counted by the year: each case once, in the year of its step, against what was agreed (ZUT-27, ZUT-28, ZUT-50b). */
import { describe, expect, it } from 'vitest';
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { NO_FIGURES, tallyOf, type TallyFigures } from '../../src/domain/tallies.ts';
import { realProtocols } from '../support/views.ts';

const protocol = realProtocols().get('zutphen') as Protocol;
const [homes, swap] = protocol.tallies as [Protocol['tallies'][number], Protocol['tallies'][number]];

const AT = '2026-01-01T09:00:00.000Z';
const housed = (on: string, corporatie?: string): CaseState => ({
  ...newCaseState,
  facts: corporatie === undefined ? {} : { leverendeCorporatie: corporatie },
  done: [{ step: 'koppeling', on, at: AT, outcome: null, tasks: [] }],
});
const swapped = (...outcomes: readonly string[]): CaseState => ({
  ...newCaseState,
  done: outcomes.map((outcome) => ({ step: 'uitruil', on: '2024-05-01', at: AT, outcome, tasks: [] })),
});
const given = (parts: Partial<TallyFigures>): TallyFigures => ({ ...NO_FIGURES, ...parts });
const counted = (year: number, states: readonly CaseState[], figures: Partial<TallyFigures> = {}) => {
  const { agreed, counted: all, parts, unknown } = tallyOf(protocol, homes, year, states, given(figures));
  return [agreed?.number ?? null, all, ...parts.map((part) => [part.counted, part.share]), unknown];
};

describe('homes with priority', () => {
  it.each<[string, ReturnType<typeof counted>, unknown[]]>([
    ['are 27 in 2024, by the source', counted(2024, []), [27, 0, [0, null], [0, null], 0]],
    ['of another year the source states no number', counted(2025, []), [null, 0, [0, null], [0, null], 0]],
    [
      'of another year are what a coordinator gave',
      counted(2025, [], { agreed: 30 }),
      [30, 0, [0, null], [0, null], 0],
    ],
    ['of no case are none', counted(2024, [newCaseState]), [27, 0, [0, null], [0, null], 0]],
    [
      'count in the year in which the home was allocated, first and last day included',
      counted(
        2024,
        ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'].map((on) => housed(on, 'ieder1')),
      ),
      [27, 2, [2, null], [0, null], 0],
    ],
    [
      'count for the corporatie that gives the home; one that is not known counts in the whole',
      counted(2024, [housed('2024-02-01', 'ons_huis'), housed('2024-02-01', 'ieder1'), housed('2024-03-01')]),
      [27, 3, [1, null], [1, null], 1],
    ],
    [
      'are divided by the homes that each owns, without rounding, and with what was counted elsewhere',
      counted(2024, [housed('2024-02-01', 'ons_huis')], {
        weights: { ieder1: 3000, ons_huis: 1000 },
        elsewhereOf: { ieder1: 4 },
      }),
      [27, 5, [4, 20.25], [1, 6.75], 0],
    ],
    [
      'have no share while nobody gave what they go by',
      counted(2024, [], { weights: { ieder1: 0, ons_huis: 0 } }),
      [27, 0, [0, null], [0, null], 0],
    ],
  ])('%s', (_, is, should) => expect(is).toEqual(should));

  it('a number that differs from the source is no longer that of the source', () => {
    const stated = (agreed: number | null) => tallyOf(protocol, homes, 2024, [], given({ agreed })).agreed;
    expect([stated(null), stated(27), stated(25)]).toEqual([
      { number: 27, stated: true },
      { number: 27, stated: true },
      { number: 25, stated: false },
    ]);
  });
});

describe('the swap', () => {
  const balance = (states: readonly CaseState[], figures: Partial<TallyFigures> = {}) => {
    const { counted: all, opposite, agreed } = tallyOf(protocol, swap, 2024, states, given(figures));
    return [all, opposite, agreed];
  };
  it.each<[string, unknown[], unknown[]]>([
    ['counts who may come, and not who may not', balance([swapped('ruimte'), swapped('geen_ruimte')]), [1, 0, null]],
    ['goes by the last word on a case', balance([swapped('ruimte', 'geen_ruimte')]), [0, 0, null]],
    [
      'has a maximum only where a coordinator gave it',
      balance([], { agreed: 4 }),
      [0, 0, { number: 4, stated: false }],
    ],
    ['sets off who went the other way', balance([swapped('ruimte')], { opposite: 3, elsewhere: 1 }), [2, 3, null]],
  ])('%s', (_, is, should) => expect(is).toEqual(should));
});
