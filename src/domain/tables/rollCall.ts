/**
 * Who is at the table: presence by organisation, who counts for an item, and who must be there and is not.
 * What presence means for a vote is in `electorate.ts`.
 */
import type { RoleId } from '../protocol/definition.ts';
import type { AgendaItem, Meeting, Presence, Seat } from './meeting.ts';
import type { CaseTable } from './table.ts';

/** A seat with the roles that its organisation has in the agreements. */
export interface SeatedRoles {
  readonly organisationId: string;
  readonly roles: ReadonlySet<RoleId>;
}

/** The organisation is there, sent apologies, or left. Null: it has no seat. */
export function mark(meeting: Meeting, organisationId: string, presence: Presence): Meeting | null {
  if (!meeting.seats.some((seat) => seat.organisationId === organisationId)) return null;
  const seats = meeting.seats.map((seat) => (seat.organisationId === organisationId ? { ...seat, presence } : seat));
  return { ...meeting, seats };
}

/** The organisations that have a vote on the item: present, and at the table for its part. */
export function electorateOf(
  seats: readonly Seat[],
  roles: readonly SeatedRoles[],
  partRoles: ReadonlySet<RoleId>,
): readonly string[] {
  const present = seats.filter((seat) => seat.presence === 'present').map((seat) => seat.organisationId);
  return present.filter((id) => joins(roles, id, partRoles));
}

/** True for an organisation with one of the roles that join the part. */
export const joins = (roles: readonly SeatedRoles[], organisationId: string, partRoles: ReadonlySet<RoleId>): boolean =>
  roles.some((each) => each.organisationId === organisationId && [...each.roles].some((role) => partRoles.has(role)));

/**
 * Who must be there for the first part by the agreements and is not: of each group that nobody is there of, its roles.
 * The client, or who speaks for them, is marked on the item.
 */
export function missing(
  table: CaseTable,
  item: Pick<AgendaItem, 'part' | 'client'>,
  seats: readonly Seat[],
  roles: readonly SeatedRoles[],
): readonly (readonly RoleId[])[] {
  if (item.part !== 1) return [];
  const there = new Set(
    roles
      .filter(({ organisationId }) =>
        seats.some((s) => s.organisationId === organisationId && s.presence === 'present'),
      )
      .flatMap((each) => [...each.roles]),
  );
  if (item.client === 'present' || item.client === 'represented') there.add('client');
  return table.always.filter((group) => !group.some((role) => there.has(role)));
}
