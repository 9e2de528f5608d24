/**
 * A case for whoever has the database, who could read it all without Opstap. Never for a turn in the chat.
 */
import type { Deps } from './ports.ts';
import { viewOf, type CaseView } from './readCase.ts';

/** The case as those see it who may see all of it; null: there is none. */
export async function wholeCase(deps: Deps, caseId: string): Promise<CaseView | null> {
  const found = await deps.uow.stores.cases.byId(caseId);
  if (!found) return null;
  const protocol = await deps.protocols.ofCase(found);
  const all = Object.values(protocol.roles).filter(({ sees }) => sees.steps === 'all' && sees.facts === 'all');
  const roles = all.map(({ id }) => id);
  const standing = { relation: 'participant', organisationId: '', casushouder: false, roles, behalfOf: null } as const;
  return viewOf(deps, { case: found, standings: [standing] });
}
