/**
 * Members: the professionals who may use the bot. Clients are never here.
 */
import { randomUUID } from 'node:crypto';
import type { Member, MemberStore } from '../usecases/ports.ts';
import type { Link } from './link.ts';

/** A member as the database gives it. */
export interface MemberRow {
  readonly id: string;
  readonly tenantId: string;
  readonly objectId: string;
  readonly displayName: string | null;
  readonly roles: readonly string[];
  readonly lang: string | null;
}

/** The members in the database behind the link. */
export function memberStore(link: Link): MemberStore {
  return {
    find: async (tenantId, objectId) => {
      const row = await link.db.member.findUnique({ where: { tenantId_objectId: { tenantId, objectId } } });
      return row && memberOf(row);
    },
    all: async () => {
      const rows = await link.db.member.findMany({ orderBy: [{ tenantId: 'asc' }, { objectId: 'asc' }] });
      return rows.map(memberOf);
    },
    put: async ({ tenantId, objectId, displayName, roles, lang }) => {
      const known = { displayName, roles: [...roles], ...(lang === undefined ? {} : { lang }) };
      const row = await link.db.member.upsert({
        where: { tenantId_objectId: { tenantId, objectId } },
        create: { id: randomUUID(), tenantId, objectId, ...known },
        update: known,
      });
      return memberOf(row);
    },
    setRoles: async (id, roles) => {
      await link.db.member.update({ where: { id }, data: { roles: [...roles] }, select: { id: true } });
    },
    setLang: async (id, lang) => {
      await link.db.member.update({ where: { id }, data: { lang }, select: { id: true } });
    },
  };
}

/** The member of a row. A language that is not ours counts as not chosen. */
export function memberOf(row: MemberRow): Member {
  const { id, tenantId, objectId, displayName, roles } = row;
  return { id, tenantId, objectId, displayName, roles, lang: row.lang === 'nl' || row.lang === 'en' ? row.lang : null };
}
