/**
 * Members and the organisations that they work for. Clients are never here.
 */
import { randomUUID } from 'node:crypto';
import { FUNCTIONS, ORGANISATION_KINDS, type Membership, type Organisation } from '../domain/people.ts';
import type { Member, MemberStore, OrganisationStore } from '../usecases/ports.ts';
import type { Prisma } from './generated/client.ts';
import type { Link } from './link.ts';

export interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly region: string;
}

/** A member as the database gives it. Days come as dates at midnight UTC, or as text from our own statements. */
export interface MemberRow {
  readonly id: string;
  readonly tenantId: string;
  readonly objectId: string;
  readonly displayName: string | null;
  readonly lang: string | null;
  readonly version: number;
  readonly leftOn: Date | string | null;
  readonly awayFrom: Date | string | null;
  readonly awayUntil: Date | string | null;
  readonly deputyId: string | null;
  readonly memberships: readonly {
    readonly organisation: OrganisationRow;
    readonly roles: readonly string[];
    readonly functions: readonly string[];
  }[];
}

const WITH = { memberships: { include: { organisation: true }, orderBy: { organisationId: 'asc' } } } as const;

/** The members in the database behind the link. */
export function memberStore(link: Link): MemberStore {
  return {
    find: async (tenantId, objectId) => {
      const where = { tenantId_objectId: { tenantId, objectId } };
      const row = await link.db.member.findUnique({ where, include: WITH });
      return row && memberOf(row);
    },
    byId: async (id) => {
      const row = await link.db.member.findUnique({ where: { id }, include: WITH });
      return row && memberOf(row);
    },
    all: async () => {
      const orderBy = [{ tenantId: 'asc' as const }, { objectId: 'asc' as const }];
      return (await link.db.member.findMany({ orderBy, include: WITH })).map(memberOf);
    },
    coordinators: async (region) => {
      const memberships = { some: { functions: { has: 'coordinator' }, organisation: { region } } };
      const rows = await link.db.member.findMany({
        where: { leftOn: null, memberships },
        orderBy: { id: 'asc' },
        include: WITH,
      });
      return rows.map(memberOf);
    },
    put: async ({ tenantId, objectId, displayName, memberships }, expectedVersion) => {
      const id = await claim(link, { tenantId, objectId, displayName }, expectedVersion);
      if (id === null) return null;
      await link.db.membership.deleteMany({ where: { memberId: id } });
      await link.db.membership.createMany({
        data: memberships.map(({ organisationId, roles, functions }) => ({
          ...{ memberId: id, organisationId },
          ...{ roles: [...roles], functions: [...functions] },
        })),
      });
      const row = await link.db.member.findUniqueOrThrow({ where: { id }, include: WITH });
      return memberOf(row);
    },
    setLang: (id, lang) => change(link, id, { lang }),
    emailOf: async (id) => (await link.db.member.findUnique({ where: { id }, select: { email: true } }))?.email ?? null,
    setEmail: (id, email) => change(link, id, { email }),
    ...absences(link),
  };
}

// Who is away or goes, and who stands in for them.
function absences(link: Link): Pick<MemberStore, 'setAway' | 'leave' | 'leaveOrganisation' | 'replace'> {
  return {
    setAway: async (id, away) => {
      const data = away
        ? { awayFrom: new Date(away.from), awayUntil: new Date(away.until), deputyId: away.deputyId }
        : { awayFrom: null, awayUntil: null, deputyId: null };
      await change(link, id, data);
    },
    leave: async (id, on) => {
      await link.db.membership.deleteMany({ where: { memberId: id } });
      await link.db.participation.deleteMany({ where: { memberId: id } });
      await change(link, id, { leftOn: new Date(on), version: { increment: 1 } });
    },
    leaveOrganisation: async (memberId, organisationId) => {
      await link.db.participation.deleteMany({ where: { memberId, organisationId } });
    },
    replace: async (memberId, successorId, organisationId) => {
      const where = { memberId, ...(organisationId === null ? {} : { organisationId }) };
      const theirs = await link.db.participation.findMany({ where });
      for (const { caseId, organisationId: of, casushouder, heldFrom, heldUntil } of theirs) {
        const held = { casushouder, heldFrom, heldUntil };
        const key = { caseId, memberId: successorId, organisationId: of };
        await link.db.participation.upsert({
          where: { caseId_memberId_organisationId: key },
          create: { ...key, ...held },
          update: casushouder ? held : {},
          select: { caseId: true },
        });
      }
      await link.db.participation.deleteMany({ where });
      return [...new Set(theirs.map((each) => each.caseId))];
    },
  };
}

