import { describe, expect, test } from 'vitest';
import type { CaseState } from '../../../src/domain/cases.ts';
import { evaluate, type Plan } from '../../../src/domain/protocol/evaluate.ts';
import { explainStep } from '../../../src/domain/protocol/explain.ts';
import { metText, reasonText } from '../../../src/presenters/protocolText.ts';
import { aState } from '../../support/cases.ts';
import { anOutcome, aPlan, aStep, before, fullPlan, gate, is } from '../../support/protocol.ts';

const NOW = '2026-06-15T10:00:00.000Z';
const explain = (plan: Plan, state: CaseState, stepId: string) => explainStep(evaluate(plan, state, NOW), stepId);

describe('explainStep', () => {
  test('an open step says which steps let it open, and when they were done', () => {
    const state = aState([['intake', '2026-06-01']], { risico: false });
    expect(explain(fullPlan, state, 'toetsing')).toEqual({
      status: 'open',
      because: [],
      met: [
        { kind: 'done', step: 'intake', on: '2026-06-01', outcome: null },
        { kind: 'skipped', step: 'taxatie' },
      ],
    });
  });
  test('it says which condition made it belong to the case', () => {
    const explanation = explain(fullPlan, aState([['intake', '2026-06-01']], { risico: true }), 'taxatie');
    expect(explanation?.met).toContainEqual({ kind: 'condition', condition: is('risico', true) });
  });
  test('of a choice between conditions it names only those that hold', () => {
    const either = { kind: 'any', of: [is('risico', true), is('hulp', true)] } as const;
    const plan = aPlan(aStep('a', { provided: either }));
    expect(explain(plan, aState([], { risico: false, hulp: true }), 'a')?.met).toEqual([
      { kind: 'condition', condition: is('hulp', true) },
    ]);
  });
  test('a blocked step names what is met and what is not', () => {
    const plan = aPlan(aStep('a'), aStep('b'), aStep('c', { after: [gate('a'), gate('b')] }));
    expect(explain(plan, aState([['a', '2026-06-01']]), 'c')).toEqual({
      status: 'upcoming',
      because: [{ kind: 'waits_for', step: 'b' }],
      met: [{ kind: 'done', step: 'a', on: '2026-06-01', outcome: null }],
    });
  });
  test('the wrong outcome of a step is what blocks, and is not counted as met', () => {
    const plan = aPlan(
      aStep('a', { outcomes: [anOutcome('nee', { continues: false })] }),
      aStep('b', { after: [gate('a')] }),
    );
    expect(explain(plan, aState([['a', '2026-06-01', 'nee']]), 'b')).toMatchObject({
      because: [{ kind: 'outcome', step: 'a', outcome: 'nee' }],
      met: [],
    });
  });
  test('an opening day that has come is met', () => {
    const plan = aPlan(aStep('a', { opens: before('P6M', 'einde') }));
    expect(explain(plan, aState([], { einde: '2026-12-15' }), 'a')?.met).toEqual([
      { kind: 'opened', on: '2026-06-15' },
    ]);
    expect(explain(plan, aState([], { einde: '2026-12-16' }), 'a')?.met).toEqual([]);
  });
  test('a step that is not there has no explanation', () => expect(explain(fullPlan, aState(), 'nergens')).toBeNull());
});

describe('what is met reads as a sentence in both languages', () => {
  const plan = aPlan(
    aStep('a', { number: '5', title: 'Toetsen', outcomes: [anOutcome('ja', { title: 'Voldoet' })] }),
    aStep('b', { title: 'Risico' }),
  );
  test.each([
    [
      { kind: 'done', step: 'a', on: '2026-06-01', outcome: 'ja' },
      'Klaar op 1 juni 2026: R5 Toetsen (Voldoet).',
      'Finished on 1 June 2026: R5 Toetsen (Voldoet).',
    ],
    [
      { kind: 'done', step: 'b', on: '2026-06-01', outcome: null },
      'Klaar op 1 juni 2026: Risico.',
      'Finished on 1 June 2026: Risico.',
    ],
    [{ kind: 'skipped', step: 'b' }, 'Niet nodig in deze casus: Risico.', 'Not needed in this case: Risico.'],
    [
      { kind: 'condition', condition: is('hulp', true) },
      'Aan de voorwaarde is voldaan: "Gegeven hulp" is ja.',
      'The condition is met: "Gegeven hulp" is yes.',
    ],
    [{ kind: 'opened', on: '2026-06-15' }, 'Aan de beurt sinds 15 juni 2026.', 'Up since 15 June 2026.'],
  ] as const)('%o', (met, dutch, english) => {
    expect(metText(plan, met, 'nl')).toBe(dutch);
    expect(metText(plan, met, 'en')).toBe(english);
  });
  test('what is hidden says only that something comes first', () => {
    expect(reasonText(plan, { kind: 'hidden' }, 'nl')).toBe('Er moet eerst iets anders gebeuren.');
  });
});
