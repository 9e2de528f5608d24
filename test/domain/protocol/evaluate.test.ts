import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseState } from '../../../src/domain/cases.ts';
import type { Step } from '../../../src/domain/protocol/definition.ts';
import { evaluate, planOf, type Plan, type StepStatus } from '../../../src/domain/protocol/evaluate.ts';
import { aState } from '../../support/cases.ts';
import {
  after,
  anOutcome,
  aPlan,
  aProtocol,
  aStep,
  aTerm,
  at,
  before,
  deepFreeze,
  done,
  fullPlan,
  gate,
  is,
} from '../../support/protocol.ts';

const NOW = '2026-06-15T10:00:00.000Z';

function status(plan: Plan, state: CaseState, stepId: string, now = NOW): StepStatus {
  const found = evaluate(plan, state, now).steps.find((each) => each.step.id === stepId);
  if (!found) throw new Error(`no step ${stepId}`);
  return found;
}
const two = (parts: Partial<Step>, first: Partial<Step> = {}): Plan => aPlan(aStep('a', first), aStep('b', parts));
const outcomes = [
  anOutcome('ja'),
  anOutcome('nogmaals', { repeats: true }),
  anOutcome('nee', { continues: false }),
  anOutcome('anders'),
];

describe('a step opens when all that it waits for is done', () => {
  test('a step without conditions is open at once', () => {
    expect(status(two({}), aState(), 'a')).toMatchObject({ status: 'open', because: [], needs: [] });
  });
  test('a step behind an open step comes next', () => {
    const b = status(two({ after: [gate('a')] }), aState(), 'b');
    expect(b).toMatchObject({ status: 'upcoming', because: [{ kind: 'waits_for', step: 'a' }] });
  });
  test('a step behind a step that is not open itself is blocked', () => {
    const plan = aPlan(aStep('a'), aStep('b', { after: [gate('a')] }), aStep('c', { after: [gate('b')] }));
    expect(status(plan, aState(), 'c')).toMatchObject({
      status: 'blocked',
      because: [{ kind: 'waits_for', step: 'b' }],
    });
  });
  test('a step that does not apply holds nothing up', () => {
    const plan = two({ after: [gate('a')] }, { applies: is('risico', true) });
    expect(status(plan, aState([], { risico: false }), 'b').status).toBe('open');
  });
  test('a gate on a step that this route does not have holds nothing up', () => {
    expect(status(two({ after: [gate('elders')] }), aState(), 'b').status).toBe('open');
  });
  test.each([
    ['the ordinary outcome', undefined, 'ja', 'open', []],
    ['an outcome that stops the case', undefined, 'nee', 'blocked', [{ kind: 'outcome', step: 'a', outcome: 'nee' }]],
    ['an outcome that leaves the step open', undefined, 'nogmaals', 'upcoming', [{ kind: 'waits_for', step: 'a' }]],
    ['the outcome that the gate names', 'nee', 'nee', 'open', []],
    ['another than the gate names', 'anders', 'ja', 'blocked', [{ kind: 'outcome', step: 'a', outcome: 'ja' }]],
  ] as const)('%s decides', (_, named, outcome, expected, because) => {
    const plan = two({ after: [gate('a', ...(named ? [named] : []))] }, { outcomes });
    expect(status(plan, aState([['a', '2026-06-01', outcome]]), 'b')).toMatchObject({ status: expected, because });
  });
});

describe('what is not known is asked, never guessed', () => {
  const plan = two({ after: [gate('a')] }, { applies: is('risico', true) });
  test('a step of which it is not known whether it applies is not offered', () => {
    const a = status(plan, aState(), 'a');
    expect(a).toMatchObject({
      status: 'upcoming',
      because: [{ kind: 'unknown', facts: ['risico'] }],
      needs: ['risico'],
    });
  });
  test('a step behind it is open, but needs the answer first', () => {
    expect(status(plan, aState(), 'b')).toMatchObject({ status: 'open', needs: ['risico'] });
  });
  test('the fact is named once, with the steps that need it', () => {
    expect(evaluate(plan, aState(), NOW).missingFacts).toEqual([{ fact: 'risico', terms: [], steps: ['a', 'b'] }]);
  });
  test('a further condition that is open is a need', () => {
    expect(status(two({ provided: is('hulp', true) }), aState(), 'b')).toMatchObject({
      status: 'open',
      needs: ['hulp'],
    });
  });
  test('a further condition that fails blocks with its words', () => {
    const b = status(two({ provided: is('hulp', true) }), aState([], { hulp: false }), 'b');
    expect(b).toMatchObject({ status: 'blocked', because: [{ kind: 'condition', condition: is('hulp', true) }] });
  });
  test('a step that waits only for its day says now what it needs', () => {
    const plan = two({ provided: is('hulp', true), opens: before('P1M', 'einde') });
    expect(status(plan, aState([], { einde: '2027-01-01' }), 'b')).toMatchObject({
      status: 'upcoming',
      needs: ['hulp'],
    });
  });
  test('the term of a step without its anchor asks for the date', () => {
    const plan = aPlan(aStep('a', { terms: [aTerm(before('P3M', 'sleutel'))] }));
    expect(evaluate(plan, aState(), NOW).missingFacts).toEqual([{ fact: 'sleutel', terms: ['a'], steps: [] }]);
    expect(status(plan, aState(), 'a').terms).toMatchObject([{ by: null, waitsFor: 'sleutel', daysLeft: null }]);
  });
  test('facts of steps that are far away are not asked yet', () => {
    const far = aStep('c', { after: [gate('b')], terms: [aTerm(before('P3M', 'sleutel'))] });
    const plan = aPlan(aStep('a'), aStep('b', { after: [gate('a')] }), far);
    expect(evaluate(plan, aState(), NOW).missingFacts).toEqual([]);
  });
});

