/**
 * What a member can change about the way Opstap answers, and how the local trial version gets its people.
 */
import { civilDateOf } from '../domain/calendar.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { rolesIn } from '../domain/people.ts';
import type { Lang } from '../shared/lang.ts';
import type { Deps, Member, Stores } from './ports.ts';

/** True for an administrator by configuration. */
export const isAdministrator = (deps: Deps, person: Pick<Member, 'tenantId' | 'objectId'>): boolean =>
  deps.administrators.has(`${person.tenantId}/${person.objectId}`);

/** From now on the member is answered in this language, whatever the client's locale says. */
export async function chooseLanguage(deps: Deps, member: Member, lang: Lang): Promise<Member> {
  await deps.uow.stores.members.setLang(member.id, lang);
  return { ...member, lang };
}

/** Where the member is mailed that something waits; null: not at all, and the address is forgotten. */
export async function chooseMail(deps: Deps, member: Member, email: string | null): Promise<void> {
  const { newId, clock } = deps;
  await deps.uow.transaction(async ({ members, audit }) => {
    await members.setEmail(member.id, email);
    const line = { id: newId(), at: clock.now(), memberId: member.id, behalfOf: null, caseId: null };
    await audit.add([{ ...line, type: 'mail_chosen', effect: { on: email !== null } }]);
  });
}

/** Local trial version only: the member looks through the eyes of another role. Null for a word that no protocol knows. */
export async function actAs(deps: Deps, member: Member, word: string): Promise<Member | null> {
  const role = knownRole(deps, word);
  if (role === null) return null;
  return deps.uow.transaction((stores) => playRole(deps, stores, member, role));
}

// The word as the protocols write it, so that it can be shown back.
function knownRole(deps: Deps, word: string): string | null {
  const wanted = word.trim().toLowerCase();
  for (const protocol of deps.protocols.current.values()) {
    for (const role of Object.values(protocol.roles)) {
      const name = [role.title, role.id, ...role.aliases].find((each) => each.toLowerCase() === wanted);
      if (name !== undefined) return name === role.id ? role.title : name;
    }
  }
  return null;
}

/** The roles that can be looked through, as the protocols name them. */
export function rolesToActAs(deps: Deps): readonly string[] {
  const titles = [...deps.protocols.current.values()].flatMap((protocol) =>
    Object.values(protocol.roles).map((role) => role.title),
  );
  return [...new Set(['begeleider', ...titles])];
}

export interface LocalPerson {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name: string | null;
}

/** Local trial version only: whoever speaks gets a role, that of `begeleider` unless told otherwise, in every demo case. */
export async function welcomeLocalMember(
  deps: Deps,
  person: LocalPerson,
  demoCodes: readonly string[],
  role = 'begeleider',
): Promise<Member> {
  return deps.uow.transaction(async (stores) => {
    const { tenantId, objectId, name } = person;
    const known = await stores.members.find(tenantId, objectId);
    const put = { tenantId, objectId, displayName: name, memberships: [] };
    const created = known ?? (await stores.members.put(put, null)) ?? (await stores.members.find(tenantId, objectId));
    if (!created) throw new Error('A member that was just stored is not there');
    const member = await playRole(deps, stores, created, role);
    for (const code of demoCodes) {
      const found = await stores.cases.byCode(code);
      const organisation = found && organisationIn(member, found.protocolId);
      if (found && organisation) await joinDemo(stores, found.id, member, organisation);
    }
    return member;
  });
}

// The begeleider of a demo case is its casushouder; the others look on from their own organisation.
async function joinDemo(stores: Stores, caseId: string, member: Member, organisationId: string): Promise<void> {
  const casushouder = member.memberships.some((each) => each.roles.includes('begeleider'));
  await stores.cases.join({ caseId, memberId: member.id, organisationId, casushouder });
}

const organisationIn = (member: Member, region: string): string | undefined =>
  member.memberships.find((each) => each.organisation.region === region)?.organisation.id;

// In the trial version these answer questions about the rules and decide what becomes part of the answers.
const EXPERTS: ReadonlySet<string> = new Set(['gemeente', 'uitstroomcoördinator', 'uitstroomcoordinator']);

// One membership in each region, and the same part in the same cases, now with this role.
async function playRole(deps: Deps, stores: Stores, member: Member, role: string): Promise<Member> {
  const { tenantId, objectId, displayName, version } = member;
  const memberships = [];
  for (const protocol of deps.protocols.current.values()) {
    const organisationId = await demoOrganisation(stores, protocol, role);
    const functions = EXPERTS.has(role.toLowerCase()) ? (['deskundige', 'redacteur'] as const) : [];
    memberships.push({ organisationId, roles: [role], functions });
  }
  const cases = await stores.cases.ofPerson(member.id, civilDateOf(deps.clock.now()));
  const played = await stores.members.put({ tenantId, objectId, displayName, memberships }, version);
  // Two turns of one person at once: what the other one stored stands.
  if (!played) return (await stores.members.byId(member.id)) ?? member;
  for (const each of cases) {
    await stores.cases.leave(each.caseId, member.id, each.organisationId);
    const organisation = organisationIn(played, each.protocolId);
    if (organisation) await joinDemo(stores, each.caseId, played, organisation);
  }
  return played;
}

async function demoOrganisation(stores: Stores, protocol: Protocol, role: string): Promise<string> {
  const [first] = [...rolesIn(protocol, [role])].flatMap((id) => protocol.roles[id] ?? []);
  const kind = first?.landlord ? 'woningcorporatie' : 'anders';
  // Who has no role in a region keeps their cases there, and sees nothing of them.
  const name = first?.title ?? 'Toeschouwers';
  return (await stores.organisations.put({ name, kind, region: protocol.id })).id;
}
