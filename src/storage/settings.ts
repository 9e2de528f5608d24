/**
 * What regions and people have set. Stored whole; what an older version did not know yet is as it is by default.
 */
import { z } from 'zod';
import { MEMBER_DEFAULTS, REGION_DEFAULTS, type MemberSettings, type RegionSettings } from '../domain/settings.ts';
import type { SettingsStore } from '../usecases/ports.ts';
import type { Link } from './link.ts';
import { putVersioned } from './versioned.ts';

const count = z.number().int().nonnegative();
const minutes = count.max(1440);
const days = z.array(count);
const own = z.union([minutes, z.literal('region')]);

const region = z.object({
  ...{ remindBefore: days, remindAfter: days },
  ...{ escalateHolder: count, escalateCoordinator: count, escalateRegion: count },
  ...{ signalContact: count, signalReport: count, hours: z.enum(['clock', 'working']) },
  ...{ workFrom: minutes, workUntil: minutes, digestAt: minutes, quietFrom: minutes, quietUntil: minutes },
}) satisfies z.ZodType<RegionSettings>;
const member = z.object({
  ...{ digest: z.boolean(), digestAt: own, quietFrom: own, quietUntil: own },
}) satisfies z.ZodType<MemberSettings>;

const PUT_REGION = putVersioned('region_settings', 'settings', { region: 'text' });
const PUT_MEMBER = putVersioned('member_settings', 'settings', { member_id: 'text' });

/** The settings in the database behind the link. */
export function settingsStore(link: Link): SettingsStore {
  return {
    ofRegion: async (id) => {
      const row = await link.db.regionSettings.findUnique({ where: { region: id } });
      return { settings: regionOf(row?.settings), version: row?.version ?? 0 };
    },
    ofMember: async (memberId) => {
      const row = await link.db.memberSettings.findUnique({ where: { memberId } });
      return { settings: memberOf(row?.settings), version: row?.version ?? 0 };
    },
    ofMembers: async (memberIds) => {
      const rows = await link.db.memberSettings.findMany({ where: { memberId: { in: [...memberIds] } } });
      return new Map(rows.map((row) => [row.memberId, memberOf(row.settings)]));
    },
    putRegion: async (id, settings, expectedVersion) =>
      (await link.rows(PUT_REGION, [id, JSON.stringify(settings), expectedVersion])).length > 0,
    putMember: async (memberId, settings, expectedVersion) =>
      (await link.rows(PUT_MEMBER, [memberId, JSON.stringify(settings), expectedVersion])).length > 0,
  };
}

const regionOf = (stored: unknown): RegionSettings => region.parse({ ...REGION_DEFAULTS, ...objectOf(stored) });
const memberOf = (stored: unknown): MemberSettings => member.parse({ ...MEMBER_DEFAULTS, ...objectOf(stored) });

const objectOf = (stored: unknown): object => (typeof stored === 'object' && stored !== null ? stored : {});
