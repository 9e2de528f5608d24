/**
 * On whose word a command about people or cases is carried out: `--as TENANT/OBJECT`, or who has the database anyway.
 * Decides nothing itself: what somebody may do is asked in the use-case.
 */
import { isAdministrator } from '../usecases/people.ts';
import type { By, Deps } from '../usecases/ports.ts';
import { CliError, type CliDeps } from './io.ts';

/** Opens what is stored, does the work as the person of `--as`, and closes it again, whatever happens. */
export async function onStoredAs<T>(
  deps: CliDeps,
  as: string | undefined,
  work: (stored: Deps, by: By) => Promise<T>,
): Promise<T> {
  const stored = await deps.openStored();
  try {
    return await work(stored.deps, await actorOf(stored.deps, as));
  } finally {
    await stored.close();
  }
}

async function actorOf(stored: Deps, as: string | undefined): Promise<By> {
  // Whoever runs this without a name has the database, and could do it without Opstap too.
  if (as === undefined) return { memberId: null, administrator: true, memberships: [] };
  const [tenantId = '', objectId = '', ...rest] = as.trim().toLowerCase().split('/');
  if (tenantId === '' || objectId === '' || rest.length > 0) {
    throw new CliError('wrong_value', '--as is TENANT/OBJECT: de tenant-id en de object-id uit Entra', 'as');
  }
  const member = await stored.uow.stores.members.find(tenantId, objectId);
  if (!member || member.leftOn !== null) {
    throw new CliError('person_not_found', 'de persoon van --as is er niet, of is weg', 'as', 1);
  }
  return { memberId: member.id, administrator: isAdministrator(stored, member), memberships: member.memberships };
}

/** The answer to somebody who may not do this. */
export const forbidden = (): CliError => new CliError('forbidden', 'dit mag alleen een beheerder van Opstap', 'as', 1);
