import { describe, expect, test } from 'vitest';
import type { CaseState, Refusal } from '../../../src/domain/cases.ts';
import { step } from '../../../src/domain/protocol/step.ts';
import { aState } from '../../support/cases.ts';
import { complete, NOW, type Event } from '../../support/events.ts';
import { fullPlan } from '../../support/protocol.ts';

const begun = aState([['intake', '2026-06-01']], { risico: false });
const held = aState([], { risico: false }, { hold: { since: NOW, reason: 'opname' } });
const closed = aState([], { risico: false }, { closed: { at: NOW, ending: 'gestopt', reason: 'verhuisd' } });
const act = (state: CaseState, event: Event) => step(fullPlan, state, { id: 'e1', ...event }, NOW);

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
    // What is told without the client knowing is refused in step.test.ts.
    const kinds: Record<Exclude<Refusal['kind'], 'not_informed'>, true> = {
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
