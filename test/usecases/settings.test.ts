/** Settings of regions and people: who may change them, two at once, and what the log holds of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import { MEMBER_DEFAULTS, REGION_DEFAULTS } from '../../src/domain/settings.ts';
import { byMember } from '../../src/usecases/managePeople.ts';
import type { By, Deps, Member } from '../../src/usecases/ports.ts';
import {
  changeMemberSettings,
  changeRegionSettings,
  memberSettings,
  regionSettings,
  regionsToSet,
} from '../../src/usecases/settings.ts';
import { MODES, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

describe.each(MODES)('%s', (_mode, here, open) => {
  describe.runIf(here)('settings', () => {
    let database: TestDatabase;
    let deps: Deps;
    let [coordinator, begeleider]: readonly Member[] = [];
    beforeAll(async () => {
      database = await open();
      deps = await composeDeps(database, { now: () => '2026-03-10T09:00:00.000Z' });
      const work = (objectId: string, functions: readonly string[]) =>
        aMember(deps.uow.stores, { tenantId: 't', objectId }, ['begeleider'], { functions });
      [coordinator, begeleider] = [await work('c', ['coordinator']), await work('b', [])];
    });
    beforeEach(() => database.pool.query('DELETE FROM region_settings; DELETE FROM member_settings;'));
    afterAll(() => database.close());

    const by = (member: Member | undefined): By => byMember(deps, member as Member);
    const lines = async (): Promise<unknown[]> => {
      const { rows } = await database.pool.query<{ member_id: string | null; effect: unknown }>(
        "SELECT member_id, effect FROM audit_log WHERE type = 'settings_changed' ORDER BY seq",
      );
      return rows;
    };
    const change = (typed: Record<string, string>, seenVersion: number, who: By = by(coordinator)) =>
      changeRegionSettings(deps, { region: 'haarlemmermeer', seenVersion, typed }, who);

    it('a region that has set nothing has the ordinary ones', async () => {
      expect(await regionSettings(deps, 'haarlemmermeer', by(coordinator))).toEqual({
        settings: REGION_DEFAULTS,
        version: 0,
      });
    });

    it('a coordinator sets their own region, an administrator every one, others none', async () => {
      expect(regionsToSet(deps, by(coordinator))).toEqual(['haarlemmermeer']);
      expect(regionsToSet(deps, by(begeleider))).toEqual([]);
      const anybody: By = { memberId: null, administrator: true, memberships: [] };
      expect(regionsToSet(deps, anybody)).toEqual([...deps.protocols.current.keys()].sort());
      expect(await change({ remindAfter: '2' }, 0, by(begeleider))).toBeNull();
      expect(await regionSettings(deps, 'zutphen', by(coordinator))).toBeNull();
      expect(await regionSettings(deps, 'nergens', anybody)).toBeNull();
      expect(await deps.uow.stores.settings.ofRegion('haarlemmermeer')).toMatchObject({ version: 0 });
    });

    it('a change is stored with a line in the log that says what it was and is', async () => {
      const before = (await lines()).length;
      const changed = await change({ remindBefore: '7, 1', hours: 'working' }, 0);
      expect(changed).toMatchObject({ kind: 'changed', version: 1, settings: { remindBefore: [7, 1] } });
      expect(await deps.uow.stores.settings.ofRegion('haarlemmermeer')).toEqual({
        settings: { ...REGION_DEFAULTS, remindBefore: [7, 1], hours: 'working' },
        version: 1,
      });
      expect((await lines()).slice(before)).toEqual([
        {
          member_id: coordinator?.id,
          effect: {
            region: 'haarlemmermeer',
            from: { remindBefore: '14, 3, 0', hours: 'clock' },
            to: { remindBefore: '7, 1', hours: 'working' },
          },
        },
      ]);
    });

    it('of two who change the same at once, the second sees what the first stored', async () => {
      const both = await Promise.all([change({ signalContact: '12' }, 0), change({ signalContact: '6' }, 0)]);
      expect(both.map((each) => each?.kind).sort()).toEqual(['changed', 'stale']);
      const stale = both.find((each) => each?.kind === 'stale');
      expect(stale).toMatchObject({
        version: 1,
        settings: (await deps.uow.stores.settings.ofRegion('haarlemmermeer')).settings,
      });
      expect(await change({ signalContact: '8' }, 7)).toMatchObject({ kind: 'stale', version: 1 });
    });

    it('nothing is stored of what has a fault, and nothing is logged where nothing changed', async () => {
      const before = (await lines()).length;
      expect(await change({ remindAfter: '3', digestAt: '23:00' }, 0)).toMatchObject({ kind: 'faults' });
      expect(await change({ digestAt: '08:00' }, 0)).toMatchObject({ kind: 'changed', version: 0 });
      expect(await deps.uow.stores.settings.ofRegion('haarlemmermeer')).toEqual({
        settings: REGION_DEFAULTS,
        version: 0,
      });
      expect(await lines()).toHaveLength(before);
    });

    it('a person sets their own; the log says that they did, not when they want to be left alone', async () => {
      const memberId = begeleider?.id ?? '';
      expect(await memberSettings(deps, memberId)).toEqual({ settings: MEMBER_DEFAULTS, version: 0 });
      const typed = { digest: 'nee', quietFrom: '16:00' };
      expect(await changeMemberSettings(deps, { memberId, seenVersion: 0, typed })).toMatchObject({ version: 1 });
      expect(await memberSettings(deps, memberId)).toMatchObject({ settings: { digest: false, quietFrom: 960 } });
      expect((await lines()).at(-1)).toEqual({ member_id: memberId, effect: { changed: ['digest', 'quietFrom'] } });
      const of = await deps.uow.stores.settings.ofMembers([memberId, coordinator?.id ?? '']);
      expect([...of.keys()]).toEqual([memberId]);
    });

    it('what an older version stored is completed with what holds by default', async () => {
      await database.pool.query(
        `INSERT INTO region_settings VALUES ('zutphen', '{"remindAfter": [5], "vroeger": true}', 4)`,
      );
      expect(await deps.uow.stores.settings.ofRegion('zutphen')).toEqual({
        settings: { ...REGION_DEFAULTS, remindAfter: [5] },
        version: 4,
      });
      await database.pool.query(`INSERT INTO region_settings VALUES ('westfriesland', '{"remindAfter": "soms"}', 1)`);
      await expect(deps.uow.stores.settings.ofRegion('westfriesland')).rejects.toThrow();
    });
  });
});
