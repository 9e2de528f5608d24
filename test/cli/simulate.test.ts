import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SimulationJson } from '../../src/cli/simulateOutput.ts';
import { opstap } from '../support/cli.ts';

const base = { protocol: 'proef', route: 'A', facts: {}, done: [], now: '2026-06-15' };
const begun = [
  { step: 'woningnet', at: '2026-01-31' },
  { step: 'aanmelding', at: '2026-02-10' },
];
const housed = [
  ...begun,
  { step: 'toetsing', at: '2026-02-20', outcome: 'voldoet' },
  { step: 'woning', at: '2026-03-31', outcome: 'toegewezen' },
];
const low = { hoogRisico: false, akkoordCorporatie: true };

async function simulate(parts: object, ...args: string[]): Promise<SimulationJson> {
  const run = await opstap(['simulate', '-', '--json', ...args], JSON.stringify({ ...base, ...parts }));
  expect(run.err).toBe('');
  expect(run.code).toBe(0);
  return run.json<SimulationJson>();
}
const stepsIn = (list: readonly { step: string }[]): string[] => list.map((each) => each.step);

describe('simulate says what is open, by when and why', () => {
  test('an open step carries all that is needed to act on it', async () => {
    const { open } = await simulate({ facts: { sleuteldatum: '2026-12-31' } });
    expect(open).toEqual([
      {
        step: 'woningnet',
        number: '2',
        route: 'A',
        title: 'Inschrijven bij WoningNet',
        phase: 'voor',
        mode: 'once',
        responsible: ['begeleider'],
        involved: [],
        term: {
          by: '2026-09-30',
          from: '2026-06-30',
          kind: 'hard',
          rule: 'PRF-11',
          text: 'ten minste drie maanden voor de sleutel',
          anchor: 'sleuteldatum',
          daysLeft: 107,
        },
        terms: [expect.objectContaining({ by: '2026-09-30' })],
        overdue: false,
        needs: [],
        tasks: [
          { id: 'criteria', text: 'Noem de wensen voor de woning', optional: false, rules: ['PRF-10'] },
          { id: 'hulp', text: 'Vraag zo nodig hulp', optional: true, rules: [] },
        ],
        outcomes: [],
        decision: null,
        clocks: [],
        why: 'Zonder inschrijving is er geen woning.',
        notes: [],
        source: { document: 'Afspraken proef', section: 'A2', number: '2', route: 'A' },
        rules: ['PRF-06'],
      },
    ]);
  });
  test('a term without its anchor is null, and the fact that it waits for is asked', async () => {
    const { open, missingFacts } = await simulate({});
    expect(open[0]).toMatchObject({ step: 'woningnet', term: null, terms: [] });
    expect(missingFacts).toContainEqual({
      fact: 'sleuteldatum',
      question: 'Wanneer is de sleutel voorzien?',
      kind: 'date',
      terms: ['woningnet'],
      steps: [],
    });
  });
  test('what is not open says why, in words and as data', async () => {
    const { blocked, upcoming } = await simulate({ facts: low });
    expect(stepsIn(upcoming)).toEqual(['aanmelding']);
    expect(upcoming[0]).toMatchObject({
      because: 'Eerst moet klaar zijn: A2 Inschrijven bij WoningNet.',
      reasons: [{ kind: 'waits_for', step: 'woningnet' }],
    });
    expect(stepsIn(blocked)).toEqual(['aanmelding', 'toetsing', 'woning', 'evaluatie', 'signaal', 'slot']);
  });
  test('a step that does not belong to the case is nowhere', async () => {
    const all = await simulate({ facts: low });
    expect([...stepsIn(all.open), ...stepsIn(all.blocked)]).not.toContain('taxatie');
    const high = await simulate({ facts: { hoogRisico: 'ja' }, done: begun.slice(0, 1) });
    expect(stepsIn(high.open)).toEqual(['taxatie']);
  });
  test('a route that follows another has its own numbers, gates and decisions', async () => {
    const done = [...begun, { step: 'toetsing', at: '2026-02-20', outcome: 'voldoet' }];
    const { open, blocked } = await simulate({ route: 'C', facts: { ...low, groep: 'oud' }, done });
    expect(open).toMatchObject([
      { step: 'tafel', number: '5', route: 'C', decision: { kind: 'majority', text: 'De helft plus één' } },
    ]);
    expect(blocked).toContainEqual(expect.objectContaining({ step: 'woning', number: '9' }));
  });
  test('a repeating step says when it comes back, counted from its anchor', async () => {
    const done = [...housed, { step: 'evaluatie', at: '2026-11-02' }];
    const { recurring, open } = await simulate({ facts: low, done, now: '2026-12-01' });
    expect(recurring).toEqual([
      {
        step: 'evaluatie',
        number: '11',
        route: 'A',
        title: 'Evalueren',
        responsible: ['begeleider'],
        next: '2027-03-31',
        every: 'P6M',
        kind: 'hard',
        text: 'elk half jaar',
        rule: 'PRF-36',
        overdue: false,
        clocks: [],
      },
    ]);
    expect(open).toContainEqual(expect.objectContaining({ step: 'evaluatie', mode: 'recurring' }));
  });
  test('there is no next one after the end', async () => {
    const { recurring } = await simulate({ facts: { ...low, contractEinde: '2026-09-01' }, done: housed });
    expect(recurring).toEqual([]);
  });
  test('clock hours, notes and what to share stand with the open step', async () => {
    const { open, sharing } = await simulate({ facts: { ...low, contractEinde: '2027-03-31' }, done: housed });
    expect(open.find((each) => each.step === 'signaal')?.clocks).toMatchObject([
      { id: 'bellen', within: 'PT24H', rule: 'PRF-39' },
    ]);
    expect(open.find((each) => each.step === 'slot')).toMatchObject({
      decision: { kind: 'joint', by: ['begeleider', 'gemeente'], rules: ['PRF-48'] },
      notes: [{ kind: 'not_stated', rules: ['PRF-48'] }],
      outcomes: [{ id: 'vast' }, { id: 'niet' }],
    });
    expect(sharing).toEqual([]);
    expect((await simulate({ facts: low, done: begun.slice(0, 1) })).sharing).toEqual([
      { step: 'aanmelding', with: ['gemeente'], what: 'Het formulier', rules: ['PRF-15'] },
      { step: 'aanmelding', with: ['woningcorporatie'], what: 'Dat er een aanmelding is', rules: ['PRF-17'] },
    ]);
  });
  test('a moment is cut to its date in Amsterdam', async () => {
    const { today } = await simulate({ now: '2026-06-30T22:15:00Z' });
    expect(today).toBe('2026-07-01');
    const facts = { ...low, sleuteldatum: '2026-12-31T23:30:00.000Z' };
    const { open } = await simulate({ facts });
    expect(open[0]?.term?.by).toBe('2026-10-01');
    expect((await simulate({ now: '2026-06-30T23:50:00' })).today).toBe('2026-06-30');
  });
  test.each([
    ['true', true],
    ['ja', 'ja'],
  ])('a yes can be written as %s', async (_, yes) => {
    expect(stepsIn((await simulate({ facts: { hoogRisico: yes }, done: begun.slice(0, 1) })).open)).toEqual([
      'taxatie',
    ]);
  });
  test('a fact that is null is not known', async () => {
    expect((await simulate({ facts: { hoogRisico: null }, done: begun.slice(0, 1) })).missingFacts).toContainEqual(
      expect.objectContaining({ fact: 'hoogRisico' }),
    );
  });
  test('without "now" it is today', async () => expect((await simulate({ now: undefined })).today).toBe('2026-06-15'));
});

