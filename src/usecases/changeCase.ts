/**
 * Changes a case by one or more events, stored with their log lines in one go or not at all.
 * Two people who press at once never lose one's work: the second is told that the case has changed.
 */
import type { Case, CaseEvent, Effect, Refusal } from '../domain/cases.ts';
import type { Evaluation, Plan } from '../domain/protocol/evaluate.ts';
import { evaluate, planOf } from '../domain/protocol/evaluate.ts';
import { nextDue, step } from '../domain/protocol/step.ts';
import type { Deps, Member } from './ports.ts';

/** An event without its id, which follows from the case and its version. */
export type NewEvent = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'id'> : never) : never;

export interface CaseView {
  readonly case: Case;
  readonly plan: Plan;
  readonly evaluation: Evaluation;
}

export type ChangeResult =
  | { readonly kind: 'changed'; readonly view: CaseView; readonly effects: readonly Effect[] }
  /** The case is no longer as the person saw it. Nothing was changed. */
  | { readonly kind: 'stale'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: Refusal }
  /** There is no such case for this person. */
  | { readonly kind: 'no_case' };

/** The case with where it stands now; null if there is none, or the member has no part in it. */
export async function readCase(deps: Deps, caseId: string, member: Member): Promise<CaseView | null> {
  const { cases } = deps.uow.stores;
  const found = await cases.byId(caseId);
  if (!found || !(await cases.isParticipant(found.id, member.id))) return null;
  return viewOf(deps, found);
}

/** The same for a case code as people type it. */
export async function readCaseByCode(deps: Deps, code: string, member: Member): Promise<CaseView | null> {
  const found = await deps.uow.stores.cases.byCode(code);
  return found ? readCase(deps, found.id, member) : null;
}

/** Where a case that was read stands now. */
export async function viewOf(deps: Deps, found: Case): Promise<CaseView> {
  const plan = planOf(await deps.protocols.ofCase(found), found.route);
  return { case: found, plan, evaluation: evaluate(plan, found.state, deps.clock.now()) };
}

/** Carries out the events on the case as the member saw it (`seenVersion`), all or none. */
export async function changeCase(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly seenVersion: number;
    readonly events: readonly NewEvent[];
    readonly member: Member;
  },
): Promise<ChangeResult> {
  const view = await readCase(deps, input.caseId, input.member);
  if (!view) return { kind: 'no_case' };
  if (view.case.version !== input.seenVersion) return { kind: 'stale', view };
  const now = deps.clock.now();
  let { state } = view.case;
  let after = view.evaluation;
  const effects: Effect[] = [];
  for (const [index, event] of input.events.entries()) {
    const id = `${view.case.id}:${view.case.version + 1}:${index}`;
    const result = step(view.plan, state, { ...event, id }, now);
    if (!result.ok) return { kind: 'refused', view, refusal: result.refusal };
    ({ state, after } = result);
    effects.push(...result.effects);
  }
  if (effects.length === 0) return { kind: 'changed', view, effects };
  const log = effects.map((effect) => ({ effect, at: now, memberId: input.member.id }));
  const saved = await deps.uow.stores.cases.save(view.case.id, view.case.version, state, nextDue(after), log);
  if (saved) return { kind: 'changed', view: { case: saved, plan: view.plan, evaluation: after }, effects };
  const fresh = await readCase(deps, input.caseId, input.member);
  return fresh ? { kind: 'stale', view: fresh } : { kind: 'no_case' };
}
