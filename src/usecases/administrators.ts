/**
 * Administrators by configuration who write to the bot for the first time: known from then on, so that what they do to
 * people has a name in the log. Gives them no task: by this they see no case.
 */
import { isAdministrator } from './people.ts';
import type { Deps, Member } from './ports.ts';

/** The member for an administrator who was none yet, or had left; null for anybody else. */
export async function welcomeAdministrator(
  deps: Deps,
  person: { readonly tenantId: string; readonly objectId: string; readonly name: string | null },
): Promise<Member | null> {
  if (!isAdministrator(deps, person)) return null;
  const { tenantId, objectId, name } = person;
  return deps.uow.transaction(async (stores) => {
    const before = await stores.members.find(tenantId, objectId);
    const put = { tenantId, objectId, displayName: name ?? before?.displayName ?? null, memberships: [] };
    const member = await stores.members.put(put, before?.version ?? null);
    // Two turns of theirs at once: what the other one stored stands.
    if (!member) return stores.members.find(tenantId, objectId);
    await stores.audit.add([
      {
        ...{ id: deps.newId(), at: deps.clock.now(), memberId: null, behalfOf: null, caseId: null },
        ...{ type: 'person_changed', effect: { member: member.id, memberships: [] } },
      },
    ]);
    return member;
  });
}
