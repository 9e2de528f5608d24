/**
 * Changes a case by one or more events, stored with their log lines in one go or not at all.
 * Two people who press at once never lose one's work: the second is told that the case has changed.
 */
import { CASE_POLICY, type Position } from '../domain/access.ts';
import type { Instant } from '../domain/calendar.ts';
import type { CaseEvent, Effect, Refusal } from '../domain/cases.ts';
import { standing } from '../domain/decisions/records.ts';
import type { StepId } from '../domain/protocol/definition.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { nextDue, step, type StepResult } from '../domain/protocol/step.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, type CaseView } from './readCase.ts';

/** An event without its id, which follows from the case and its version. */
export type NewEvent = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'id'> : never) : never;

/** Words that look personal and are kept all the same: what they look like, and the writer's reason. */
export interface Kept {
  readonly kinds: readonly string[];
  readonly why: string;
}

export type ChangeResult =
  | { readonly kind: 'changed'; readonly view: CaseView; readonly effects: readonly Effect[] }
  /** The case is no longer as the person saw it. Nothing was changed. */
  | { readonly kind: 'stale'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: Refusal }
  /** The step is a decision: it is recorded, or taken back, in the register. */
  | { readonly kind: 'decision'; readonly view: CaseView; readonly step: StepId }
  /** The member sees the case, but this is not for them to do. */
  | { readonly kind: 'forbidden'; readonly view: CaseView }
  /** There is no such case for this person. */
  | { readonly kind: 'no_case' };

/** Carries out the events on the case as the member saw it (`seenVersion`), all or none. */
export async function changeCase(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly seenVersion: number;
    readonly events: readonly NewEvent[];
    readonly member: Member;
    readonly kept?: Kept | null;
  },
): Promise<ChangeResult> {
  const view = await readCase(deps, input.caseId, input.member);
  if (!view) return { kind: 'no_case' };
  if (!input.events.every((event) => isPermitted(view.plan, view.who, event))) return { kind: 'forbidden', view };
  if (view.case.version !== input.seenVersion) return { kind: 'stale', view };
  const decided = await decisionAmong(deps, view, input.events);
  if (decided !== null) return { kind: 'decision', view, step: decided };
  const now = deps.clock.now();
  const done = carryOut(view, input.events, now);
  if (!done.ok) return { kind: 'refused', view, refusal: done.refusal };
  const { state, after } = done;
  const effects = [...done.effects];
  if (input.kept && effects.length > 0) {
    const id = `${view.case.id}:${view.case.version + 1}:kept`;
    effects.push({ id, type: 'words_kept', ...input.kept });
  }
  if (effects.length === 0) return { kind: 'changed', view, effects };
  const log = effects.map((effect) => ({ effect, at: now, memberId: input.member.id, behalfOf: view.who.behalfOf }));
  const saved = await deps.uow.stores.cases.save(view.case.id, view.case.version, state, nextDue(after), log);
  if (saved) return { kind: 'changed', view: { ...view, case: saved, evaluation: after }, effects };
  const fresh = await readCase(deps, input.caseId, input.member);
  return fresh ? { kind: 'stale', view: fresh } : { kind: 'no_case' };
}

/** What comes of events, one after the other, at `now`; or why the first that is refused is. Stores nothing. */
export function carryOut(view: CaseView, events: readonly NewEvent[], now: Instant): StepResult {
  let { state } = view.case;
  let after = view.evaluation;
  const effects: Effect[] = [];
  for (const [index, event] of events.entries()) {
    const id = `${view.case.id}:${view.case.version + 1}:${index}`;
    const result = step(view.plan, state, { ...event, id }, now);
    if (!result.ok) return result;
    ({ state, after } = result);
    effects.push(...result.effects);
  }
  return { ok: true, state, after, effects };
}

// A decision is finished in the register; one that stands there is taken back there.
async function decisionAmong(deps: Deps, view: CaseView, events: readonly NewEvent[]): Promise<StepId | null> {
  for (const event of events) {
    if (event.type !== 'complete_step' && event.type !== 'undo_step') continue;
    if (!view.plan.steps.get(event.step)?.decision) continue;
    if (event.type === 'complete_step') return event.step;
    if (standing(await deps.uow.stores.decisions.ofCase(view.case.id), event.step)) return event.step;
  }
  return null;
}

/** True if the member may bring about this event in the case. */
export function isPermitted(plan: Plan, who: Position, event: NewEvent): boolean {
  switch (event.type) {
    case 'complete_step':
    case 'undo_step':
    case 'tick_tasks': {
      // A step that does not exist is refused as such by the core.
      const known = plan.steps.get(event.step);
      return known ? CASE_POLICY.do_step(who, known) : CASE_POLICY.see_case(who);
    }
    case 'set_facts':
      return Object.keys(event.facts).every((fact) => CASE_POLICY.give_fact(who, fact));
    case 'hold':
    case 'resume':
      return CASE_POLICY.hold_case(who);
    case 'close':
    case 'reopen':
      return CASE_POLICY.close_case(who);
    case 'inform':
      return CASE_POLICY.record_informed(who);
  }
}
