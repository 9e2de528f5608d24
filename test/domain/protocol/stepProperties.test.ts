import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseEvent, CaseState } from '../../../src/domain/cases.ts';
import { newCaseState } from '../../../src/domain/cases.ts';
import { evaluate } from '../../../src/domain/protocol/evaluate.ts';
import { canBeFinished, step } from '../../../src/domain/protocol/step.ts';
import { aState } from '../../support/cases.ts';
import { complete, NOW, type Event } from '../../support/events.ts';
import { deepFreeze, FACTS, fullPlan } from '../../support/protocol.ts';

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
          const whole = deepFreeze({ id: `e${index}`, ...event });
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
            const result = step(fullPlan, state, { id: `e${index}`, ...event }, NOW);
            if (result.ok) state = result.state;
          });
          const status = evaluate(fullPlan, state, NOW).steps.find((each) => each.step.id === stepId);
          if (!status) throw new Error(stepId);
          const outcome = status.step.outcomes[0]?.id ?? null;
          const event = complete(stepId, { outcome, tasks: status.tasks.map((task) => task.id) });
          const able = canBeFinished(status) && status.needs.length === 0;
          expect(step(fullPlan, state, { id: 'x', ...event }, NOW).ok).toBe(able);
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
      const result = step(fullPlan, before, { id: `e${index}`, ...event }, NOW);
      // Finishing is refused on hold, so it is done again after the resume.
      return result.ok ? result.state : before;
    }, newCaseState);
    const last = step(fullPlan, state, { id: 'last', ...complete('intake', { on: '2026-05-31' }) }, NOW);
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
