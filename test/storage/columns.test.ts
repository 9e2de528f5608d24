/** What stands in the columns beside the state: codes, days and moments, the same on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import { aMember } from '../support/people.ts';
import { aState } from '../support/cases.ts';
import { MODES, type TestDatabase } from '../support/database.ts';

// Half past one at night in the Netherlands, on the day that the clock goes forward.
const AT = '2026-03-29T00:30:00.123Z';

describe.each(MODES)('%s', (_mode, here, open) => {
  describe.runIf(here)('the columns of a case', () => {
    let database: TestDatabase;
    let openedBy: string;
    beforeAll(async () => {
      database = await open();
      openedBy = (await aMember(database.uow.stores, { tenantId: 't', objectId: 'o' }, [])).id;
    });
    afterAll(() => database.close());

    const input = (id: string, prefix = 'TST', nextDue: string | null = null) => ({
      ...{ id, prefix, year: 2026, protocolId: 'p', protocolVersion: '1', route: 'A', pseudonym: 'BW-17' },
      ...{ openedAt: AT, openedBy, state: newCaseState, nextDue, log: [] },
    });
    const columns = async (id: string): Promise<unknown> => {
      const { rows } = await database.pool.query<Record<string, unknown>>(
        `SELECT status, next_due::text AS due, (extract(epoch FROM opened_at) * 1000)::bigint::text AS opened
         FROM cases WHERE id = $1`,
        [id],
      );
      return rows[0];
    };

    it('a code that exists is passed over, also within a transaction', async () => {
      const { cases } = database.uow.stores;
      await cases.open(input('old-1', 'OUD'));
      await cases.open(input('old-2', 'OUD'));
      await database.pool.query("UPDATE case_counters SET last = 0 WHERE prefix = 'OUD'");
      const opened = await database.uow.transaction((tx) => tx.cases.open(input('old-3', 'OUD')));
      expect(opened.code).toBe('OUD-2026-003');
    });

    it('a day stays that day and a moment that moment, also on the night that the clock changes', async () => {
      const { cases } = database.uow.stores;
      const { id, openedAt } = await cases.open(input('night', 'TST', '2026-03-29'));
      expect(openedAt).toBe(AT);
      expect(await columns(id)).toEqual({ status: 'active', due: '2026-03-29', opened: String(Date.parse(AT)) });
      await cases.save(id, 1, newCaseState, '2026-10-25', []);
      expect(await columns(id)).toMatchObject({ due: '2026-10-25' });
      await cases.save(id, 2, newCaseState, null, []);
      expect(await columns(id)).toMatchObject({ due: null });
    });

    const hold = { since: AT, reason: 'wacht' };
    const closed = { at: AT, ending: 'klaar', reason: 'klaar' };
    it.each<[string, Partial<CaseState>]>([
      ['active', {}],
      ['on_hold', { hold }],
      ['closed', { closed }],
      ['closed', { hold, closed }],
    ])('a case is %s by what its state says: %j', async (status, parts) => {
      const id = `status-${JSON.stringify(parts)}`;
      await database.uow.stores.cases.open(input(id));
      await database.uow.stores.cases.save(id, 1, aState([], {}, parts), null, []);
      expect(await columns(id)).toMatchObject({ status });
    });
  });
});
