/** Rules of the source are followed through a protocol: every carrier is found, what lacks one is named. */
import { describe, expect, test } from 'vitest';
import { carriersOf, checkRules, type Catalogue } from '../../../src/domain/protocol/rules.ts';
import { readProef, proefText } from '../../support/content.ts';

const read = readProef(proefText);
if (!read.ok) throw new Error('the fixture is faulty');
const { protocol } = read;

describe('a rule is carried by', () => {
  const carriers = carriersOf(protocol);
  test.each([
    ['a route', 'PRF-01', { kind: 'route', routes: ['A'], step: null, part: null }],
    [
      'a step, in every route that has it',
      'PRF-06',
      { kind: 'step', routes: ['A', 'C'], step: 'woningnet', part: null },
    ],
    ['a task', 'PRF-10', { kind: 'task', routes: ['A', 'C'], step: 'woningnet', part: 'criteria' }],
    ['a term', 'PRF-11', { kind: 'term', routes: ['A', 'C'], step: 'woningnet', part: null }],
    ['a term that only one route has', 'PRF-19', { kind: 'term', routes: ['A'], step: 'toetsing', part: null }],
    ['a recurrence', 'PRF-36', { kind: 'term', routes: ['A', 'C'], step: 'evaluatie', part: null }],
    ['a clock', 'PRF-39', { kind: 'clock', routes: ['A', 'C'], step: 'signaal', part: 'bellen' }],
    ['a decision', 'PRF-48', { kind: 'decision', routes: ['A', 'C'], step: 'slot', part: null }],
    ['what is shared', 'PRF-15', { kind: 'sharing', routes: ['A', 'C'], step: 'aanmelding', part: null }],
    ['a fact', 'PRF-03', { kind: 'fact', routes: [], step: null, part: 'hoogRisico' }],
    ['a note of a step', 'PRF-48', { kind: 'note', routes: ['A', 'C'], step: 'slot', part: null }],
    ['what a hold does', 'PRF-27', { kind: 'note', routes: ['A', 'C'], step: null, part: null }],
  ])('%s', (_, rule, carrier) => expect(carriers.get(rule)).toContainEqual(carrier));
});

describe('the check', () => {
  const entry = (without: string | null = null) => ({ title: 'Een regel', without });
  const others = [...carriersOf(protocol).keys()]
    .filter((rule) => rule !== 'PRF-01')
    .map((rule) => [rule, entry('proef')] as const);
  const check = (more: Catalogue['rules'], proofs: Record<string, readonly string[]> = {}) =>
    checkRules(
      { protocolId: 'proef', rules: new Map([...others, ...more]) },
      protocol,
      new Map(Object.entries(proofs)),
    );

  test('is clean where a rule is carried and proven', () => {
    const result = check(new Map([['PRF-01', entry()]]), { 'PRF-01': ['a.yaml: proef'] });
    expect(result).toMatchObject({ uncarried: [], unproven: [], madeUp: [] });
    expect(result.rules.at(-1)).toMatchObject({
      rule: 'PRF-01',
      carriers: [{ kind: 'route' }],
      proofs: ['a.yaml: proef'],
    });
  });
  test.each<[string, Catalogue['rules'], Record<string, readonly string[]>, object]>([
    [
      'a rule that nothing proves',
      new Map([['PRF-01', entry()]]),
      {},
      { uncarried: [], unproven: ['PRF-01'], madeUp: [] },
    ],
    [
      'a rule that nothing carries',
      new Map([
        ['PRF-01', entry('proef')],
        ['PRF-99', entry()],
      ]),
      { 'PRF-99': ['x'] },
      { uncarried: ['PRF-99'], unproven: [], madeUp: [] },
    ],
    ['a rule that is made up', new Map(), {}, { uncarried: [], unproven: [], madeUp: ['PRF-01'] }],
    [
      'nothing, where there is a reason',
      new Map([
        ['PRF-01', entry('proef')],
        ['PRF-99', entry('achtergrond')],
      ]),
      {},
      { uncarried: [], unproven: [], madeUp: [] },
    ],
  ])('names %s', (_, rules, proofs, expected) => expect(check(rules, proofs)).toMatchObject(expected));
});
