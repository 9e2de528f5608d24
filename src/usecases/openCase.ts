/**
 * Opens a case on a route of a protocol, with the facts that are known, and makes the opener its casushouder.
 */
import { newCaseState, type CaseEvent, type Effect, type Refusal } from '../domain/cases.ts';
import { civilDateOf } from '../domain/calendar.ts';
import { holds } from '../domain/protocol/conditions.ts';
import type { Condition, FactId, FactValue, Protocol, RouteId } from '../domain/protocol/definition.ts';
import { planOf } from '../domain/protocol/evaluate.ts';
import { nextDue, step } from '../domain/protocol/step.ts';
import { pseudonymFault, type PseudonymFault } from '../domain/privacy.ts';
import { POLICY, type Standing } from '../domain/access.ts';
import { rolesIn } from '../domain/people.ts';
import type { Deps, Member } from './ports.ts';
import type { Kept } from './changeCase.ts';
import { isAdministrator } from './people.ts';
import { viewOf, type CaseView } from './readCase.ts';

export type OpenResult =
  | { readonly kind: 'opened'; readonly view: CaseView }
  | { readonly kind: 'unknown_route' }
  /** Nobody in this region who may see a whole case, so not somebody to open one. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'pseudonym'; readonly fault: PseudonymFault }
  /** The route cannot start while this does not hold. */
  | { readonly kind: 'cannot_start'; readonly condition: Condition }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Opens the case. Nothing is stored unless everything is in order. */
export async function openCase(
  deps: Deps,
  input: {
    readonly protocolId: string;
    readonly route: RouteId;
    readonly pseudonym: string;
    readonly facts: Readonly<Record<FactId, FactValue>>;
    readonly member: Member;
    readonly kept?: Kept | null;
  },
): Promise<OpenResult> {
  const protocol = deps.protocols.current.get(input.protocolId);
  if (!protocol || !Object.hasOwn(protocol.routes, input.route)) return { kind: 'unknown_route' };
  const membership = openingMembership(deps, input.member, protocol);
  if (!membership) return { kind: 'forbidden' };
  const fault = pseudonymFault(input.pseudonym);
  if (fault) return { kind: 'pseudonym', fault };
  const now = deps.clock.now();
  const plan = planOf(protocol, input.route);
  const event: CaseEvent = { id: 'open', type: 'set_facts', facts: input.facts };
  const begun = step(plan, newCaseState, event, now);
  if (!begun.ok) return { kind: 'refused', refusal: begun.refusal };
  const { startsIf } = plan.route;
  if (startsIf && holds(startsIf, begun.after.known) !== true) {
    return { kind: 'cannot_start', condition: startsIf };
  }
  const id = deps.newId();
  const { roles } = membership;
  const organisationId = membership.organisation.id;
  const effects: Effect[] = [
    { id: `${id}:0:0`, type: 'opened', route: input.route },
    ...(input.kept ? [{ id: `${id}:0:1`, type: 'words_kept' as const, ...input.kept }] : []),
  ];
  const opened = await deps.uow.transaction(async (stores) => {
    const stored = await stores.cases.open({
      id,
      prefix: protocol.casePrefix,
      year: Number(civilDateOf(now).slice(0, 4)),
      protocolId: protocol.id,
      protocolVersion: protocol.version,
      route: input.route,
      pseudonym: input.pseudonym.trim(),
      openedAt: now,
      openedBy: input.member.id,
      state: begun.state,
      nextDue: nextDue(begun.after),
      log: effects.map((effect) => ({ effect, at: now, memberId: input.member.id })),
    });
    await stores.cases.join({ caseId: id, memberId: input.member.id, organisationId, casushouder: true });
    return stored;
  });
  const standing: Standing = { relation: 'participant', organisationId, casushouder: true, roles, behalfOf: null };
  return { kind: 'opened', view: await viewOf(deps, { case: opened, standings: [standing] }) };
}

// The membership by which somebody opens a case: in the region, with the widest sight first.
function openingMembership(deps: Deps, member: Member, protocol: Protocol) {
  const administrator = isAdministrator(deps, member);
  const may = (memberships: Member['memberships']): boolean =>
    POLICY.open_case({ administrator, memberships }, protocol);
  return member.memberships.find((each) => rolesIn(protocol, each.roles).size > 0 && may([each])) ?? null;
}

/** The protocol and route that an id pair names; null if there is none. */
export function routeOf(protocols: ReadonlyMap<string, Protocol>, protocolId: string, routeId: string) {
  const protocol = protocols.get(protocolId);
  const route = protocol && Object.hasOwn(protocol.routes, routeId) ? protocol.routes[routeId] : undefined;
  return protocol && route ? { protocol, route } : null;
}
