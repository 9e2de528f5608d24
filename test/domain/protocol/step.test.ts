import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseEvent, CaseState, Effect, Refusal } from '../../../src/domain/cases.ts';
import { newCaseState } from '../../../src/domain/cases.ts';
import { evaluate } from '../../../src/domain/protocol/evaluate.ts';
import { canBeFinished, fits, nextDue, step } from '../../../src/domain/protocol/step.ts';
import { aState } from '../../support/cases.ts';
import {
  after,
  anOutcome,
  aPlan,
  aStep,
  aTerm,
  deepFreeze,
  done,
  FACTS,
  fullPlan,
  gate,
  is,
} from '../../support/protocol.ts';

const NOW = '2026-06-15T10:00:00.000Z';
// An event without its id; spread over the union so that each kind keeps its own fields.
type Event = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'id'> : never) : never;

const complete = (stepId: string, parts: Partial<Extract<Event, { type: 'complete_step' }>> = {}): Event => ({
  type: 'complete_step',
  step: stepId,
  on: '2026-06-10',
  outcome: null,
  tasks: ['plan'],
  ...parts,
});
const begun = aState([['intake', '2026-06-01']], { risico: false });
const held = aState([], { risico: false }, { hold: { since: NOW, reason: 'opname' } });
const closed = aState([], { risico: false }, { closed: { at: NOW, ending: 'gestopt', reason: 'verhuisd' } });
const act = (state: CaseState, event: Event) => step(fullPlan, state, { id: 'e1', ...event } as CaseEvent, NOW);

