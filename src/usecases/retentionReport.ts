/**
 * Once a month the administrators hear how many closed cases have been kept long enough. Erases nothing: that is done
 * by hand, by `opstap privacy retention`. Codes and counts only.
 */
import { afterQuiet } from '../domain/workingTime.ts';
import { quietOf, REGION_DEFAULTS } from '../domain/settings.ts';
import type { RetentionRow } from '../domain/retention.ts';
import { administratorsOf } from './experts.ts';
import { byMember } from './managePeople.ts';
import type { Deps, Member, Message } from './ports.ts';
import { planRetention } from './retention.ts';

/** What an administrator reads of it. `rows` null: nobody has set the terms, so nothing is due. */
export interface RetentionReport {
  readonly rows: readonly RetentionRow[] | null;
  /** How many closed cases there are at all. */
  readonly closed: number;
}

/** How it stands now; null for who may not know. */
export async function retentionReport(deps: Deps, member: Member): Promise<RetentionReport | null> {
  const plan = await planRetention(deps, deps.retention, byMember(deps, member));
  if (plan.kind === 'forbidden') return null;
  const closed = (await deps.uow.stores.cases.closed()).length;
  return { rows: deps.retention.confirmed ? plan.rows : null, closed };
}

/** Queues the report of a month for each administrator; the same month again is the same report. */
export async function queueRetentionReport(deps: Deps, month: string): Promise<void> {
  const dueAt = afterQuiet(deps.clock.now(), quietOf(REGION_DEFAULTS));
  const messages = (await administratorsOf(deps)).map(({ id: memberId }): Message => ({
    ...{ id: `retention:${month}:${memberId}`, kind: 'retention', about: { month } },
    ...{ to: { kind: 'member', memberId }, dueAt },
  }));
  await deps.uow.stores.outbox.add(messages);
}
