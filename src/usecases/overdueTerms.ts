/**
 * The hard terms of a region that have passed and are not met: for its channel and for the line of the week.
 */
import { civilDateOf } from '../domain/calendar.ts';
import { evaluate, planOf } from '../domain/protocol/evaluate.ts';
import type { Deps } from './ports.ts';

export interface OverdueTerm {
  readonly caseId: string;
  readonly code: string;
  readonly subject: string;
  readonly day: string;
  readonly daysLate: number;
}

const BATCH = 500;

/** The longest late first. Cases on hold are not in it. */
export async function overdueTerms(deps: Deps, region: string): Promise<readonly OverdueTerm[]> {
  const now = deps.clock.now();
  const found: OverdueTerm[] = [];
  for (let after = ''; ;) {
    const cases = await deps.uow.stores.reminders.casesDue(region, civilDateOf(now), after, BATCH);
    for (const c of cases) {
      const plan = planOf(await deps.protocols.ofCase(c), c.route);
      for (const { step, status, terms } of evaluate(plan, c.state, now).steps) {
        if (status !== 'open' && status !== 'upcoming') continue;
        for (const { by, kind, rule, daysLeft } of terms) {
          if (kind !== 'hard' || by === null || daysLeft === null || daysLeft >= 0) continue;
          found.push({ caseId: c.id, code: c.code, subject: `${step.id}:${rule}`, day: by, daysLate: -daysLeft });
        }
      }
    }
    const last = cases.at(-1);
    if (!last || cases.length < BATCH) return found.toSorted((a, b) => b.daysLate - a.daysLate);
    after = last.id;
  }
}
