/**
 * Erases one closed case for good: the case, and the content of its lines in the log. That it was worked on, by whom
 * and when, stays. Never a case that is not closed; what is said of it beforehand is in `planErasure`.
 */
import { POLICY } from '../domain/access.ts';
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import type { Case } from '../domain/cases.ts';
import { reasonFault, type ReasonFault } from '../domain/erasure.ts';
import type { By, Deps, Stores } from './ports.ts';

/** What would go and what would stay. */
export interface Erasure {
  readonly code: string;
  /** Facts, finished steps, people who take part and conversations that go with the case. */
  readonly goes: {
    readonly facts: number;
    readonly steps: number;
    readonly participants: number;
    readonly conversations: number;
    readonly signals: number;
  };
  /** Lines of the log that lose their content and stay. */
  readonly lines: number;
}

export type NotErased =
  | { readonly kind: 'no_case' | 'forbidden' }
  /** Still running or on hold: closed first. */
  | { readonly kind: 'open' }
  | { readonly kind: 'reason'; readonly fault: ReasonFault };

export type PlanErasureResult = { readonly kind: 'ready'; readonly erasure: Erasure } | NotErased;
export type EraseResult = { readonly kind: 'erased'; readonly erasure: Erasure } | NotErased;

/** What erasing the case would do, or why it cannot be done. Changes nothing. */
export async function planErasure(
  deps: Deps,
  input: { readonly code: string; readonly reason: string },
  by: By,
): Promise<PlanErasureResult> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  const { stores } = deps.uow;
  const found = await stores.cases.byCode(input.code);
  const refused = refusalOf(found, input.reason);
  if (refused) return refused;
  return found ? { kind: 'ready', erasure: await erasureOf(stores, found, deps.clock.now()) } : { kind: 'no_case' };
}

/** Erases the case, because somebody asked for it with this reason. */
export async function eraseCase(
  deps: Deps,
  input: { readonly code: string; readonly reason: string },
  by: By,
): Promise<EraseResult> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  return deps.uow.transaction(async (stores): Promise<EraseResult> => {
    const found = await stores.privacy.lockByCode(input.code);
    const refused = refusalOf(found, input.reason);
    if (refused) return refused;
    if (!found) return { kind: 'no_case' };
    const cause = { cause: 'request', reason: input.reason.trim() } as const;
    return { kind: 'erased', erasure: await eraseIn(deps, stores, found, cause, by) };
  });
}

function refusalOf(found: Case | null, reason: string): NotErased | null {
  if (!found) return { kind: 'no_case' };
  if (!found.state.closed) return { kind: 'open' };
  const fault = reasonFault(reason, found.pseudonym);
  return fault && { kind: 'reason', fault };
}

/** Erases the case of a plan if it is still the one that was planned: closed at that moment, and not opened since. */
export async function eraseAfterTerm(
  deps: Deps,
  planned: { readonly code: string; readonly closedAt: Instant },
  by: By,
): Promise<boolean> {
  return deps.uow.transaction(async (stores) => {
    const found = await stores.privacy.lockByCode(planned.code);
    if (found?.state.closed?.at !== planned.closedAt) return false;
    await eraseIn(deps, stores, found, { cause: 'retention' }, by);
    return true;
  });
}

// The case is locked. The line that says so is written last: it would lose its content with the others.
async function eraseIn(
  deps: Deps,
  stores: Stores,
  found: Case,
  cause: { readonly cause: 'request'; readonly reason: string } | { readonly cause: 'retention' },
  by: By,
): Promise<Erasure> {
  const erasure = await erasureOf(stores, found, deps.clock.now());
  const lines = await stores.audit.eraseContent(found.id);
  await stores.cases.remove(found.id);
  await stores.audit.add([
    {
      ...{ id: deps.newId(), at: deps.clock.now(), memberId: by.memberId, behalfOf: null, caseId: found.id },
      ...{ type: 'erased', effect: { code: found.code, ...cause, lines } },
    },
  ]);
  return erasure;
}

async function erasureOf(stores: Stores, { id, code, state }: Case, at: Instant): Promise<Erasure> {
  const { channels } = await stores.privacy.surroundings(id);
  return {
    code,
    goes: {
      facts: Object.keys(state.facts).length,
      steps: state.done.length,
      participants: (await stores.cases.participants(id, civilDateOf(at))).length,
      conversations: channels.length,
      signals: (await stores.signals.ofCase(id)).length,
    },
    lines: (await stores.audit.ofCase(id)).length,
  };
}
