/** What moving a case changes, in the words that an owner reads. */
import { expect, test } from 'vitest';
import { moveJson, moveText } from '../../src/cli/moveText.ts';
import type { FactValue, Step } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import { previewMove, type MovePreview } from '../../src/domain/protocol/move.ts';
import { aState } from '../support/cases.ts';
import { NOW } from '../support/events.ts';
import { anOutcome, aProtocol, aStep, aTerm, before, FACTS, gate } from '../support/protocol.ts';

const intake = aStep('intake', { number: '1', terms: [aTerm(before('P3M', 'sleutel'))] });
const toets = aStep('toets', { outcomes: [anOutcome('akkoord')] });

function moved(steps: readonly Step[], facts: Record<string, FactValue> = {}, known = FACTS): MovePreview {
  const to = aProtocol(steps, { version: 'v2', facts: known });
  const state = aState([['toets', '2026-06-01', 'akkoord']], facts);
  const result = previewMove(planOf(aProtocol([intake, toets]), 'R'), to, state, NOW);
  if (!result.ok) throw new Error(result.refusal.kind);
  return result.preview;
}
const withTerm = (duration: string): Step => ({ ...intake, terms: [aTerm(before(duration, 'sleutel'))] });
const { start: _, ...withoutStart } = FACTS;

test.each<[string, MovePreview, string]>([
  ['nothing', moved([{ ...intake, title: 'Anders' }, toets]), 'niets verandert voor deze casus\n'],
  [
    'a term that moves',
    moved([withTerm('P4M'), toets], { sleutel: '2026-12-31' }),
    '\n    termijn van R1 Titel van intake (TST-2): was 30 september 2026, wordt 31 augustus 2026\n',
  ],
  [
    'a term that has passed by then',
    moved([withTerm('P7M'), toets], { sleutel: '2026-12-31' }),
    '\n    termijn van R1 Titel van intake (TST-2): was 30 september 2026, wordt 31 mei 2026, en is dan al voorbij\n',
  ],
  [
    'a term that goes',
    moved([{ ...intake, terms: [] }, toets], { sleutel: '2026-12-31' }),
    '\n    termijn van R1 Titel van intake (TST-2): was 30 september 2026, wordt geen datum\n',
  ],
  [
    'a step that appears',
    moved([intake, toets, aStep('extra', { after: [gate('intake')] })]),
    '\n    nieuwe stap: Titel van extra (daarna)\n',
  ],
  ['a step that vanishes', moved([toets]), '\n    stap vervalt: R1 Titel van intake\n'],
  [
    'a fact that is lost',
    moved([intake, toets], { start: '2026-01-01' }, withoutStart as typeof FACTS),
    '\n    gegeven vervalt: Gegeven start\n',
  ],
  [
    'a finished step that counts no more',
    moved([intake, { ...toets, outcomes: [anOutcome('anders')] }]),
    '\n    Titel van toets: was klaar, wordt open\n    telt niet meer als klaar: Titel van toets (1 juni 2026, Uitkomst akkoord)\n',
  ],
])('%s', (_, preview, words) => expect(moveText(preview)).toBe(words));

test('for programs it holds no value of a fact', () => {
  const json = moveJson(moved([toets], { start: '2026-01-01' }, withoutStart as typeof FACTS));
  expect(json).toEqual({
    terms: [],
    steps: [{ step: 'intake', from: 'open', to: null }],
    lostFacts: ['start'],
    lostSteps: [],
  });
});
