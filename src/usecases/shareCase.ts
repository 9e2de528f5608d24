/**
 * Lets another organisation, and somebody of it, take part in a case, and ends that. Nothing is shared before it is on
 * record that the client knows, or why not; where the agreements ask for consent, without a yes nothing is shared.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { CaseState, Informed, NewEffect, Refusal } from '../domain/cases.ts';
import { rolesIn } from '../domain/people.ts';
import type { FactId, Protocol, RoleId } from '../domain/protocol/definition.ts';
import { nextDue } from '../domain/protocol/step.ts';
import { carryOut, type Kept } from './changeCase.ts';
import type { Deps, Member, Stores } from './ports.ts';
import { readCase, todayOf, type CaseView } from './readCase.ts';

export type ShareResult =
  /** `already`: took part before this; nothing was changed. */
  | { readonly kind: 'shared' | 'already'; readonly view: CaseView; readonly member: Member }
  | { readonly kind: 'no_case' | 'stale' }
  /** Not for this member to do, or nobody there to share with. */
  | { readonly kind: 'forbidden' | 'unknown_person'; readonly view: CaseView }
  | { readonly kind: 'not_informed' | 'reason_missing'; readonly view: CaseView }
  /** What the core says of the record that the client knows: a date that cannot be, no ground, a closed case. */
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: Refusal }
  /** The client does not consent, or was not asked yet. */
  | { readonly kind: 'no_consent'; readonly view: CaseView; readonly fact: FactId };

const LONGEST_WHY = 300;

/** Somebody takes part from now on. `informed`: that the client knows that this organisation will see the case. */
export async function shareCase(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly by: Member;
    readonly memberId: string;
    readonly organisationId: string;
    readonly why: string;
    readonly informed: Informed | null;
    readonly kept?: Kept | null;
  },
): Promise<ShareResult> {
  const view = await readCase(deps, input.caseId, input.by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.share_case(view.who)) return { kind: 'forbidden', view };
  const { stores } = deps.uow;
  const member = await stores.members.byId(input.memberId);
  const task = member?.memberships.find((each) => each.organisation.id === input.organisationId);
  const { protocol } = view.plan;
  if (!member || member.leftOn !== null || task?.organisation.region !== protocol.id) {
    return { kind: 'unknown_person', view };
  }
  // A late press: whoever takes part keeps all that they are here, and the log says no second time that they joined.
  const people = await stores.cases.participants(view.case.id, todayOf(deps));
  if (people.some((each) => each.memberId === member.id && each.organisation.id === input.organisationId)) {
    return { kind: 'already', view, member };
  }
  const sees = [...rolesIn(protocol, task.roles)];
  const others = await stores.cases.organisations(view.case.id);
  const isNew = !others.some((each) => each.id === input.organisationId);
  const why = input.why.trim();
  if (isNew && input.informed === null) return { kind: 'not_informed', view };
  if (isNew && (why === '' || why.length > LONGEST_WHY)) return { kind: 'reason_missing', view };
  const consent = consentRefused(protocol, sees, view);
  if (consent !== null) return { kind: 'no_consent', view, fact: consent };
  // The record that the client knows is the core's to judge, as it is in every other way of recording it.
  const events = input.informed === null ? [] : [{ type: 'inform' as const, informed: input.informed }];
  const recorded = carryOut(view, events, deps.clock.now());
  if (!recorded.ok) return { kind: 'refused', view, refusal: recorded.refusal };
  const effects: NewEffect[] = [
    ...recorded.effects,
    ...(isNew ? [{ type: 'shared' as const, organisation: input.organisationId, sees, why }] : []),
    { type: 'joined', member: member.id, organisation: input.organisationId, casushouder: false },
    ...(input.kept ? [{ type: 'words_kept' as const, ...input.kept }] : []),
  ];
  const done = await change(deps, { ...view, evaluation: recorded.after }, input.by, recorded.state, effects, (tx) =>
    tx.cases.join({ ...input, casushouder: false }),
  );
  if (!done) return { kind: 'stale' };
  const fresh = await readCase(deps, input.caseId, input.by);
  return fresh ? { kind: 'shared', view: fresh, member } : { kind: 'no_case' };
}

export type UnshareResult =
  | { readonly kind: 'unshared'; readonly view: CaseView }
  | { readonly kind: 'no_case' | 'stale' }
  | { readonly kind: 'forbidden' | 'last_holder'; readonly view: CaseView };

/** The member no longer takes part for the organisation; with the last of its people the organisation is out too. */
export async function unshareCase(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly by: Member;
    readonly memberId: string;
    readonly organisationId: string;
  },
): Promise<UnshareResult> {
  const view = await readCase(deps, input.caseId, input.by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.share_case(view.who)) return { kind: 'forbidden', view };
  const { memberId: member, organisationId: organisation } = input;
  const people = await deps.uow.stores.cases.participants(view.case.id, todayOf(deps));
  const leaving = people.find((each) => each.memberId === member && each.organisation.id === organisation);
  if (!leaving) return { kind: 'stale' };
  // A signal must always have somebody to go to.
  if (leaving.casushouder && people.filter((each) => each.casushouder).length === 1)
    return { kind: 'last_holder', view };
  const last = people.filter((each) => each.organisation.id === organisation).length === 1;
  const effects: NewEffect[] = [
    { type: 'left', member, organisation, casushouder: leaving.casushouder },
    ...(last ? [{ type: 'unshared' as const, organisation, why: '' }] : []),
  ];
  const done = await change(deps, view, input.by, view.case.state, effects, async (tx) => {
    await tx.cases.leave(view.case.id, member, organisation);
    if (last) await tx.cases.removeOrganisation(view.case.id, organisation);
  });
  if (!done) return { kind: 'stale' };
  const fresh = await readCase(deps, input.caseId, input.by);
  return fresh ? { kind: 'unshared', view: fresh } : { kind: 'no_case' };
}

// State, log and participation together; false if the case was changed meanwhile.
async function change(
  deps: Deps,
  view: CaseView,
  by: Member,
  state: CaseState,
  effects: readonly NewEffect[],
  also: (stores: Stores) => Promise<void>,
): Promise<boolean> {
  const { case: c } = view;
  const at = deps.clock.now();
  const log = effects.map((effect, index) => ({
    effect: { ...effect, id: `${c.id}:${c.version + 1}:${index}` },
    ...{ at, memberId: by.id, behalfOf: view.who.behalfOf },
  }));
  return deps.uow.transaction(async (stores) => {
    const saved = await stores.cases.save(c.id, c.version, state, nextDue(view.evaluation), log);
    if (saved) await also(stores);
    return saved !== null;
  });
}

// A role that learns only what needs the client's consent gets nothing without it.
function consentRefused(protocol: Protocol, sees: readonly RoleId[], view: CaseView): FactId | null {
  const lines = view.plan.route.steps
    .flatMap((step) => step.sharing)
    .filter((each) => each.with.some((r) => sees.includes(r)));
  const consents = lines.map((each) => each.consent);
  if (lines.length === 0 || consents.some((consent) => consent === null)) return null;
  const sighted = sees.some((id) => protocol.roles[id]?.sees.steps === 'all');
  if (sighted) return null;
  const facts = consents.filter((consent) => consent !== null);
  return facts.every((fact) => view.evaluation.known.facts[fact] !== true) ? (facts[0] ?? null) : null;
}