describe('an event that cannot be carried out is refused with the reason', () => {
  const long = 'x'.repeat(501);
  const rows: readonly [string, CaseState, Event, Refusal][] = [
    ['a step that the route does not have', begun, complete('nergens'), { kind: 'unknown_step', step: 'nergens' }],
    [
      'a step named after a property of objects',
      begun,
      complete('constructor'),
      { kind: 'unknown_step', step: 'constructor' },
    ],
    ['a step that waits for another', begun, complete('woning'), { kind: 'step_not_open', step: 'woning' }],
    ['a step that does not apply', begun, complete('taxatie'), { kind: 'step_not_open', step: 'taxatie' }],
    ['a step that is finished', begun, complete('intake'), { kind: 'step_done_already', step: 'intake' }],
    [
      'a day that does not exist',
      begun,
      complete('toetsing', { on: '2026-02-31' }),
      { kind: 'wrong_date', value: '2026-02-31' },
    ],
    ['a day to come', begun, complete('toetsing', { on: '2026-06-16' }), { kind: 'future_date', value: '2026-06-16' }],
    [
      'a finish without an outcome',
      begun,
      complete('toetsing', { tasks: [] }),
      { kind: 'outcome_missing', step: 'toetsing' },
    ],
    [
      'an outcome that the step does not have',
      begun,
      complete('toetsing', { tasks: [], outcome: 'ja' }),
      { kind: 'unknown_outcome', step: 'toetsing', outcome: 'ja' },
    ],
    [
      'an outcome on a step without outcomes',
      aState([], { risico: false }),
      complete('intake', { outcome: 'ja' }),
      { kind: 'unknown_outcome', step: 'intake', outcome: 'ja' },
    ],
    [
      'a task that the step does not have',
      begun,
      complete('toetsing', { tasks: ['zomaar'] }),
      { kind: 'unknown_task', step: 'toetsing', task: 'zomaar' },
    ],
    [
      'a required task left open',
      aState([], { risico: true }),
      complete('intake'),
      { kind: 'tasks_missing', step: 'intake', tasks: ['toets'] },
    ],
    [
      'a finish while a fact is needed',
      aState([['intake', '2026-06-01']]),
      complete('toetsing', { tasks: [], outcome: 'akkoord' }),
      { kind: 'facts_missing', step: 'toetsing', facts: ['risico'] },
    ],
    ['finishing on hold', held, complete('intake'), { kind: 'on_hold' }],
    ['finishing in a closed case', closed, complete('intake'), { kind: 'closed' }],
    [
      'undoing a step that the route does not have',
      begun,
      { type: 'undo_step', step: 'nergens' },
      { kind: 'unknown_step', step: 'nergens' },
    ],
    [
      'undoing what was not done',
      begun,
      { type: 'undo_step', step: 'toetsing' },
      { kind: 'step_not_done', step: 'toetsing' },
    ],
    [
      'undoing what a later step rests on',
      aState(
        [
          ['intake', '2026-06-01'],
          ['toetsing', '2026-06-02', 'akkoord'],
        ],
        { risico: false },
      ),
      { type: 'undo_step', step: 'intake' },
      { kind: 'later_steps_done', step: 'intake', later: ['toetsing'] },
    ],
    [
      'ticking in an unknown step',
      begun,
      { type: 'tick_tasks', step: 'nergens', tasks: [] },
      { kind: 'unknown_step', step: 'nergens' },
    ],
    [
      'ticking in a step that is not open',
      begun,
      { type: 'tick_tasks', step: 'woning', tasks: [] },
      { kind: 'step_not_open', step: 'woning' },
    ],
    [
      'ticking an unknown task',
      begun,
      { type: 'tick_tasks', step: 'toetsing', tasks: ['x'] },
      { kind: 'unknown_task', step: 'toetsing', task: 'x' },
    ],
    [
      'a fact that the protocol does not know',
      begun,
      { type: 'set_facts', facts: { naam: 'iemand' } },
      { kind: 'unknown_fact', fact: 'naam' },
    ],
    [
      'a fact named after a property of objects',
      begun,
      { type: 'set_facts', facts: { toString: 'x' } },
      { kind: 'unknown_fact', fact: 'toString' },
    ],
    [
      'a yes or no that is neither',
      begun,
      { type: 'set_facts', facts: { hulp: 'misschien' } },
      { kind: 'wrong_value', fact: 'hulp', expected: 'yesno' },
    ],
    [
      'a date that does not exist',
      begun,
      { type: 'set_facts', facts: { einde: '2026-02-30' } },
      { kind: 'wrong_value', fact: 'einde', expected: 'date' },
    ],
    [
      'an option that does not exist',
      begun,
      { type: 'set_facts', facts: { groep: 'middel' } },
      { kind: 'wrong_value', fact: 'groep', expected: 'choice' },
    ],
    [
      'an empty text',
      begun,
      { type: 'set_facts', facts: { plaats: '  ' } },
      { kind: 'wrong_value', fact: 'plaats', expected: 'text' },
    ],
    ['a second hold', held, { type: 'hold', reason: 'weer' }, { kind: 'on_hold' }],
    ['a hold without a reason', begun, { type: 'hold', reason: ' ' }, { kind: 'reason_missing' }],
    ['a hold with a whole story', begun, { type: 'hold', reason: long }, { kind: 'reason_missing' }],
    ['resuming what is not on hold', begun, { type: 'resume' }, { kind: 'not_on_hold' }],
    [
      'an ending that the protocol does not know',
      begun,
      { type: 'close', ending: 'zomaar', reason: 'x' },
      { kind: 'unknown_ending', ending: 'zomaar' },
    ],
    [
      'closing short of the goal without a reason',
      begun,
      { type: 'close', ending: 'gestopt', reason: '' },
      { kind: 'reason_missing' },
    ],
    [
      'closing with a whole story',
      begun,
      { type: 'close', ending: 'woning', reason: long },
      { kind: 'reason_missing' },
    ],
    ['closing twice', closed, { type: 'close', ending: 'gestopt', reason: 'x' }, { kind: 'closed' }],
    ['setting a fact in a closed case', closed, { type: 'set_facts', facts: {} }, { kind: 'closed' }],
    ['reopening an open case', begun, { type: 'reopen', reason: 'x' }, { kind: 'not_closed' }],
    ['reopening without a reason', closed, { type: 'reopen', reason: '' }, { kind: 'reason_missing' }],
  ];
  test.each(rows)('%s', (_, state, event, refusal) => {
    expect(act(state, event)).toEqual({ ok: false, refusal });
  });
  test('every kind of refusal is in this table', () => {
    const kinds: Record<Refusal['kind'], true> = {
      unknown_step: true,
      unknown_fact: true,
      unknown_outcome: true,
      unknown_task: true,
      unknown_ending: true,
      wrong_value: true,
      wrong_date: true,
      future_date: true,
      step_not_open: true,
      step_not_done: true,
      step_done_already: true,
      later_steps_done: true,
      tasks_missing: true,
      outcome_missing: true,
      facts_missing: true,
      on_hold: true,
      not_on_hold: true,
      closed: true,
      not_closed: true,
      reason_missing: true,
    };
    expect(new Set(rows.map(([, , , refusal]) => refusal.kind))).toEqual(new Set(Object.keys(kinds)));
  });
});