async function change(link: Link, id: string, data: Prisma.MemberUncheckedUpdateInput): Promise<void> {
  await link.db.member.update({ where: { id }, data, select: { id: true } });
}

// A new row, or the row with the expected version made one further; null if somebody was first.
async function claim(
  link: Link,
  person: Pick<Member, 'tenantId' | 'objectId' | 'displayName'>,
  expectedVersion: number | null,
): Promise<string | null> {
  const { tenantId, objectId, displayName } = person;
  const rows = await link.rows<{ id: string }>(expectedVersion === null ? CREATE : CLAIM, [
    ...[tenantId, objectId, displayName],
    expectedVersion ?? randomUUID(),
  ]);
  return rows[0]?.id ?? null;
}

const CREATE = {
  name: 'create_member',
  text: `INSERT INTO members (tenant_id, object_id, display_name, id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (tenant_id, object_id) DO NOTHING RETURNING id`,
};
const CLAIM = {
  name: 'claim_member',
  text: `UPDATE members SET display_name = $3, version = version + 1, left_on = NULL
  WHERE tenant_id = $1 AND object_id = $2 AND version = $4::int RETURNING id`,
};

/** The organisations in the database behind the link. */
export function organisationStore(link: Link): OrganisationStore {
  return {
    all: async () => {
      const rows = await link.db.organisation.findMany({ orderBy: [{ region: 'asc' }, { name: 'asc' }] });
      return rows.map(organisationOf);
    },
    put: async ({ name, kind, region }) => {
      const row = await link.db.organisation.upsert({
        where: { region_name: { region, name } },
        create: { id: randomUUID(), name, kind, region },
        update: { kind },
      });
      return organisationOf(row);
    },
    members: async (organisationId) => {
      const rows = await link.db.member.findMany({
        where: { memberships: { some: { organisationId } } },
        include: WITH,
        orderBy: { displayName: 'asc' },
      });
      return rows.map(memberOf);
    },
  };
}

/** The member of a row. A language or a function that is not ours counts as none. */
export function memberOf(row: MemberRow): Member {
  const { id, tenantId, objectId, displayName, version } = row;
  const [from, until] = [dayOf(row.awayFrom), dayOf(row.awayUntil)];
  return {
    ...{ id, tenantId, objectId, displayName, version },
    lang: row.lang === 'nl' || row.lang === 'en' ? row.lang : null,
    leftOn: dayOf(row.leftOn),
    away: from && until && row.deputyId ? { from, until, deputyId: row.deputyId } : null,
    memberships: row.memberships.map(membershipOf),
  };
}

const membershipOf = ({ organisation, roles, functions }: MemberRow['memberships'][number]): Membership => ({
  organisation: organisationOf(organisation),
  roles,
  functions: FUNCTIONS.filter((each) => functions.includes(each)),
});

/** The organisation of a row; a kind that is not ours counts as another one. */
export const organisationOf = ({ id, name, kind, region }: OrganisationRow): Organisation => ({
  ...{ id, name, region },
  kind: ORGANISATION_KINDS.find((each) => each === kind) ?? 'anders',
});

const dayOf = (day: Date | string | null): string | null =>
  day === null ? null : typeof day === 'string' ? day.slice(0, 10) : day.toISOString().slice(0, 10);
