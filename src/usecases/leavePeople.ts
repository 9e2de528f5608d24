/**
 * Somebody leaves, altogether or one of their organisations: no access from then on, and the cases go to a successor
 * from the same organisations, or stay with the organisation alone. Work elsewhere stays as it is; the log keeps it all.
 */
import { POLICY } from '../domain/access.ts';
import type { CivilDate } from '../domain/calendar.ts';
import type { Effect } from '../domain/cases.ts';
import type { By, Deps, Member, Stores } from './ports.ts';
import { todayOf } from './readCase.ts';

type Participations = Awaited<ReturnType<Stores['cases']['ofPerson']>>;

export type LeaveResult =
  | {
      readonly kind: 'left';
      readonly member: Member;
      /** They work for nobody any more. */
      readonly altogether: boolean;
      /** How many cases a successor has now. */
      readonly handedOver: number;
      /** Codes of cases that still run and that nobody holds. */
      readonly withoutHolder: readonly string[];
    }
  /** Not there, gone already, or not at work for that organisation. */
  | { readonly kind: 'unknown_person' }
  | { readonly kind: 'forbidden' }
  /** The successor is not there, or does not work in every organisation that the cases are held for. */
  | { readonly kind: 'wrong_successor' }
  /** Somebody changed this person at the same moment. Nothing was stored. */
  | { readonly kind: 'stale' };

/** What somebody leaves: the work for one organisation; null: all that they do. */
export type Leaving = string | null;

const left = ({ memberships }: Member, leaving: Leaving): Member['memberships'] =>
  memberships.filter(({ organisation }) => leaving === null || organisation.id === leaving);

/** Whether they may take this person out: who manages every organisation that the person leaves. */
export const mayTakeOut = (by: By, member: Member, leaving: Leaving): boolean =>
  by.administrator ||
  (left(member, leaving).length > 0 &&
    left(member, leaving).every(({ organisation }) => POLICY.manage_people(by, organisation.id)));

/** Whether all that the person leaves behind could be the successor's. */
export const canSucceed = (member: Member, successor: Member, leaving: Leaving): boolean =>
  successor.id !== member.id &&
  successor.leftOn === null &&
  left(member, leaving).every(({ organisation }) => worksFor(successor, organisation.id));

const worksFor = (member: Member, organisationId: string): boolean =>
  member.memberships.some((each) => each.organisation.id === organisationId);

/** Takes somebody out, with everything that belongs to it or not at all. */
export async function leavePeople(
  deps: Deps,
  input: { readonly memberId: string; readonly leaving: Leaving; readonly successorId: string | null },
  by: By,
): Promise<LeaveResult> {
  return deps.uow.transaction(async (stores): Promise<LeaveResult> => {
    const member = await stores.members.byId(input.memberId);
    if (!member || member.leftOn !== null) return { kind: 'unknown_person' };
    if (!mayTakeOut(by, member, input.leaving)) return { kind: 'forbidden' };
    if (input.leaving !== null && !worksFor(member, input.leaving)) return { kind: 'unknown_person' };
    // Who leaves the last organisation that they work for, leaves altogether.
    const stays = member.memberships.filter((each) => !left(member, input.leaving).includes(each));
    const leaving = stays.length === 0 ? null : input.leaving;
    const all = await stores.cases.ofPerson(member.id, todayOf(deps));
    const parts = all.filter((each) => leaving === null || each.organisationId === leaving);
    const successor = input.successorId === null ? null : await stores.members.byId(input.successorId);
    if (input.successorId !== null) {
      const fits = successor !== null && canSucceed(member, successor, leaving);
      if (!fits || !parts.every((each) => worksFor(successor, each.organisationId))) return { kind: 'wrong_successor' };
    }
    // Takes the row, so that of two who do this at once the second finds it done.
    const memberships = stays.map(({ organisation, ...work }) => ({ organisationId: organisation.id, ...work }));
    const taken = await stores.members.put({ ...member, memberships }, member.version);
    if (!taken) return { kind: 'stale' };
    const moved = successor ? await stores.members.replace(member.id, successor.id, leaving) : [];
    if (leaving === null) await stores.members.leave(member.id, todayOf(deps));
    else await stores.members.leaveOrganisation(member.id, leaving);
    await logLeaving(deps, stores, { member, leaving, successor }, parts, by);
    return {
      ...{ kind: 'left', member, altogether: leaving === null },
      handedOver: moved.length,
      withoutHolder: await unheld(stores, parts, todayOf(deps)),
    };
  });
}

async function logLeaving(
  deps: Deps,
  stores: Stores,
  { member, leaving, successor }: { member: Member; leaving: Leaving; successor: Member | null },
  parts: Participations,
  by: By,
): Promise<void> {
  const line = { at: deps.clock.now(), memberId: by.memberId, behalfOf: null };
  const person = { member: member.id, successor: successor?.id ?? null, organisation: leaving };
  const ofCases = parts.flatMap(({ caseId, organisationId: organisation, casushouder }) => {
    const part = { organisation, casushouder };
    const effects: Effect[] = [
      { id: deps.newId(), type: 'left', member: member.id, ...part },
      ...(successor ? [{ id: deps.newId(), type: 'joined' as const, member: successor.id, ...part }] : []),
    ];
    return effects.map((effect) => ({ ...line, id: effect.id, caseId, type: effect.type, effect: { ...effect } }));
  });
  await stores.audit.add([
    { ...line, id: deps.newId(), caseId: null, type: 'person_left', effect: person },
    ...ofCases,
  ]);
}

async function unheld(stores: Stores, parts: Participations, today: CivilDate): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const caseId of new Set(parts.filter((each) => each.casushouder).map((each) => each.caseId))) {
    const found = await stores.cases.byId(caseId);
    if (!found || found.state.closed) continue;
    const people = await stores.cases.participants(caseId, today);
    if (!people.some((each) => each.casushouder)) codes.push(found.code);
  }
  return codes.toSorted();
}