describe('an event that is carried out says what follows from it', () => {
  const rows: readonly [string, CaseState, Event, readonly object[]][] = [
    [
      'finishing a step opens the next and moves the terms that count from it',
      aState([], { risico: false, hulp: true }),
      complete('intake'),
      [
        { type: 'step_completed', step: 'intake', on: '2026-06-10', outcome: null },
        { type: 'step_opened', step: 'toetsing' },
        { type: 'term_moved', step: 'woning', from: null, to: '2026-12-10' },
      ],
    ],
    [
      'an outcome that repeats leaves the step open',
      begun,
      complete('toetsing', { tasks: [], outcome: 'onvolledig' }),
      [{ type: 'step_completed', step: 'toetsing', on: '2026-06-10', outcome: 'onvolledig' }],
    ],
    [
      'undoing a step',
      begun,
      { type: 'undo_step', step: 'intake' },
      [
        { type: 'step_undone', step: 'intake' },
        { type: 'step_opened', step: 'intake' },
        { type: 'term_moved', step: 'woning', from: '2026-12-01', to: null },
      ],
    ],
    [
      'ticking tasks',
      aState([], { risico: false }),
      { type: 'tick_tasks', step: 'intake', tasks: ['plan'] },
      [{ type: 'tasks_ticked', step: 'intake', tasks: ['plan'] }],
    ],
    [
      'a fact that is corrected',
      aState([], { risico: false, sleutel: '2027-01-31' }),
      { type: 'set_facts', facts: { sleutel: '2027-03-31' } },
      [
        { type: 'fact_changed', fact: 'sleutel', from: '2027-01-31', to: '2027-03-31' },
        { type: 'term_moved', step: 'intake', from: '2026-10-31', to: '2026-12-31' },
      ],
    ],
    [
      'a fact that is taken back',
      aState([], { sleutel: '2027-01-31' }),
      { type: 'set_facts', facts: { sleutel: null } },
      [
        { type: 'fact_changed', fact: 'sleutel', from: '2027-01-31', to: null },
        { type: 'term_moved', step: 'intake', from: '2026-10-31', to: null },
      ],
    ],
    ['a fact that is the same changes nothing', begun, { type: 'set_facts', facts: { risico: false } }, []],
    ['a hold', begun, { type: 'hold', reason: 'opname' }, [{ type: 'held', reason: 'opname' }]],
    [
      'a resume opens the steps again',
      held,
      { type: 'resume' },
      [{ type: 'resumed' }, { type: 'step_opened', step: 'intake' }],
    ],
    [
      'closing',
      begun,
      { type: 'close', ending: 'gestopt', reason: 'verhuisd' },
      [{ type: 'closed', ending: 'gestopt', reason: 'verhuisd' }],
    ],
    [
      'the goal needs no reason',
      begun,
      { type: 'close', ending: 'woning', reason: '' },
      [{ type: 'closed', ending: 'woning', reason: '' }],
    ],
    [
      'reopening',
      closed,
      { type: 'reopen', reason: 'vergissing' },
      [
        { type: 'reopened', reason: 'vergissing' },
        { type: 'step_opened', step: 'intake' },
      ],
    ],
  ];
  test.each(rows)('%s', (_, state, event, effects) => {
    const result = act(state, event);
    const expected = effects.map((effect, index) => ({ id: `e1:${index}`, ...effect }));
    expect(result.ok && result.effects).toEqual(expected);
  });
  test('every kind of effect is in this table', () => {
    const kinds: Record<Effect['type'], true> = {
      step_completed: true,
      step_undone: true,
      tasks_ticked: true,
      fact_changed: true,
      held: true,
      resumed: true,
      closed: true,
      reopened: true,
      step_opened: true,
      term_moved: true,
    };
    const seen = rows.flatMap(([, , , effects]) => effects.map((effect) => (effect as Effect).type));
    expect(new Set(seen)).toEqual(new Set(Object.keys(kinds)));
  });
  test('what was ticked is forgotten when the step is finished, and back when that is undone', () => {
    const ticked = { ...aState([], { risico: false }), ticked: { intake: ['plan', 'extra'] } };
    const finished = act(ticked, complete('intake', { tasks: ['plan', 'extra'] }));
    if (!finished.ok) throw new Error(finished.refusal.kind);
    expect(finished.state.ticked).toEqual({});
    const undone = act(finished.state, { type: 'undo_step', step: 'intake' });
    expect(undone.ok && undone.state).toEqual(ticked);
  });
  test('an outcome that stops the case can be recorded with its tasks open', () => {
    const plan = aPlan(
      aStep('a', {
        tasks: [{ id: 'plan', text: 'Maak een plan', applies: null, optional: false, rules: [] }],
        outcomes: [anOutcome('ja'), anOutcome('nee', { continues: false })],
      }),
    );
    const finish = (outcome: string) =>
      step(plan, newCaseState, { id: 'e', ...complete('a', { outcome, tasks: [] }) } as CaseEvent, NOW);
    expect(finish('nee').ok).toBe(true);
    expect(finish('ja')).toMatchObject({ refusal: { kind: 'tasks_missing' } });
  });
  test('a step that waits only for its day can be finished early, once its facts are known', () => {
    const plan = aPlan(aStep('a', { opens: after('P1Y', 'start'), provided: is('hulp', true) }));
    const finish = (facts: CaseState['facts']) =>
      step(plan, aState([], facts), { id: 'e', ...complete('a', { tasks: [] }) } as CaseEvent, NOW);
    expect(finish({ start: '2026-01-01' })).toMatchObject({ refusal: { kind: 'facts_missing', facts: ['hulp'] } });
    expect(finish({ start: '2026-01-01', hulp: true }).ok).toBe(true);
    expect(finish({ hulp: true }).ok).toBe(true);
  });
  test('a step that others rest on by a condition cannot be undone either', () => {
    const plan = aPlan(aStep('a'), aStep('b', { provided: done('a') }));
    const state = aState([
      ['a', '2026-06-01'],
      ['b', '2026-06-02'],
    ]);
    const result = step(plan, state, { id: 'e', type: 'undo_step', step: 'a' }, NOW);
    expect(result).toMatchObject({ refusal: { kind: 'later_steps_done', later: ['b'] } });
  });
});

