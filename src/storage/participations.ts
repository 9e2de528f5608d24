/**
 * Who takes part in a case, and for which organisation. Whether they may is decided before it comes here.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { CaseStore } from '../usecases/ports.ts';
import type { Link } from './link.ts';
import { organisationOf } from './people.ts';

type ParticipationStore = Pick<
  CaseStore,
  | 'join'
  | 'setHolder'
  | 'leave'
  | 'addOrganisation'
  | 'removeOrganisation'
  | 'organisations'
  | 'participants'
  | 'ofPerson'
>;

/** The participations in the database behind the link. */
export function participationStore(link: Link): ParticipationStore {
  const addOrganisation = async (caseId: string, organisationId: string): Promise<void> => {
    await link.db.caseOrganisation.createMany({ data: [{ caseId, organisationId }], skipDuplicates: true });
  };
  return {
    join: async ({ caseId, memberId, organisationId, casushouder }) => {
      await addOrganisation(caseId, organisationId);
      const key = { caseId, memberId, organisationId };
      await link.db.participation.upsert({
        where: { caseId_memberId_organisationId: key },
        create: { ...key, casushouder },
        update: { casushouder, heldFrom: null, heldUntil: null },
        select: { caseId: true },
      });
    },
    setHolder: async (caseId, memberId, organisationId, { from, until }) => {
      const where = { caseId_memberId_organisationId: { caseId, memberId, organisationId } };
      const data = { casushouder: true, heldFrom: from && new Date(from), heldUntil: until && new Date(until) };
      await link.db.participation.update({ where, data, select: { caseId: true } });
    },
    leave: async (caseId, memberId, organisationId) => {
      await link.db.participation.deleteMany({ where: { caseId, memberId, organisationId } });
    },
    addOrganisation,
    removeOrganisation: async (caseId, organisationId) => {
      await link.db.participation.deleteMany({ where: { caseId, organisationId } });
      await link.db.caseOrganisation.deleteMany({ where: { caseId, organisationId } });
    },
    organisations: async (caseId) => {
      const rows = await link.db.organisation.findMany({
        where: { cases: { some: { caseId } } },
        orderBy: { name: 'asc' },
      });
      return rows.map(organisationOf);
    },
    ofPerson: async (memberId, today) => {
      const rows = await link.db.participation.findMany({
        where: { memberId },
        include: { case: { select: { protocolId: true } } },
        orderBy: { caseId: 'asc' },
      });
      return rows.map(({ caseId, organisationId, case: { protocolId }, ...held }) => ({
        ...{ caseId, protocolId, organisationId, casushouder: holdsOn(held, today) },
      }));
    },
    participants: async (caseId, today) => {
      const rows = await link.db.participation.findMany({
        where: { caseId },
        include: { organisation: true, member: { include: { memberships: true } } },
        orderBy: [{ organisation: { name: 'asc' } }, { memberId: 'asc' }],
      });
      return rows.map(({ member, organisation, ...held }) => ({
        memberId: member.id,
        displayName: member.displayName,
        roles: member.memberships.find((each) => each.organisationId === organisation.id)?.roles ?? [],
        organisation: organisationOf(organisation),
        casushouder: holdsOn(held, today),
        heldFrom: held.casushouder ? dayOf(held.heldFrom) : null,
        heldUntil: held.casushouder ? dayOf(held.heldUntil) : null,
      }));
    },
  };
}

interface Held {
  readonly casushouder: boolean;
  readonly heldFrom: Date | null;
  readonly heldUntil: Date | null;
}

const dayOf = (day: Date | null): CivilDate | null => day && day.toISOString().slice(0, 10);

// The same reckoning as in the statement of `access.ts`.
const holdsOn = ({ casushouder, heldFrom, heldUntil }: Held, today: CivilDate): boolean =>
  casushouder && (dayOf(heldFrom) ?? today) <= today && (dayOf(heldUntil) ?? today) >= today;
