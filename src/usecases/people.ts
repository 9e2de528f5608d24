/**
 * What a member can change about the way Opstap answers, and how the local trial version gets its one person.
 */
import type { Lang } from '../shared/lang.ts';
import type { Deps, Member } from './ports.ts';

/** From now on the member is answered in this language, whatever the client's locale says. */
export async function chooseLanguage(deps: Deps, member: Member, lang: Lang): Promise<Member> {
  await deps.uow.stores.members.setLang(member.id, lang);
  return { ...member, lang };
}

/** Local trial version only: the member looks through the eyes of another role. Null for a word that no protocol knows. */
export async function actAs(deps: Deps, member: Member, word: string): Promise<Member | null> {
  const role = knownRole(deps, word);
  if (role === null) return null;
  await deps.uow.stores.members.setRoles(member.id, [role]);
  return { ...member, roles: [role] };
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

/** Local trial version only: whoever speaks becomes a begeleider who takes part in every demo case. */
export async function welcomeLocalMember(
  deps: Deps,
  person: { readonly tenantId: string; readonly objectId: string; readonly name: string | null },
  demoCodes: readonly string[],
): Promise<Member> {
  return deps.uow.transaction(async (stores) => {
    const { tenantId, objectId, name } = person;
    const member = await stores.members.put({ tenantId, objectId, displayName: name, roles: ['begeleider'] });
    for (const code of demoCodes) {
      const found = await stores.cases.byCode(code);
      if (found) await stores.cases.join(found.id, member.id);
    }
    return member;
  });
}
