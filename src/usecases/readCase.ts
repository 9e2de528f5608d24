/**
 * Reads a case for one member, with where it stands and how the member stands to it. Whoever has nothing to do with a
 * case gets the same answer as for a case that does not exist.
 */
import { positionOf, type Position } from '../domain/access.ts';
import { civilDateOf, type CivilDate } from '../domain/calendar.ts';
import type { Contact } from '../domain/landlordView.ts';
import { evaluate, planOf } from '../domain/protocol/evaluate.ts';
import { seenBy, seenByAll, type ReaderView, type SeenCase, type WholeCase } from '../domain/views.ts';
import type { CaseForMember, Deps, Member } from './ports.ts';

/** A whole case with the position of who asked. Never shown as it is: see `seeCase`. */
export interface CaseView extends WholeCase {
  readonly who: Position;
}

/** Somebody as a conversation's list of people tells. */
export interface Person {
  readonly tenantId: string;
  readonly objectId: string;
}

export const todayOf = (deps: Deps): CivilDate => civilDateOf(deps.clock.now());

/** The case with where it stands now; null if there is none for this member. */
export async function readCase(deps: Deps, caseId: string, member: Member): Promise<CaseView | null> {
  const found = await deps.uow.stores.cases.forMember(caseId, member.id, todayOf(deps));
  return found && found.standings.length > 0 ? viewOf(deps, found) : null;
}

/** The same for a case code as people type it. */
export async function readCaseByCode(deps: Deps, code: string, member: Member): Promise<CaseView | null> {
  const found = await deps.uow.stores.cases.byCode(code);
  return found ? readCase(deps, found.id, member) : null;
}

/** Where a case that was read stands now. */
export async function viewOf(deps: Deps, found: CaseForMember): Promise<CaseView> {
  const protocol = await deps.protocols.ofCase(found.case);
  const plan = planOf(protocol, found.case.route);
  const present = deps.protocols.current.get(found.case.protocolId);
  return {
    case: found.case,
    plan,
    newer: present !== undefined && present.version !== protocol.version,
    evaluation: evaluate(plan, found.case.state, deps.clock.now()),
    who: positionOf(protocol, found.standings),
  };
}

/** What the member may be shown of the case, alone. */
export async function seeCase(deps: Deps, view: CaseView): Promise<SeenCase> {
  return seenBy(view, view.who, view.who.landlord ? await contactOf(deps, view.case.id) : null);
}

async function contactOf(deps: Deps, caseId: string): Promise<Contact | null> {
  const people = await deps.uow.stores.cases.participants(caseId, todayOf(deps));
  const holder = people.find((each) => each.casushouder);
  return holder ? { name: holder.displayName, organisation: holder.organisation.name } : null;
}

/** The case as all people of a conversation may see it; null if one of them may see nothing, or is not known. */
export async function seeCaseTogether(
  deps: Deps,
  view: CaseView,
  people: readonly Person[] | null,
): Promise<ReaderView | null> {
  const positions = people && (await positionsIn(deps, view, people));
  return positions && seenByAll(view, view.who, positions);
}

/** How each of these people stands to the case; null if one of them may see nothing, or is not known. */
export async function positionsIn(
  deps: Deps,
  view: CaseView,
  people: readonly Person[],
): Promise<readonly Position[] | null> {
  const standings = await deps.uow.stores.cases.standingsOf(view.case.id, people, todayOf(deps));
  if (standings.some((each) => each.length === 0)) return null;
  return standings.map((each) => positionOf(view.plan.protocol, each));
}

/** What somebody can have looked at, for the log. */
export type LookedAt =
  | 'next'
  | 'step'
  | 'lines'
  | 'list'
  | 'form'
  | 'notice'
  | 'answer'
  | 'search'
  | 'day'
  | 'minutes'
  | 'reasons'
  | 'decisions';

/**
 * Notes in the log that the member was shown these cases; null: whoever has the database. `turnId`: the same turn twice
 * is noted once. `what`: what kind of thing was shown, never what stood in it.
 */
export async function noteReading(
  deps: Deps,
  member: Member | null,
  turnId: string,
  views: readonly CaseView[],
  what: LookedAt,
): Promise<void> {
  const at = deps.clock.now();
  await deps.uow.stores.audit.add(
    views.map((view) => ({
      ...{ id: `read:${turnId}:${view.case.id}`, at, memberId: member?.id ?? null, behalfOf: view.who.behalfOf },
      ...{ caseId: view.case.id, type: 'read', effect: { what } },
    })),
  );
}