describe('moments, ends and modes', () => {
  const opening = two({ opens: before('P6M', 'einde') });
  test.each([
    ['the day before it opens', '2026-06-14T21:59:00.000Z', 'upcoming'],
    ['the day itself, Amsterdam time', '2026-06-14T22:00:00.000Z', 'open'],
  ])('%s it is %s', (_, now, expected) => {
    expect(status(opening, aState([], { einde: '2026-12-15' }), 'b', now).status).toBe(expected);
  });
  test('an opening day that cannot be computed keeps it upcoming and asks', () => {
    const evaluation = evaluate(opening, aState(), NOW);
    expect(evaluation.steps[1]).toMatchObject({ status: 'upcoming', because: [{ kind: 'unknown', facts: ['einde'] }] });
    expect(evaluation.missingFacts).toEqual([{ fact: 'einde', terms: ['b'], steps: [] }]);
  });
  test('an ongoing step ends when its end holds', () => {
    const plan = two({ mode: 'ongoing', until: done('a') });
    expect(status(plan, aState(), 'b').status).toBe('open');
    expect(status(plan, aState([['a', '2026-06-01']]), 'b').status).toBe('ended');
  });
  test('an ongoing step can be finished by hand', () => {
    expect(status(two({ mode: 'ongoing' }), aState([['b', '2026-06-01']]), 'b').status).toBe('done');
  });
  test.each([
    ['on its last day', '2026-06-15T21:59:00.000Z', 'open'],
    ['the day after, Amsterdam time', '2026-06-15T22:00:00.000Z', 'ended'],
  ])('a step that closes a year after its anchor is, %s, %s', (_, now, expected) => {
    const plan = two({ mode: 'on_demand', closes: after('P1Y', 'einde', 'a') });
    expect(status(plan, aState([], { einde: '2025-06-15' }), 'b', now).status).toBe(expected);
    expect(status(plan, aState([['a', '2025-06-15']]), 'b', now).status).toBe(expected);
  });
  test('a closing day that cannot be computed leaves the step open', () => {
    expect(status(two({ mode: 'ongoing', closes: after('P1Y', 'einde') }), aState(), 'b').status).toBe('open');
  });
  test.each(['recurring', 'on_demand'] as const)('a %s step stays open after it was done', (mode) => {
    const b = status(two({ mode }), aState([['b', '2026-06-01']]), 'b');
    expect(b).toMatchObject({ status: 'open', last: { on: '2026-06-01' } });
  });
  test('a finished step stays finished when it turns out not to apply', () => {
    const plan = two({ applies: is('risico', true) });
    expect(status(plan, aState([['b', '2026-06-01']], { risico: false }), 'b').status).toBe('done');
  });
  test('on hold nothing is open, and the reason says so', () => {
    const held = aState([], {}, { hold: { since: NOW, reason: 'opname' } });
    expect(evaluate(two({ after: [gate('a')] }), held, NOW)).toMatchObject({
      onHold: true,
      steps: [{ status: 'blocked', because: [{ kind: 'hold' }] }, { status: 'blocked' }],
    });
  });
  test('in a closed case nothing is open', () => {
    const closed = aState([], {}, { closed: { at: NOW, ending: 'woning', reason: '' } });
    expect(status(two({}), closed, 'a')).toMatchObject({ status: 'blocked', because: [{ kind: 'closed' }] });
  });
  test('an outcome that ends the case names the ending, and the last one counts', () => {
    const ends = [anOutcome('stop', { ends: 'gestopt' }), anOutcome('klaar', { ends: 'woning' })];
    const plan = two({ outcomes: ends }, { outcomes: ends, mode: 'on_demand' });
    expect(evaluate(plan, aState([['a', '2026-01-01', 'stop']]), NOW).ending).toBe('gestopt');
    const both = aState([
      ['b', '2026-01-01', 'klaar'],
      ['a', '2026-02-01', 'stop'],
    ]);
    expect(evaluate(plan, both, NOW).ending).toBe('gestopt');
    expect(
      evaluate(
        plan,
        aState([
          ['a', '2026-01-01', 'stop'],
          ['b', '2026-02-01', 'klaar'],
        ]),
        NOW,
      ).ending,
    ).toBe('woning');
    expect(evaluate(plan, aState(), NOW).ending).toBeNull();
  });
});

