/**
 * Lets somebody take part in a case on the word of whoever has the command line: for the first of an organisation, and
 * where there is no casushouder to do it. In chat it is `shareCase.ts`, which asks whether the client knows.
 */
import type { Case, Effect } from '../domain/cases.ts';
import { rolesIn, type Membership, type Organisation } from '../domain/people.ts';
import { nextDue } from '../domain/protocol/step.ts';
import { sameOrganisation } from './personLines.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf, viewOf } from './readCase.ts';

export type JoinResult =
  | { readonly kind: 'joined'; readonly code: string; readonly member: Member; readonly organisation: Organisation }
  | { readonly kind: 'no_case' | 'no_person' }
  /** The person does not work in the region of the case, or not for the organisation that is named. */
  | { readonly kind: 'no_work'; readonly region: string }
  /** The person works for several organisations there. */
  | { readonly kind: 'which_organisation'; readonly names: readonly string[] }
  /** Somebody changed the case at the same moment. Nothing was stored. */
  | { readonly kind: 'stale' };

export interface JoinInput {
  readonly code: string;
  readonly tenantId: string;
  readonly objectId: string;
  /** The name of the organisation that they take part for; null: the only one in the region of the case. */
  readonly organisation: string | null;
  readonly casushouder: boolean;
  /** Why, for the log and for the client's sheet. */
  readonly why: string;
}

/** The person takes part for their organisation in the region of the case. Twice is once; nobody loses the case by it. */
export async function joinCase(deps: Deps, input: JoinInput): Promise<JoinResult> {
  const { stores } = deps.uow;
  const found = await stores.cases.byCode(input.code);
  if (!found) return { kind: 'no_case' };
  const member = await stores.members.find(input.tenantId, input.objectId);
  if (!member || member.leftOn !== null) return { kind: 'no_person' };
  const region = found.protocolId;
  const works = member.memberships.filter(
    ({ organisation }) =>
      organisation.region === region &&
      (input.organisation === null || sameOrganisation(organisation, { name: input.organisation, region })),
  );
  const [work, ...others] = works;
  if (!work) return { kind: 'no_work', region };
  if (others.length > 0) return { kind: 'which_organisation', names: works.map((each) => each.organisation.name) };
  return joinFor(deps, found, member, work, input);
}

async function joinFor(
  deps: Deps,
  found: Case,
  member: Member,
  { organisation, roles }: Membership,
  input: JoinInput,
): Promise<JoinResult> {
  const { cases } = deps.uow.stores;
  const joined = { kind: 'joined', code: found.code, member, organisation } as const;
  const people = await cases.participants(found.id, todayOf(deps));
  const before = people.find((each) => each.memberId === member.id && each.organisation.id === organisation.id);
  const casushouder = input.casushouder || (before?.casushouder ?? false);
  if (before?.casushouder === casushouder) return joined;
  const { plan, evaluation } = await viewOf(deps, { case: found, standings: [] });
  const known = (await cases.organisations(found.id)).some((each) => each.id === organisation.id);
  const sees = [...rolesIn(plan.protocol, roles)];
  const id = (index: number): string => `${found.id}:${found.version + 1}:${index}`;
  const effects: Effect[] = [
    ...(known ? [] : [{ id: id(0), type: 'shared' as const, organisation: organisation.id, sees, why: input.why }]),
    { id: id(1), type: 'joined', member: member.id, organisation: organisation.id, casushouder },
  ];
  const log = effects.map((effect) => ({ effect, at: deps.clock.now(), memberId: null }));
  return deps.uow.transaction(async (tx) => {
    const saved = await tx.cases.save(found.id, found.version, found.state, nextDue(evaluation), log);
    if (!saved) return { kind: 'stale' };
    await tx.cases.join({ caseId: found.id, memberId: member.id, organisationId: organisation.id, casushouder });
    return joined;
  });
}
