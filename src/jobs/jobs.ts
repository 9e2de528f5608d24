/**
 * The timed work there is: what it is called, when it is done, and which use-case does it. One line a job.
 */
import { civilDateOf, clockOf, laterBy, momentOf, shift, type CivilDate, type Instant } from '../domain/calendar.ts';
import { nearWorkingDay, weekdayOf } from '../domain/holidays.ts';
import { auditTimed } from '../usecases/auditTimed.ts';
import { queueDays } from '../usecases/myDay.ts';
import type { Deps } from '../usecases/ports.ts';
import { toRegion } from '../usecases/regionMessages.ts';
import { remindQuestions } from '../usecases/remindQuestions.ts';
import { remindTerms } from '../usecases/remindTerms.ts';
import { queueRetentionReport } from '../usecases/retentionReport.ts';
import { sweepSignals } from '../usecases/sweepSignals.ts';

export interface Job {
  readonly name: string;
  /** The piece of time that is due at this moment, by a name that sorts by time; null: none. Each is done once. */
  readonly slot: (now: Instant) => string | null;
  /** `since`: when an earlier slot was done. May be done twice, and comes to the same. */
  readonly run: (deps: Deps, slot: string, since: Instant | null) => Promise<unknown>;
}

const QUARTER_MS = 15 * 60_000;
const KEEP_MS = 30 * 24 * 3_600_000;
/** How long a question that was settled, and is no part of the answers, is kept: see `prisma/schema.prisma`. */
const KEEP_SETTLED_MS = 365 * 24 * 3_600_000;

/** The quarter of an hour that a moment is in. */
const quarter = (now: Instant): string => new Date(Math.floor(Date.parse(now) / QUARTER_MS) * QUARTER_MS).toISOString();

// Monday at eight, or the first working day after.
function week(now: Instant): string | null {
  const { date } = clockOf(now);
  const monday = shift(date, `P${(weekdayOf(date) + 6) % 7}D`, 'before');
  return now >= momentOf(nearWorkingDay(monday, 'after'), 8 * 60) ? monday : null;
}

// The first working day of a month at eight.
function month(now: Instant): string | null {
  const first = firstOf(clockOf(now).date);
  return now >= momentOf(nearWorkingDay(first, 'after'), 8 * 60) ? first.slice(0, 7) : null;
}
const firstOf = (date: CivilDate): CivilDate => `${date.slice(0, 7)}-01`;

/** `first`: the day that the slot begins with. True on a later day than the one on which it is to be done. */
const isLate = (deps: Deps, first: CivilDate): boolean =>
  civilDateOf(deps.clock.now()) > nearWorkingDay(first, 'after');

// A working day from eight on.
function workingDay(now: Instant): string | null {
  const { date } = clockOf(now);
  return nearWorkingDay(date, 'after') === date && now >= momentOf(date, 8 * 60) ? date : null;
}

export const TERMS = 'terms';

/** In this order: the auditor looks after the sweep. */
export const JOBS: readonly Job[] = [
  {
    name: TERMS,
    slot: quarter,
    run: async (deps, _slot, since) => {
      const { failed } = await remindTerms(deps, since);
      // What could be looked at is done; the auditor tells of the rest.
      return failed;
    },
  },
  // A clock of a signal is looked at every minute.
  { name: 'signals', slot: (now) => now.slice(0, 16), run: (deps) => sweepSignals(deps) },
  { name: 'day', slot: quarter, run: (deps, _slot, since) => queueDays(deps, since) },
  { name: 'audit', slot: quarter, run: (deps, slot) => auditTimed(deps, slot) },
  {
    name: 'week',
    slot: week,
    run: async (deps, monday, since) => {
      const late = isLate(deps, monday);
      // A first start in mid-week tells nothing of the time before it.
      if (late && since === null) return;
      for (const region of deps.protocols.current.keys()) {
        const messages = await toRegion(deps, region, 'week', deps.clock.now(), monday, late);
        await deps.uow.stores.outbox.add(messages);
      }
    },
  },
  { name: 'questions', slot: workingDay, run: (deps) => remindQuestions(deps) },
  {
    name: 'retention',
    slot: month,
    run: async (deps, slot, since) => {
      // As it stands on the day on which it comes: it need not say that it is late.
      if (since !== null || !isLate(deps, `${slot}-01`)) await queueRetentionReport(deps, slot);
    },
  },
  {
    name: 'tidy',
    slot: (now) => now.slice(0, 10),
    run: async ({ uow, clock }) => {
      const before = laterBy(clock.now(), -KEEP_MS);
      await uow.stores.outbox.purge(before);
      await uow.stores.jobs.forget(before);
      await uow.stores.questions.purge(laterBy(clock.now(), -KEEP_SETTLED_MS));
    },
  },
];
