/** People, organisations and participations for tests, with as few words as can be. */
import { rolesIn } from '../../src/domain/people.ts';
import type { Deps, Member, Stores } from '../../src/usecases/ports.ts';

export interface SomePerson {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name?: string | null;
}

export interface SomeWork {
  /** Default: named after the first role. */
  readonly organisation?: string;
  /** Ids of protocols. Default: haarlemmermeer. */
  readonly regions?: readonly string[];
  readonly functions?: readonly string[];
}

/** Makes the person a member with exactly this work. */
export async function aMember(
  stores: Pick<Stores, 'members' | 'organisations'>,
  person: SomePerson,
  roles: readonly string[],
  { organisation = roles[0] ?? 'Niemand', regions = ['haarlemmermeer'], functions = [] }: SomeWork = {},
): Promise<Member> {
  const memberships = [];
  for (const region of regions) {
    const { id } = await stores.organisations.put({ name: organisation, kind: 'anders', region });
    memberships.push({ organisationId: id, roles, functions });
  }
  const { tenantId, objectId, name = null } = person;
  const before = await stores.members.find(tenantId, objectId);
  const named = { tenantId, objectId, displayName: name, memberships };
  const member = await stores.members.put(named, before?.version ?? null);
  if (!member) throw new Error('Somebody else made the same member');
  return member;
}

/** The regions whose agreements know all of these roles. */
export const regionsWith = ({ protocols }: Deps, roles: readonly string[]): readonly string[] =>
  [...protocols.current.values()]
    .filter((protocol) => roles.every((role) => rolesIn(protocol, [role]).size > 0))
    .map((protocol) => protocol.id);

/** The member takes part in the case for their first organisation in its region. */
export async function joins(
  stores: Pick<Stores, 'cases'>,
  code: string,
  member: Member,
  { casushouder = false }: { readonly casushouder?: boolean } = {},
): Promise<void> {
  const found = await stores.cases.byCode(code);
  const work = member.memberships.find((each) => each.organisation.region === found?.protocolId);
  if (!found || !work) throw new Error(`No case ${code}, or the member has no work in its region`);
  const organisationId = work.organisation.id;
  await stores.cases.join({ caseId: found.id, memberId: member.id, organisationId, casushouder });
}
