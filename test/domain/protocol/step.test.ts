import { describe, expect, test } from 'vitest';
import type { CaseState, Effect } from '../../../src/domain/cases.ts';
import { newCaseState } from '../../../src/domain/cases.ts';
import { evaluate } from '../../../src/domain/protocol/evaluate.ts';
import { fits, nextDue, step } from '../../../src/domain/protocol/step.ts';
import { aState } from '../../support/cases.ts';
import { complete, NOW, type Event } from '../../support/events.ts';
import { after, anOutcome, aPlan, aStep, aTerm, done, FACTS, fullPlan, gate, is } from '../../support/protocol.ts';

const begun = aState([['intake', '2026-06-01']], { risico: false });
const held = aState([], { risico: false }, { hold: { since: NOW, reason: 'opname' } });
const closed = aState([], { risico: false }, { closed: { at: NOW, ending: 'gestopt', reason: 'verhuisd' } });
const act = (state: CaseState, event: Event) => step(fullPlan, state, { id: 'e1', ...event }, NOW);

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
    // Opening and moving a case, and who takes part in it, are not for the engine; what is told to others is proven below.
    type Other =
      | 'decided'
      | `handover_${string}`
      | 'opened'
      | 'moved'
      | 'shared'
      | 'unshared'
      | 'joined'
      | 'left'
      | 'words_kept'
      | 'told'
      | 'not_told'
      | 'informed';
    const kinds: Record<Exclude<Effect['type'], Other>, true> = {
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
  test('a step can be finished today', () => {
    expect(act(aState([], { risico: false }), complete('intake', { on: '2026-06-15' })).ok).toBe(true);
  });
  test('undoing takes back one completion, the last of that step, and leaves later ones of other steps', () => {
    const plan = aPlan(aStep('a', { mode: 'on_demand' }), aStep('b'));
    const state = aState([
      ['a', '2026-06-01'],
      ['a', '2026-06-02'],
      ['b', '2026-06-03'],
    ]);
    const result = step(plan, state, { id: 'e', type: 'undo_step', step: 'a' }, NOW);
    expect(result.ok && result.state.done.map((each) => each.on)).toEqual(['2026-06-01', '2026-06-03']);
  });
  test('an outcome that stops the case can be recorded with its tasks open', () => {
    const plan = aPlan(
      aStep('a', {
        tasks: [{ id: 'plan', text: 'Maak een plan', applies: null, optional: false, rules: [] }],
        outcomes: [anOutcome('ja'), anOutcome('nee', { continues: false })],
      }),
    );
    const finish = (outcome: string) =>
      step(plan, newCaseState, { id: 'e', ...complete('a', { outcome, tasks: [] }) }, NOW);
    expect(finish('nee').ok).toBe(true);
    expect(finish('ja')).toMatchObject({ refusal: { kind: 'tasks_missing' } });
  });
  test('a step that waits only for its day can be finished early, once its facts are known', () => {
    const plan = aPlan(aStep('a', { opens: after('P1Y', 'start'), provided: is('hulp', true) }));
    const finish = (facts: CaseState['facts']) =>
      step(plan, aState([], facts), { id: 'e', ...complete('a', { tasks: [] }) }, NOW);
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

describe("nothing is told without the client's knowledge (ZUT-104), nor without consent where it is asked for", () => {
  const line = { with: ['wijkteam'], what: 'Dat de cliënt er woont', rules: [] };
  const sharing = [
    { ...line, consent: null },
    { ...line, consent: 'hulp' },
  ];
  const plan = aPlan(aStep('melden', { sharing }));
  const informed = { by: 'recorder', on: '2026-06-01', how: 'conversation', ground: null } as const;
  const tell = (state: CaseState) => step(plan, state, { id: 'e1', ...complete('melden', { tasks: [] }) }, NOW);
  const known = (hulp?: boolean, parts: Partial<CaseState> = { informed: [informed] }): CaseState =>
    aState([], hulp === undefined ? {} : { hulp }, parts);
  const kinds = (state: CaseState): readonly string[] => {
    const result = tell(state);
    return result.ok ? result.effects.map((effect) => effect.type) : [result.refusal.kind];
  };
  test.each<[string, CaseState, readonly string[]]>([
    ['told where the client knows and consents', known(true), ['step_completed', 'told', 'told']],
    ['not told where the client does not consent', known(false), ['step_completed', 'told', 'not_told']],
    ['refused while the consent is not known', known(), ['facts_missing']],
    ['refused while the client does not know', known(true, {}), ['not_informed']],
  ])('%s', (_, state, expected) => expect(kinds(state)).toEqual(expected));

  test('a step that tells nobody asks nothing', () => {
    const result = step(aPlan(aStep('melden')), newCaseState, { id: 'e1', ...complete('melden', { tasks: [] }) }, NOW);
    expect(result.ok).toBe(true);
  });

  const inform = (parts: object) =>
    step(plan, newCaseState, { id: 'e1', type: 'inform', informed: { ...informed, ...parts } }, NOW);
  test('that the client knows is kept, and said in the log', () => {
    const result = inform({});
    expect(result.ok && result.state.informed).toEqual([informed]);
    expect(result.ok && result.effects).toEqual([{ id: 'e1:0', type: 'informed', ...informed }]);
  });
  test.each<[string, object, string]>([
    ['an exception without a ground', { how: 'exception' }, 'reason_missing'],
    ['an exception with an empty ground', { how: 'exception', ground: ' ' }, 'reason_missing'],
    ['a ground where the client was told', { ground: 'te druk' }, 'reason_missing'],
    ['a day to come', { on: '2026-12-01' }, 'future_date'],
    ['a day that does not exist', { on: '2026-02-30' }, 'wrong_date'],
  ])('%s is refused', (_, parts, kind) => {
    expect(inform(parts)).toMatchObject({ ok: false, refusal: { kind } });
  });
  test('an exception with a ground is enough', () => {
    const result = inform({ how: 'exception', ground: 'acuut gevaar' });
    expect(result.ok && tell({ ...result.state, facts: { hulp: true } }).ok).toBe(true);
  });
});