describe('warnings', () => {
  const kinds = async (parts: object): Promise<string[]> => (await simulate(parts)).warnings.map((each) => each.kind);

  test('a hard term that has passed is overdue', async () => {
    const { warnings, open } = await simulate({ facts: { sleuteldatum: '2026-08-01' } });
    expect(warnings).toContainEqual({
      kind: 'overdue',
      step: 'woningnet',
      text: 'Te laat: A2 Inschrijven bij WoningNet, 1 mei 2026 (ten minste drie maanden voor de sleutel).',
      rules: ['PRF-11'],
    });
    expect(open[0]?.overdue).toBe(true);
  });
  test('a target that has passed is no breach', async () => {
    const { warnings, open } = await simulate({ facts: low, done: begun });
    expect(warnings.map((each) => each.kind)).toEqual(['target_passed']);
    expect(open[0]).toMatchObject({ step: 'toetsing', overdue: false });
  });
  test('an effort that has passed is said as such', async () => {
    const done = housed.slice(0, 3);
    expect(await kinds({ facts: low, done, now: '2026-08-01' })).toEqual(['effort_passed']);
  });
  test('the last permitted day itself is not late', async () => {
    expect(await kinds({ facts: { sleuteldatum: '2026-09-15' } })).toEqual([]);
    expect(await kinds({ facts: { sleuteldatum: '2026-09-15' }, now: '2026-06-16' })).toEqual(['overdue']);
  });
  test('an outcome that was left out is the ordinary one, and that is said', async () => {
    const done = [...begun, { step: 'toetsing', at: '2026-02-20' }];
    const { warnings, open } = await simulate({ facts: low, done });
    expect(warnings).toContainEqual(expect.objectContaining({ kind: 'outcome_assumed', step: 'toetsing' }));
    expect(stepsIn(open)).toEqual(['woning']);
  });
  test.each([
    ['true', true],
    ['a date', '2026-05-01'],
    ['an object', { since: '2026-05-01', reason: 'opname' }],
  ])('on hold, given as %s, nothing is open and the effects are named', async (_, hold) => {
    const { open, onHold, warnings, blocked } = await simulate({ hold, facts: { sleuteldatum: '2026-08-01' } });
    expect([onHold, open]).toEqual([true, []]);
    expect(warnings[0]).toEqual({
      kind: 'hold',
      text: 'Let op: De grond voor begeleiding vervalt.',
      rules: ['PRF-27'],
    });
    // A hold does not stop the calendar.
    expect(warnings[1]).toMatchObject({ kind: 'overdue', step: 'woningnet' });
    expect(blocked[0]).toMatchObject({ step: 'woningnet', because: 'De casus staat op pauze.' });
  });
  test.each([false, null])('hold: %s is no hold', async (hold) => {
    expect((await simulate({ hold })).onHold).toBe(false);
  });
  test('an outcome that ends the case is named', async () => {
    const done = [...begun, { step: 'toetsing', at: '2026-02-20', outcome: 'voldoet_niet' }];
    const { warnings, ending, blocked } = await simulate({ facts: low, done });
    expect(ending).toBe('gestopt');
    expect(warnings).toContainEqual({ kind: 'ending', text: 'De casus kan worden afgesloten: Gestopt.', rules: [] });
    expect(blocked[0]).toMatchObject({ step: 'woning', reasons: [{ kind: 'outcome', outcome: 'voldoet_niet' }] });
  });
  test('a step that is finished on a day to come, and a route that does not fit, are said', async () => {
    const done = [{ step: 'woningnet', at: '2026-06-16' }];
    expect(await kinds({ route: 'C', facts: low, done })).toEqual(['note', 'note']);
  });
});

