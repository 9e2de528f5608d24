/**
 * Records a decision: the step advances by its outcome, and the register holds what was decided, why and by whom. Both
 * in one transaction; what the agreements do not allow is refused. Nothing in the register is ever changed.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { Effect, NewEffect, Refusal } from '../domain/cases.ts';
import type { Agreement, DecisionRecord, NewDecision } from '../domain/decisions/records.ts';
import { refusedAtTable } from '../domain/decisions/atTable.ts';
import { decisionRefused, type DecisionRefusal } from '../domain/decisions/ways.ts';
import { nextDue } from '../domain/protocol/step.ts';
import { carryOut, isPermitted, type Kept, type NewEvent } from './changeCase.ts';
import type { Deps, Member, Stores } from './ports.ts';
import { readCase, type CaseView } from './readCase.ts';
import { heldTable, tellRoom, type HeldTable } from './tableDecision.ts';

export type DecisionResult =
  | {
      readonly kind: 'recorded';
      readonly view: CaseView;
      readonly record: DecisionRecord;
      readonly effects: readonly Effect[];
    }
  | { readonly kind: 'no_case' }
  /** The case is no longer as it was seen. Nothing was stored. */
  | { readonly kind: 'stale'; readonly view: CaseView }
  | { readonly kind: 'forbidden'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: Refusal | DecisionRefusal };

export interface DecisionInput {
  readonly decision: NewDecision;
  /** Facts and that the client knows, where the form asked for them: they come before the decision. */
  readonly first?: readonly NewEvent[];
  readonly member: Member;
  readonly kept?: Kept | null;
}

/** Records the decision on the case as the member saw it (`seenVersion`). */
export async function recordDecision(
  deps: Deps,
  input: DecisionInput & { readonly caseId: string; readonly seenVersion: number },
): Promise<DecisionResult> {
  const view = await readCase(deps, input.caseId, input.member);
  if (!view) return { kind: 'no_case' };
  if (view.case.version !== input.seenVersion) return { kind: 'stale', view };
  const { step: stepId, agreements } = input.decision;
  const step = view.plan.steps.get(stepId);
  const result = await deps.uow.transaction(async (tx): Promise<Settled> => {
    const table = await heldTable(deps, tx, view.case.id, stepId);
    const mayDecide = step !== undefined && CASE_POLICY.decide(view.who, step);
    const refusal = table && mayDecide ? refusedAtTable(table, agreements, input.member.id) : null;
    return refusal ? { kind: 'refused', view, refusal } : recordAtTable(deps, tx, view, input, table);
  });
  if (result.kind !== 'stale') return result;
  const fresh = await readCase(deps, input.caseId, input.member);
  return fresh ? { kind: 'stale', view: fresh } : { kind: 'no_case' };
}

type Settled = Exclude<DecisionResult, { readonly kind: 'no_case' }>;

/** The same within a transaction that holds the table where the step is: what is decided there is of that meeting. */
export async function recordAtTable(
  deps: Deps,
  tx: Stores,
  view: CaseView,
  input: DecisionInput,
  table: HeldTable | null,
): Promise<Settled> {
  const decision = { ...input.decision, meetingId: table?.meeting.id ?? null };
  const result = await recordDecisionIn(deps, tx, view, { ...input, decision });
  if (table && result.kind === 'recorded') await tellRoom(tx, table, result.record.recordedAt);
  return result;
}

/**
 * The same within a transaction of the caller, on a view that was read before it: the closing of a ballot records its
 * decision with it. Whatever else than `recorded` comes back, nothing of the decision was stored; a caller that stored
 * something itself gives its transaction up by throwing.
 */
export async function recordDecisionIn(deps: Deps, tx: Stores, view: CaseView, input: DecisionInput): Promise<Settled> {
  const { decision, first = [] } = input;
  const step = view.plan.steps.get(decision.step);
  if (!step) return { kind: 'refused', view, refusal: { kind: 'unknown_step', step: decision.step } };
  const permitted = first.every((event) => isPermitted(view.plan, view.who, event));
  if (!CASE_POLICY.decide(view.who, step) || !permitted) return { kind: 'forbidden', view };
  const now = deps.clock.now();
  const before = carryOut(view, first, now);
  if (!before.ok) return { kind: 'refused', view, refusal: before.refusal };
  // What the engine says of the step comes first: that it is not open explains more than what the form lacks.
  const { step: id, on, outcome, tasks } = decision;
  const done = carryOut(view, [...first, { type: 'complete_step', step: id, on, outcome, tasks }], now);
  const refusal = done.ok ? decisionRefused(step, before.after.known, decision) : done.refusal;
  if (!done.ok || refusal) return { kind: 'refused', view, refusal: refusal as Refusal | DecisionRefusal };
  const place = { supersedes: null, withdrawn: false } as const;
  return register(deps, tx, view, input, { ...done, now }, decision, place);
}

/** The new state of a case, as the engine gives it. */
interface Advanced {
  readonly state: CaseView['case']['state'];
  readonly after: CaseView['evaluation'];
  readonly effects: readonly Effect[];
  readonly now: string;
}

/** Stores the new state, the lines of the log and the record. Only for what was judged before. */
export async function register(
  deps: Deps,
  tx: Stores,
  view: CaseView,
  { member, kept }: Pick<DecisionInput, 'member' | 'kept'>,
  { state, after, effects, now }: Advanced,
  decision: NewDecision,
  place: Pick<DecisionRecord, 'supersedes' | 'withdrawn'>,
): Promise<Settled> {
  const { case: c, plan, who } = view;
  const rule = plan.steps.get(decision.step);
  if (!rule?.decision) throw new Error(`Step ${decision.step} is no decision`);
  const record: DecisionRecord = {
    ...decision,
    ...{ reasons: decision.reasons.trim(), id: deps.newId(), caseId: c.id, kind: rule.decision.kind },
    number: (await tx.decisions.ofCase(c.id)).length + 1,
    rule: { text: rule.decision.text, rules: rule.decision.rules, section: rule.section },
    opened: effects.flatMap((effect) => (effect.type === 'step_opened' ? [effect.step] : [])),
    ...{ recordedAt: now, recordedBy: member.id, behalfOf: who.behalfOf },
    ...place,
  };
  const { id, number, step, outcome } = record;
  const supersedes = place.supersedes?.number ?? null;
  // Those of a decision whose words alone change were named when it was recorded.
  const witnesses = supersedes === null ? witnessesOf(record.agreements) : [];
  const more: NewEffect[] = [
    { type: 'decided', decision: id, number, step, outcome, supersedes, witnesses },
    ...(kept ? [{ type: 'words_kept' as const, ...kept }] : []),
  ];
  const all = [...effects, ...more.map((each, index) => ({ ...each, id: `${c.id}:${c.version + 1}:d${index}` }))];
  const log = all.map((effect) => ({ effect, at: now, memberId: member.id, behalfOf: who.behalfOf }));
  // The version guards it: of two who record at once, the second stores nothing.
  const saved = await tx.cases.save(c.id, c.version, state, nextDue(after), log);
  if (!saved) return { kind: 'stale', view };
  await tx.decisions.add(record);
  return { kind: 'recorded', view: { ...view, case: saved, evaluation: after }, record, effects: all };
}

/** Everybody who is named as having heard what was noted, each once. */
export const witnessesOf = (agreements: readonly Agreement[]): readonly string[] => [
  ...new Set(agreements.flatMap(({ witnessId }) => witnessId ?? [])),
];
