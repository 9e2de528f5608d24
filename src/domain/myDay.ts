/**
 * What one person has to know of a case this morning, out of what they may see of it. Pure.
 */
import { shift, type CivilDate } from './calendar.ts';
import { nearWorkingDay } from './holidays.ts';
import type { Step, TermKind } from './protocol/definition.ts';
import type { SeenCase } from './views.ts';

export interface DayItem {
  readonly step: Step;
  readonly by: CivilDate;
  readonly kind: TermKind;
  /** Negative: it has passed. */
  readonly daysLeft: number;
  /** `begins`: its first day has come. `others`: too late, and up to somebody else in a case that they lead. */
  readonly why: 'late' | 'today' | 'soon' | 'begins' | 'others';
}

interface Up {
  readonly step: Step;
  readonly mine: boolean;
  readonly by: CivilDate;
  readonly from: CivilDate | null;
  readonly kind: TermKind;
  readonly daysLeft: number;
}

/** The terms to mention, the most urgent first. `ahead`: how many days before its last day a term is mentioned. */
export function dayItems(seen: SeenCase, ahead: number, today: CivilDate): readonly DayItem[] {
  const before = nearWorkingDay(shift(today, 'P1D', 'before'), 'before');
  const begins = (from: CivilDate | null): boolean => from !== null && from > before && from <= today;
  return upIn(seen)
    .flatMap(({ step, mine, by, from, kind, daysLeft }): DayItem[] => {
      const item = { step, by, kind, daysLeft };
      if (!mine) return daysLeft < 0 && kind === 'hard' && leads(seen) ? [{ ...item, why: 'others' }] : [];
      if (daysLeft <= 0) return [{ ...item, why: daysLeft < 0 ? 'late' : 'today' }];
      if (begins(from)) return [{ ...item, why: 'begins' }];
      return daysLeft <= ahead ? [{ ...item, why: 'soon' }] : [];
    })
    .toSorted((a, b) => a.daysLeft - b.daysLeft);
}

const leads = (seen: SeenCase): boolean => seen.kind !== 'landlord' && seen.may.has('hold_case');

// The open steps with a term that has a date; of a step the most binding one.
function upIn(seen: SeenCase): readonly Up[] {
  if (seen.kind === 'landlord') {
    if (seen.status !== 'running') return [];
    return seen.steps.flatMap(({ step, status, term }) => {
      if (status !== 'open' || step.mode === 'on_demand' || !term || term.by === null || term.daysLeft === null)
        return [];
      const { by, from, kind, daysLeft } = term;
      return [{ step, mine: true, by, from, kind, daysLeft }];
    });
  }
  return seen.evaluation.steps.flatMap(({ step, status, terms }) => {
    const term = terms.find((each) => each.by !== null);
    if (status !== 'open' || step.mode === 'on_demand' || !term || term.by === null || term.daysLeft === null)
      return [];
    const { by, from, kind, daysLeft } = term;
    return [{ step, mine: step.responsible.some((role) => seen.roles.has(role)), by, from, kind, daysLeft }];
  });
}