describe('terms become dates', () => {
  test('a window has a first and a last day', () => {
    const plan = aPlan(aStep('a', { terms: [aTerm(before('P3M', 'sleutel'), { from: before('P6M', 'sleutel') })] }));
    const [term] = status(plan, aState([], { sleutel: '2026-12-31' }), 'a').terms;
    expect(term).toMatchObject({
      by: '2026-09-30',
      from: '2026-06-30',
      anchor: 'sleutel',
      waitsFor: null,
      daysLeft: 107,
    });
  });
  test('a term counted from its second anchor says which one it waits for', () => {
    const plan = aPlan(aStep('a', { terms: [aTerm(after('P6M', 'start', 'sleutel'))] }));
    const [term] = status(plan, aState([], { sleutel: '2026-01-10' }), 'a').terms;
    expect(term).toMatchObject({ by: '2026-07-10', anchor: 'sleutel', waitsFor: 'start' });
  });
  test('finishing a step fixes its date, unless the date was given', () => {
    const plan = two({ terms: [aTerm(after('P1M', 'start'))] }, { records: 'start' });
    const history = [['a', '2026-05-31']] as const;
    expect(status(plan, aState(history), 'b').terms[0]?.by).toBe('2026-06-30');
    expect(status(plan, aState(history, { start: '2026-01-31' }), 'b').terms[0]?.by).toBe('2026-02-28');
  });
  test('an outcome that repeats fixes no date', () => {
    const plan = two({ terms: [aTerm(after('P1M', 'start', 'a'))] }, { records: 'start', outcomes });
    expect(status(plan, aState([['a', '2026-05-31', 'nogmaals']]), 'b').terms[0]?.by).toBeNull();
  });
  test('the opposite order of giving facts gives the same dates', () => {
    const facts = Object.entries({
      start: '2026-01-31',
      einde: '2028-02-29',
      sleutel: '2026-08-31',
      risico: false,
      hulp: true,
    });
    const once = JSON.stringify(evaluate(fullPlan, aState([], Object.fromEntries(facts)), NOW).steps);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(JSON.stringify(evaluate(fullPlan, aState([], Object.fromEntries(shuffled)), NOW).steps)).toBe(once);
      }),
    );
  });
});

describe('a recurring step', () => {
  const recurrence = {
    every: 'P6M',
    from: ['a'],
    until: at('einde'),
    kind: 'hard',
    text: 'elk half jaar',
    rule: 'TST-3',
  } as const;
  const plan = two({
    mode: 'recurring',
    recurrence,
    outcomes: [anOutcome('gehouden'), anOutcome('verzet', { repeats: true })],
  });
  const next = (history: readonly (readonly [string, string, string?])[], facts = {}): string | null | undefined =>
    status(plan, aState([['a', '2025-08-31'], ...history], facts), 'b').terms[0]?.by;

  test('is first due one interval after its anchor', () => expect(next([])).toBe('2026-02-28'));
  test('keeps its rhythm when one was late', () => expect(next([['b', '2026-04-20', 'gehouden']])).toBe('2026-08-31'));
  test('an occurrence that was put off does not count', () =>
    expect(next([['b', '2026-02-20', 'verzet']])).toBe('2026-02-28'));
  test('has one on its last day', () => expect(next([], { einde: '2026-02-28' })).toBe('2026-02-28'));
  test('has none after its end', () => expect(next([], { einde: '2026-02-27' })).toBeUndefined());
  test.each([
    ['2025-08-28', '2026-02-28'],
    ['2025-08-27', undefined],
  ])('an end half a year after %s leaves it due %s', (einde, expected) => {
    const shifted = two({ mode: 'recurring', recurrence: { ...recurrence, until: after('P6M', 'einde') } });
    expect(status(shifted, aState([['a', '2025-08-31']], { einde }), 'b').terms[0]?.by).toBe(expected);
  });
  test('without its anchor it has no date and says what it waits for', () => {
    expect(status(plan, aState(), 'b').terms).toMatchObject([{ by: null, waitsFor: 'a' }]);
  });
});

describe('evaluate', () => {
  test('changes nothing that it is given', () => {
    const state = deepFreeze(aState([['intake', '2026-01-31']], { risico: true, einde: '2028-01-31' }));
    deepFreeze(fullPlan.protocol);
    expect(() => evaluate(fullPlan, state, NOW)).not.toThrow();
  });
  test('shows only the tasks that apply to this case', () => {
    const tasks = (risk: boolean): string[] =>
      status(fullPlan, aState([], { risico: risk }), 'intake').tasks.map((task) => task.id);
    expect(tasks(true)).toEqual(['plan', 'toets', 'extra']);
    expect(tasks(false)).toEqual(['plan', 'extra']);
  });
  test.each(['Z', 'constructor', '__proto__', ''])('there is no plan for the route "%s"', (route) => {
    expect(() => planOf(fullPlan.protocol, route)).toThrow(RangeError);
  });
  test('two protocols that share a route each have their own plan', () => {
    const first = aProtocol([aStep('a')]);
    const second = { ...first, title: 'Ander protocol' };
    expect(planOf(first, 'R').protocol).toBe(first);
    expect(planOf(second, 'R').protocol).toBe(second);
  });
});
