/** The register: what goes in comes back as it was, nothing in it can be changed, and it goes with its case alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCaseState } from '../../src/domain/cases.ts';
import type { DecisionRecord } from '../../src/domain/decisions/records.ts';
import type { Stores } from '../../src/usecases/ports.ts';
import { MODES, type TestDatabase } from '../support/database.ts';
import { aMember, joins } from '../support/people.ts';

const AT = '2026-03-10T09:00:00.000Z';
let last = 0;
const fresh = (): string => `id${(last += 1)}`;

describe.each(MODES)('%s', (_mode, here, open) => {
  describe.runIf(here)('the register of decisions', () => {
    let database: TestDatabase;
    let stores: Stores;
    let member: Awaited<ReturnType<typeof aMember>>;
    beforeAll(async () => {
      database = await open();
      ({ stores } = database.uow);
      member = await aMember(stores, { tenantId: 't', objectId: 'anna', name: 'Anna' }, ['gemeente']);
    });
    afterAll(() => database.close());

    const aCase = () =>
      stores.cases.open({
        ...{ id: fresh(), prefix: 'HLM', year: 2026, protocolId: 'haarlemmermeer', protocolVersion: '1', route: 'D' },
        ...{ pseudonym: 'Merel', openedAt: AT, openedBy: member.id, state: newCaseState, nextDue: null, log: [] },
      });
    const aRecord = (caseId: string, parts: Partial<DecisionRecord> = {}): DecisionRecord => ({
      ...{ id: fresh(), caseId, number: 1, step: 'wachtlijst', outcome: null, kind: 'official', on: '2026-03-09' },
      ...{
        tasks: ['geplaatst'],
        agreements: [{ role: 'gemeente', agrees: true, memberId: member.id, witnessId: null }],
      },
      ...{ reasons: 'Aan alles is voldaan.', reviewOn: '2026-09-09', meetingId: 'm1', withdrawn: false },
      vote: { ballotId: 'b1', present: 5, inFavour: 3, against: 1, abstained: 1, needed: 3, adopted: true },
      rule: { text: 'De medewerker is gemachtigd.', rules: ['HLM-D-15'], section: 'D5' },
      ...{ opened: ['vinkje'], recordedAt: AT, recordedBy: member.id, behalfOf: null, supersedes: null },
      ...parts,
    });

    it('comes back as it was stored, with the number of what took its place', async () => {
      const { id, code } = await aCase();
      const first = aRecord(id);
      const second = aRecord(id, {
        ...{ number: 2, supersedes: { id: first.id, number: 1, why: 'Verkeerde dag' }, on: '2026-03-10' },
        ...{ vote: null, meetingId: null, reviewOn: null },
      });
      await stores.decisions.add(first);
      await stores.decisions.add(second);
      expect(await stores.decisions.ofCase(id)).toEqual([
        { ...first, code, supersededBy: 2 },
        { ...second, code, supersededBy: null },
      ]);
      expect(await stores.decisions.byId(first.id)).toEqual({ ...first, code, supersededBy: 2 });
      expect(await stores.decisions.byId('none')).toBeNull();
    });

    it.each([
      ['the reasons', `UPDATE decisions SET content = jsonb_set(content, '{reasons}', '"anders"') WHERE id = $1`],
      ['the outcome', `UPDATE decisions SET outcome = 'positief' WHERE id = $1`],
      ['the day', `UPDATE decisions SET decided_on = '2026-01-01' WHERE id = $1`],
      ['anything, by removing it', 'DELETE FROM decisions WHERE id = $1'],
    ])('nobody changes %s, not even past the code', async (_what, sql) => {
      const { id } = await aCase();
      const record = aRecord(id);
      await stores.decisions.add(record);
      await expect(database.pool.query(sql, [record.id])).rejects.toThrow('append-only');
      expect(await stores.decisions.byId(record.id)).toMatchObject(record);
    });

    it('cannot be emptied', async () => {
      await expect(database.pool.query('TRUNCATE decisions')).rejects.toThrow('append-only');
    });

    it('takes no number twice, and lets a decision be superseded once', async () => {
      const { id } = await aCase();
      const first = aRecord(id);
      const supersedes = { id: first.id, number: 1, why: 'Anders' };
      await stores.decisions.add(first);
      await expect(stores.decisions.add(aRecord(id))).rejects.toThrow();
      await stores.decisions.add(aRecord(id, { number: 2, supersedes }));
      await expect(stores.decisions.add(aRecord(id, { number: 3, supersedes }))).rejects.toThrow();
    });

    it('goes with its case', async () => {
      const { id } = await aCase();
      const record = aRecord(id);
      await stores.decisions.add(record);
      await stores.cases.remove(id);
      expect(await stores.decisions.byId(record.id)).toBeNull();
    });

    it('of a day: only of cases that the member has to do with', async () => {
      const mine = await aCase();
      const theirs = await aCase();
      await joins(stores, mine.code, member);
      for (const { id } of [mine, theirs]) await stores.decisions.add(aRecord(id, { on: '2026-04-01' }));
      await stores.decisions.add(aRecord(mine.id, { number: 2, on: '2026-04-02' }));
      const found = await stores.decisions.ofDay('2026-04-01', member.id, '2026-04-01', 10);
      expect(found.map(({ code, number }) => [code, number])).toEqual([[mine.code, 1]]);
    });

    it('between days, of all cases or of one', async () => {
      const one = await aCase();
      const other = await aCase();
      await stores.decisions.add(aRecord(one.id, { on: '2026-05-01' }));
      await stores.decisions.add(aRecord(other.id, { on: '2026-05-31' }));
      await stores.decisions.add(aRecord(other.id, { number: 2, on: '2026-06-01' }));
      const days = ['2026-05-01', '2026-05-31'] as const;
      expect((await stores.decisions.between(...days, null)).map(({ code }) => code)).toEqual([one.code, other.code]);
      expect((await stores.decisions.between(...days, other.code)).map(({ number }) => number)).toEqual([1]);
    });
  });
});