describe('as a role, only what that role may see', () => {
  const facts = { ...low, sleuteldatum: '2026-12-30', contractEinde: '2029-04-05', groep: 'jong' };
  test.each(['woningcorporatie', 'corporatie', 'Woningcorporatie'])('the %s sees its own steps', async (as) => {
    const view = await simulate({ as, facts, done: begun });
    expect(stepsIn(view.open)).toEqual([]);
    expect(stepsIn(view.blocked)).toEqual(['woning', 'evaluatie', 'signaal']);
    expect(view.blocked[0]).toMatchObject({
      because: 'Er moet eerst iets anders gebeuren.',
      reasons: [{ kind: 'hidden' }],
    });
  });
  test('nothing that it may not see is anywhere in the answer', async () => {
    for (const done of [[], begun, housed.slice(0, 3), housed]) {
      const text = JSON.stringify(await simulate({ as: 'woningcorporatie', facts, done }));
      for (const hidden of [
        'akkoordCorporatie',
        'hoogRisico',
        'contractEinde',
        '2029-04-05',
        'groep"',
        'toetsing',
        'aanmelding',
      ]) {
        expect(text, `${hidden} after ${done.length} steps`).not.toContain(hidden);
      }
    }
  });
  test('a role without sight gets an empty answer', async () => {
    const view = await simulate({ as: 'buurman', facts, done: housed });
    expect(view).toMatchObject({
      open: [],
      upcoming: [],
      blocked: [],
      recurring: [],
      missingFacts: [],
      sharing: [],
      warnings: [],
    });
  });
});

describe('for people', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'opstap-')), 'case.json');
  writeFileSync(file, `\uFEFF${JSON.stringify({ ...base, facts: { sleuteldatum: '2026-12-31' } })}`);

  test('a file gives plain Dutch, with term, tasks and source', async () => {
    const { code, out } = await opstap(['simulate', file]);
    expect(code).toBe(0);
    expect(out).toContain('Proefregeling, route A (Uit een instelling), stand op 15 juni 2026');
    expect(out).toContain('- A2 Inschrijven bij WoningNet\n    Wie: Begeleider\n');
    expect(out).toContain('uiterlijk 30 september 2026 (over 107 dagen), vanaf 30 juni 2026; vaste termijn');
    expect(out).toContain('[ ] Vraag zo nodig hulp (zo nodig)');
    expect(out).toContain('Bron: Afspraken proef, A2 [PRF-06]');
    expect(out).toContain('Nog te vragen\n');
  });
  test('English on request', async () => {
    const { out } = await opstap(['simulate', file, '--lang', 'en']);
    expect(out).toContain('Open now');
    expect(out).toContain('by 30 September 2026 (in 107 days), from 30 June 2026; fixed term');
  });
});