describe('nextDue is the earliest last day of what is open or comes next', () => {
  const plan = aPlan(
    aStep('a', { terms: [aTerm(after('P2M', 'start')), aTerm(after('P1M', 'start'), { kind: 'target' })] }),
    aStep('b', { after: [gate('a')], terms: [aTerm(after('P3W', 'start'))] }),
    aStep('c', { after: [gate('b')], terms: [aTerm(after('P1D', 'start'))] }),
  );
  test.each([
    ['the earliest of all', aState([], { start: '2026-01-31' }), '2026-02-21'],
    [
      'not of a finished step',
      aState(
        [
          ['a', '2026-02-01'],
          ['b', '2026-02-01'],
          ['c', '2026-02-01'],
        ],
        { start: '2026-01-31' },
      ),
      null,
    ],
    ['none without an anchor', aState(), null],
    ['none on hold', aState([], { start: '2026-01-31' }, { hold: { since: NOW, reason: 'x' } }), null],
  ] as const)('%s', (_, state, expected) => {
    expect(nextDue(evaluate(plan, state, NOW))).toBe(expected);
  });
});

describe('a value fits its fact', () => {
  test.each([
    ['start', '2026-02-28', true],
    ['start', '2026-02-29', false],
    ['start', true, false],
    ['risico', true, true],
    ['risico', 'ja', false],
    ['groep', 'jong', true],
    ['groep', 'Jong', false],
    ['groep', true, false],
    ['plaats', 'Hoofddorp', true],
    ['plaats', 'x'.repeat(101), false],
    ['plaats', false, false],
  ] as const)('%s: %s %s', (fact, value, expected) => {
    expect(fits(FACTS[fact], value)).toBe(expected);
  });
});

const stepIds = [...fullPlan.steps.keys(), 'nergens'];
const days = fc.constantFrom('2026-01-31', '2026-06-10', '2026-06-15', '2026-07-01', '2026-02-30');
const values = fc.constantFrom(true, false, '2026-01-31', '2028-02-29', 'jong', 'x', null);
const events: fc.Arbitrary<Event> = fc.oneof(
  {
    arbitrary: fc.record({
      type: fc.constant('complete_step' as const),
      step: fc.constantFrom(...stepIds),
      on: days,
      outcome: fc.constantFrom(
        null,
        'akkoord',
        'onvolledig',
        'afgewezen',
        'aanvaard',
        'geweigerd',
        'vast',
        'niet_vast',
        'omgezet',
      ),
      tasks: fc.constantFrom([], ['plan'], ['plan', 'toets'], ['x']),
    }),
    weight: 8,
  },
  { arbitrary: fc.record({ type: fc.constant('undo_step' as const), step: fc.constantFrom(...stepIds) }), weight: 1 },
  fc.record({
    type: fc.constant('tick_tasks' as const),
    step: fc.constantFrom(...stepIds),
    tasks: fc.constantFrom([], ['plan']),
  }),
  {
    arbitrary: fc.record({
      type: fc.constant('set_facts' as const),
      facts: fc.dictionary(fc.constantFrom(...Object.keys(FACTS), 'x'), values),
    }),
    weight: 4,
  },
  fc.record({ type: fc.constant('hold' as const), reason: fc.constantFrom('', 'opname') }),
  fc.record({ type: fc.constant('resume' as const) }),
  fc.record({
    type: fc.constant('close' as const),
    ending: fc.constantFrom('woning', 'gestopt', 'x'),
    reason: fc.constantFrom('', 'verhuisd'),
  }),
  fc.record({ type: fc.constant('reopen' as const), reason: fc.constantFrom('', 'vergissing') }),
);

