/**
 * The register over several cases, to list or to hand out: each decision as far as who asks may see it. Each case that
 * something is shown of is noted in the log.
 */
import { POLICY } from '../domain/access.ts';
import type { CivilDate } from '../domain/calendar.ts';
import { isAdministrator } from './people.ts';
import type { By, Deps, ListedDecision, Member } from './ports.ts';
import { readCase, type CaseView, type LookedAt } from './readCase.ts';
import { seenOf, type CaseDecisions } from './readDecisions.ts';
import { wholeCase } from './wholeCase.ts';

/** Which decisions; null: all. */
export interface DecisionQuery {
  readonly code: string | null;
  readonly region: string | null;
  readonly day: CivilDate | null;
}

export type DecisionList =
  | { readonly kind: 'list'; readonly cases: readonly CaseDecisions[] }
  | { readonly kind: 'no_case' }
  /** Handing out is for who coordinates in the region. */
  | { readonly kind: 'forbidden' };

// Before and after everything that a register can hold.
const [FIRST, LAST] = ['1900-01-01', '2199-12-31'] as const;

/** The decisions that were asked for. `handedOut`: as a file, which is for coordinators alone. */
export async function listDecisions(
  deps: Deps,
  query: DecisionQuery,
  by: By,
  handedOut: boolean,
): Promise<DecisionList> {
  const { stores } = deps.uow;
  const { code, region, day } = query;
  const found = await stores.decisions.between(day ?? FIRST, day ?? LAST, code);
  const member = by.memberId === null ? null : await stores.members.byId(by.memberId);
  if (by.memberId !== null && !member) return { kind: 'forbidden' };
  const cases: CaseDecisions[] = [];
  let refused = false;
  for (const register of byCase(found)) {
    const view = await viewFor(deps, register[0]?.caseId ?? '', member);
    if (!view || (region !== null && view.plan.protocol.id !== region)) continue;
    if (handedOut && member && !POLICY.export_decisions(actor(deps, member), view.plan.protocol.id)) refused = true;
    else {
      const decisions = await seenOf(deps, view, register, null);
      if (decisions.length > 0) cases.push({ view, decisions });
    }
  }
  if (cases.length === 0 && refused) return { kind: 'forbidden' };
  if (code !== null && cases.length === 0 && !(await exists(deps, code, member))) return { kind: 'no_case' };
  await note(deps, by, cases, handedOut);
  return { kind: 'list', cases };
}

const byCase = (found: readonly ListedDecision[]): readonly (readonly ListedDecision[])[] =>
  [...new Set(found.map(({ caseId }) => caseId))].map((id) => found.filter(({ caseId }) => caseId === id));

const viewFor = (deps: Deps, caseId: string, member: Member | null): Promise<CaseView | null> =>
  member ? readCase(deps, caseId, member) : wholeCase(deps, caseId);

const actor = (deps: Deps, member: Member) => ({ ...member, administrator: isAdministrator(deps, member) });

async function exists(deps: Deps, code: string, member: Member | null): Promise<boolean> {
  const found = await deps.uow.stores.cases.byCode(code);
  return found !== null && (await viewFor(deps, found.id, member)) !== null;
}

async function note(deps: Deps, by: By, cases: readonly CaseDecisions[], handedOut: boolean): Promise<void> {
  const at = deps.clock.now();
  await deps.uow.stores.audit.add(
    cases.map(({ view, decisions }) => ({
      ...{ id: deps.newId(), at, memberId: by.memberId, behalfOf: view.who.behalfOf, caseId: view.case.id },
      ...{
        type: handedOut ? 'decisions_exported' : 'read',
        effect: handedOut ? { decisions: decisions.length } : { what: 'decisions' satisfies LookedAt },
      },
    })),
  );
}
