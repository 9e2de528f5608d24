/**
 * The organisations whose people a member manages, and who those people are. Changes nothing; letting in and changing
 * is in `importPeople.ts`, leaving in `leavePeople.ts`.
 */
import { POLICY } from '../domain/access.ts';
import type { Membership, Organisation } from '../domain/people.ts';
import { isAdministrator } from './people.ts';
import type { By, Deps, Member } from './ports.ts';

/** The member as the one who asks for something outside a case. */
export const byMember = (deps: Deps, member: Member): By => ({
  memberId: member.id,
  administrator: isAdministrator(deps, member),
  memberships: member.memberships,
});

/** Somebody who works for an organisation, with what they do there. */
export interface Colleague {
  readonly member: Member;
  readonly work: Membership;
}

/** An organisation with its people, by name. */
export interface Staff {
  readonly organisation: Organisation;
  readonly people: readonly Colleague[];
}

/** Every organisation whose people they manage, also those with nobody; empty for whoever manages none. */
export async function managedStaff(deps: Deps, by: By): Promise<readonly Staff[]> {
  const { organisations, members } = deps.uow.stores;
  const managed = (await organisations.all()).filter(({ id }) => POLICY.manage_people(by, id));
  if (managed.length === 0) return [];
  const all = await members.all();
  return managed.map((organisation) => ({
    organisation,
    people: all
      .flatMap((member) => {
        const work = member.memberships.find((each) => each.organisation.id === organisation.id);
        return work ? [{ member, work }] : [];
      })
      .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'nl')),
  }));
}

const nameOf = ({ member }: Colleague): string => member.displayName ?? '';

/** Those who work for at least one organisation with the member. */
export async function colleaguesOf(deps: Deps, member: Member): Promise<readonly Member[]> {
  const own = new Set(member.memberships.map((each) => each.organisation.id));
  const all = await deps.uow.stores.members.all();
  return all.filter(
    (each) => each.id !== member.id && each.memberships.some(({ organisation }) => own.has(organisation.id)),
  );
}