describe('whatever people do', () => {
  test('nothing throws, nothing is lost, nothing that was given is changed, and the same event gives the same result', () => {
    deepFreeze(fullPlan.protocol);
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (sequence) => {
        let state = deepFreeze(aState([], { risico: false, hulp: true }));
        sequence.forEach((event, index) => {
          const whole = deepFreeze({ id: `e${index}`, ...event } as CaseEvent);
          const result = step(fullPlan, state, whole, NOW);
          expect(step(fullPlan, state, whole, NOW)).toEqual(result);
          if (!result.ok) return;
          checkHistory(state, result.state, whole);
          expect(new Set(result.effects.map((effect) => effect.id)).size).toBe(result.effects.length);
          state = deepFreeze(result.state);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a step can be completed exactly when canBeFinished says so and its facts are known', () => {
    fc.assert(
      fc.property(
        fc.array(events, { maxLength: 25 }),
        fc.constantFrom(...fullPlan.steps.keys()),
        (sequence, stepId) => {
          let state: CaseState = aState([], { hulp: true });
          sequence.forEach((event, index) => {
            const result = step(fullPlan, state, { id: `e${index}`, ...event } as CaseEvent, NOW);
            if (result.ok) state = result.state;
          });
          const status = evaluate(fullPlan, state, NOW).steps.find((each) => each.step.id === stepId);
          if (!status) throw new Error(stepId);
          const outcome = status.step.outcomes[0]?.id ?? null;
          const event = complete(stepId, { outcome, tasks: status.tasks.map((task) => task.id) });
          const able = canBeFinished(status) && status.needs.length === 0;
          expect(step(fullPlan, state, { id: 'x', ...event } as CaseEvent, NOW).ok).toBe(able);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the order of events does not change terms', () => {
  const independent: readonly Event[] = [
    { type: 'set_facts', facts: { sleutel: '2026-08-31' } },
    { type: 'set_facts', facts: { einde: '2028-02-29' } },
    { type: 'set_facts', facts: { risico: false } },
    { type: 'set_facts', facts: { start: '2026-01-31', hulp: true } },
    complete('intake', { on: '2026-05-31' }),
    { type: 'hold', reason: 'opname' },
  ];
  const termsAfter = (sequence: readonly Event[]) => {
    const state = [...sequence, { type: 'resume' } as const].reduce((before, event, index) => {
      const result = step(fullPlan, before, { id: `e${index}`, ...event } as CaseEvent, NOW);
      // Finishing is refused on hold, so it is done again after the resume.
      return result.ok ? result.state : before;
    }, newCaseState);
    const last = step(fullPlan, state, { id: 'last', ...complete('intake', { on: '2026-05-31' }) } as CaseEvent, NOW);
    const { steps, missingFacts } = evaluate(fullPlan, last.ok ? last.state : state, NOW);
    return { terms: steps.map((each) => each.terms), missing: missingFacts };
  };
  test('in any order the same dates come out', () => {
    const expected = termsAfter(independent);
    expect(expected.terms.flat().map((term) => term.by)).toContain('2026-07-31');
    fc.assert(
      fc.property(fc.shuffledSubarray([...independent], { minLength: independent.length }), (shuffled) => {
        expect(termsAfter(shuffled)).toEqual(expected);
      }),
    );
  });
});

// The history grows by the finished step, shrinks by the undone one, and is otherwise left alone.
function checkHistory(was: CaseState, is: CaseState, event: CaseEvent): void {
  if (event.type === 'complete_step') {
    expect(is.done.slice(0, -1)).toEqual(was.done);
    expect(is.done.at(-1)).toMatchObject({ step: event.step, on: event.on, at: NOW, outcome: event.outcome });
  } else if (event.type === 'undo_step') {
    expect(was.done.length - is.done.length).toBe(1);
    expect(was.done).toEqual(expect.arrayContaining([...is.done]));
  } else expect(is.done).toEqual(was.done);
}
