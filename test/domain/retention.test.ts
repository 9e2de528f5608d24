/** Which closed cases are past their time: by how they ended, on which day, in which order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shift } from '../../src/domain/calendar.ts';
import type { Case, CaseState } from '../../src/domain/cases.ts';
import { retentionPlan, type RetentionTerms } from '../../src/domain/retention.ts';
import { aState } from '../support/cases.ts';
import { aProtocol } from '../support/protocol.ts';

const TERMS: RetentionTerms = {
  after: { goal: 'P2Y', otherwise: 'P1Y', never_admitted: 'P6M' },
  neverAdmitted: ['niet_toegelaten'],
  confirmed: true,
};

const protocol = {
  ...aProtocol([]),
  endings: {
    eigen: { id: 'eigen', title: 'Eigen woning', goal: true },
    gestopt: { id: 'gestopt', title: 'Gestopt', goal: false },
    niet_toegelaten: { id: 'niet_toegelaten', title: 'Niet toegelaten', goal: false },
  },
};

const aCase = (code: string, closed: CaseState['closed'], parts: Partial<CaseState> = {}): Case => ({
  ...{ id: `id ${code}`, code, protocolId: 'proef', protocolVersion: '1', route: 'A', pseudonym: 'x', version: 1 },
  ...{ openedAt: '2020-01-01T09:00:00.000Z', state: aState([], {}, { closed, ...parts }) },
});
const closedAt = (at: string, ending: string): CaseState['closed'] => ({ at, ending, reason: 'x' });
const plan = (cases: readonly Case[], today: string) =>
  retentionPlan(cases.map((each) => ({ case: each, protocol })), TERMS, today); // prettier-ignore

describe('a closed case is kept by how it ended, up to and including its last day', () => {
  it.each<[string, string, string, string, string]>([
    ['reached its goal', 'eigen', 'goal', '2024-03-01', '2026-03-01'],
    ['ended otherwise', 'gestopt', 'otherwise', '2025-03-01', '2026-03-01'],
    ['was never admitted', 'niet_toegelaten', 'never_admitted', '2025-09-01', '2026-03-01'],
    ['ended in a way that the protocol does not know', 'x', 'otherwise', '2025-03-01', '2026-03-01'],
    ['ended in a word of the language', 'constructor', 'otherwise', '2025-03-01', '2026-03-01'],
    ['reached its goal on 29 February', 'eigen', 'goal', '2024-02-29', '2026-02-28'],
    ['was never admitted on 31 August', 'niet_toegelaten', 'never_admitted', '2025-08-31', '2026-02-28'],
  ])('%s', (_, ending, kind, closedOn, keptUntil) => {
    const at = `${closedOn}T10:00:00.000Z`;
    const cases = [aCase('A', closedAt(at, ending))];
    expect(plan(cases, keptUntil)).toEqual([]);
    expect(plan(cases, shift(keptUntil, 'P1D', 'after'))).toEqual([
      { caseId: 'id A', code: 'A', ending: kind, closedAt: at, closedOn, keptUntil },
    ]);
  });

  it('counted from the day that it was in Amsterdam', () => {
    const [row] = plan([aCase('A', closedAt('2024-06-30T22:15:00.000Z', 'eigen'))], '2030-01-01');
    expect(row).toMatchObject({ closedOn: '2024-07-01', keptUntil: '2026-07-01' });
  });
});

it('a case that is not closed is kept, however long ago it was opened or put on hold', () => {
  const hold = { since: '1990-01-01T09:00:00.000Z', reason: 'x' };
  expect(plan([aCase('A', null), aCase('B', null, { hold })], '2199-12-31')).toEqual([]);
});

it('those longest past their time come first, and of one day by code', () => {
  const cases = [
    aCase('D', closedAt('2023-01-01T10:00:00.000Z', 'eigen')),
    aCase('B', closedAt('2024-01-02T10:00:00.000Z', 'gestopt')),
    aCase('C', closedAt('2022-01-01T10:00:00.000Z', 'gestopt')),
    aCase('A', closedAt('2024-01-02T11:00:00.000Z', 'gestopt')),
  ];
  expect(plan(cases, '2026-01-01').map(({ code }) => code)).toEqual(['C', 'D', 'A', 'B']);
});

describe('for any cases', () => {
  const anyCases = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 3000 }),
      ending: fc.constantFrom('eigen', 'gestopt', 'niet_toegelaten', null),
    }),
    { maxLength: 30 },
  );
  const made = (list: readonly { day: number; ending: string | null }[]): Case[] =>
    list.map(({ day, ending }, n) =>
      aCase(`C${n}`, ending === null ? null : closedAt(`${shift('2018-01-01', `P${day}D`, 'after')}T10:00:00.000Z`, ending)),
    ); // prettier-ignore

  it('the order in which they are read does not matter, and a later day never keeps more', () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 0, max: 4000 }), fc.nat(400), (list, day, more) => {
        const cases = made(list);
        const today = shift('2018-01-01', `P${day}D`, 'after');
        const rows = plan(cases, today);
        expect(plan(cases.toReversed(), today)).toEqual(rows);
        const later = new Set(plan(cases, shift(today, `P${more}D`, 'after')).map(({ code }) => code));
        expect(rows.every(({ code }) => later.has(code))).toBe(true);
        expect(rows.every(({ keptUntil }) => keptUntil < today)).toBe(true);
      }),
    );
  });
});
