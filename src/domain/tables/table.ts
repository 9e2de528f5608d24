/**
 * What the agreements say about a table: who meets, in which parts, and who must be there. Reads the protocol only;
 * whether somebody is there is in `rollCall.ts`.
 */
import type { RoleId, Step, StepId } from '../protocol/definition.ts';
import type { Plan } from '../protocol/evaluate.ts';

/** 1: the whole table. 2: the last part, where others join and what came before is not for them. */
export type PartNumber = 1 | 2;

export interface TablePart {
  readonly number: PartNumber;
  /** The step that this part carries out: its checklist and outcomes are those of the part. */
  readonly step: Step;
  readonly roles: ReadonlySet<RoleId>;
}

/** A step at which organisations meet. */
export interface CaseTable {
  readonly step: Step;
  readonly parts: readonly TablePart[];
  /** Who must be there for the first part: of each group at least one. Empty: the source does not say. */
  readonly always: readonly (readonly RoleId[])[];
}

/** The table that a step is; null for a step at which nobody meets. */
export function tableOf(plan: Plan, stepId: StepId): CaseTable | null {
  const step = plan.steps.get(stepId);
  if (!step?.table) return null;
  const last = step.table.lastPart === null ? undefined : plan.steps.get(step.table.lastPart);
  const first = rolesAt(step);
  // Who was at the first part may stay; who comes for the last part was not there before.
  const parts: readonly TablePart[] = [
    { number: 1, step, roles: first },
    ...(last ? [{ number: 2 as const, step: last, roles: new Set([...first, ...rolesAt(last)]) }] : []),
  ];
  return { step, parts, always: step.table.always };
}

/** The tables of a route, in the order of the source. */
export const tablesOf = (plan: Plan): readonly CaseTable[] =>
  plan.route.steps.flatMap((step) => tableOf(plan, step.id) ?? []);

/** The parts that somebody with these roles joins. */
export const partsFor = (table: CaseTable, roles: ReadonlySet<RoleId>): readonly PartNumber[] =>
  table.parts.filter((part) => [...part.roles].some((role) => roles.has(role))).map((part) => part.number);

const rolesAt = (step: Step): ReadonlySet<RoleId> => new Set([...step.responsible, ...step.involved]);
