/**
 * What comes first: of steps, and of cases by the step that speaks for them. Pure.
 */
import { daysBetween, type CivilDate } from './calendar.ts';
import type { LandlordStep } from './landlordView.ts';
import type { RoleId } from './protocol/definition.ts';
import type { StepStatus } from './protocol/evaluate.ts';

/**
 * The step that speaks for a case in a list: of the open ones the reader's own before those of others, the earliest
 * last day first. `steps`: those that the reader may see.
 */
export function leadingStep(steps: readonly StepStatus[], roles: ReadonlySet<RoleId>): StepStatus | undefined {
  const open = steps.filter(({ status, step }) => status === 'open' && step.mode !== 'on_demand').toSorted(byUrgency);
  return open.find(({ step }) => step.responsible.some((role) => roles.has(role))) ?? open[0];
}

/** The same of what a landlord sees: its own steps. */
export const leadingLandlordStep = (steps: readonly LandlordStep[]): LandlordStep | undefined =>
  steps
    .filter(({ status, step }) => status === 'open' && step.mode !== 'on_demand')
    .toSorted((a, b) => byDay(a.term?.by, b.term?.by))[0];

/** What has a date first, the earliest first; the rest in the order of the protocol. */
export const byUrgency = (a: StepStatus, b: StepStatus): number => byDay(a.terms[0]?.by, b.terms[0]?.by);

/** The earliest day first, what has none last. */
export function byDay(a: CivilDate | null | undefined, b: CivilDate | null | undefined): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return daysBetween(b, a);
}
