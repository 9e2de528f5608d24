/** Closed cases go when their time is up: what was shown beforehand and nothing else, once, with a line for each. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RetentionRow, RetentionTerms } from '../../src/domain/retention.ts';
import { erasures } from '../../src/usecases/erasures.ts';
import { carryOutRetention, planRetention } from '../../src/usecases/retention.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import {
  asAdmin,
  asMember,
  canaryCase,
  canaryState,
  everything,
  OPERATOR,
  privacyDeps,
  privacyPeople,
  type People,
} from '../support/privacyCase.ts';

const TERMS: RetentionTerms = {
  after: { goal: 'P2Y', otherwise: 'P1Y', never_admitted: 'P6M' },
  neverAdmitted: ['niet_toegelaten'],
  confirmed: true,
};

let now: string;
let database: TestDatabase;
let deps: Deps;
let people: People;
beforeEach(async () => {
  now = '2026-06-15T10:00:00.000Z';
  database = await testDatabase();
  deps = await privacyDeps(database, () => now);
  people = await privacyPeople(deps);
  const closed = (day: string, ending: string) => ({ closed: { at: `${day}T10:00:00.000Z`, ending, reason: 'x' } });
  await canaryCase(deps, people, 'goal-due', closed('2024-06-14', 'eigen'));
  await canaryCase(deps, people, 'goal-kept', closed('2024-06-15', 'eigen'));
  await canaryCase(deps, people, 'stopped-due', closed('2025-06-01', 'gestopt'));
  await canaryCase(deps, people, 'stopped-kept', closed('2025-12-01', 'gestopt'));
  await canaryCase(deps, people, 'refused-due', closed('2025-11-01', 'niet_toegelaten'));
  await canaryCase(deps, people, 'running', { closed: null });
});
afterEach(() => database.close());

async function planned(): Promise<readonly RetentionRow[]> {
  const plan = await planRetention(deps, TERMS, asAdmin(people));
  return plan.kind === 'plan' ? plan.rows : [];
}
async function carriedOut(rows: readonly RetentionRow[]) {
  const done = await carryOutRetention(deps, rows, asAdmin(people));
  if (done.kind === 'forbidden') throw new Error(done.kind);
  return done;
}
const DUE = ['refused-due', 'stopped-due', 'goal-due'];
const left = async (): Promise<readonly string[]> => {
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM cases ORDER BY id');
  return rows.map(({ id }) => id);
};

describe('the plan', () => {
  it('has those whose last day is behind us, the longest past first, and changes nothing', async () => {
    const before = await everything(database);
    expect((await planned()).map(({ caseId, keptUntil }) => [caseId, keptUntil])).toEqual([
      ['refused-due', '2026-05-01'],
      ['stopped-due', '2026-06-01'],
      ['goal-due', '2026-06-14'],
    ]);
    expect(await everything(database)).toEqual(before);
  });

  it('is not for who works on cases, nor is carrying it out', async () => {
    const rows = await planned();
    expect(await planRetention(deps, TERMS, asMember(people.anna))).toEqual({ kind: 'forbidden' });
    expect(await carryOutRetention(deps, rows, asMember(people.anna))).toEqual({ kind: 'forbidden' });
    expect(await left()).toHaveLength(6);
  });
});

describe('carrying it out', () => {
  it('erases the rows of the plan, row for row, and nothing else', async () => {
    const rows = await planned();
    expect(await carriedOut(rows)).toEqual({ kind: 'carried_out', erased: rows, passedOver: [] });
    expect(await left()).toEqual(['goal-kept', 'running', 'stopped-kept']);
  });

  it('leaves a line for each, in order, that says nothing of how the case ended', async () => {
    await carriedOut(await planned());
    const lines = await deps.uow.stores.privacy.erasures();
    expect(lines.map(({ caseId, memberId, at }) => [caseId, memberId, at])).toEqual(
      DUE.map((id) => [id, people.admin.id, now]),
    );
    for (const { effect } of lines) expect(Object.keys(effect ?? {}).sort()).toEqual(['cause', 'code', 'lines']);
    expect((await deps.uow.stores.audit.verify(null)).faults).toEqual([]);
    const log = await erasures(deps, OPERATOR);
    expect(log.kind === 'erasures' && log.rows.map(({ reason }) => reason)).toEqual([null, null, null]);
  });

  it('twice does nothing the second time', async () => {
    const rows = await planned();
    await carriedOut(rows);
    const before = await everything(database);
    expect(await planned()).toEqual([]);
    expect(await carriedOut([])).toMatchObject({ erased: [], passedOver: [] });
    // The same plan once more, as from a second window.
    expect(await carriedOut(rows)).toMatchObject({ erased: [], passedOver: rows });
    expect(await everything(database)).toEqual(before);
  });

  it('passes over a case that was opened again since the plan, and one that was closed anew', async () => {
    const rows = await planned();
    const { cases } = deps.uow.stores;
    await cases.save('refused-due', 2, canaryState(null), null, []);
    await cases.save('stopped-due', 2, canaryState({ at: now, ending: 'gestopt', reason: 'x' }), null, []);
    const done = await carriedOut(rows);
    expect(done.erased.map(({ caseId }) => caseId)).toEqual(['goal-due']);
    expect(done.passedOver.map(({ caseId }) => caseId)).toEqual(['refused-due', 'stopped-due']);
    expect(await left()).toContain('refused-due');
  });

  it('goes on the next day with those whose last day it was', async () => {
    await carriedOut(await planned());
    now = '2026-06-15T22:00:00.000Z';
    expect((await planned()).map(({ caseId }) => caseId)).toEqual(['goal-kept']);
  });
});
