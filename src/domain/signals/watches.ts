/**
 * The clocks of a signal: when each begins and ends, when somebody is reminded, and who hears of it after that.
 * Pure: moments are arguments; hours are counted by who calls.
 */
import { afterHours, civilDateOf, momentOf, shift, type CivilDate, type Duration, type Instant } from '../calendar.ts';
import type { RoleId, RuleId, TermKind } from '../protocol/definition.ts';
import type { Plan } from '../protocol/evaluate.ts';
import { workOf, type RegionSettings } from '../settings.ts';
import { clockEnd } from '../workingTime.ts';
import type { ClockId, SignalState, Timing, Watch, WatchId } from './signal.ts';

/** How long a signal that was taken up goes on before it is asked about, if no day was named. Ours. */
export const FOLLOW_UP = 'P7D';
/** Within which somebody has to take it up. Ours: no source says. */
const TAKE_UP = 'PT24H';

/** The names of the two clocks in protocol files. */
const NAMES: Readonly<Record<ClockId, string>> = { contact: 'contact', feedback: 'terugkoppeling' };

export interface ClockRule {
  readonly within: Duration;
  /** Empty: the casushouder. */
  readonly responsible: readonly RoleId[];
  /** Null: the agreements state none, and it is ours. */
  readonly rule: RuleId | null;
  readonly kind: TermKind;
}

/** A clock by the agreements of this route; where those state none, by the setting of the region. */
export function clockRule(plan: Plan, id: ClockId, settings: RegionSettings): ClockRule {
  const clock = plan.route.steps.flatMap((step) => step.clocks).find((each) => each.id === NAMES[id]);
  if (clock) return { within: clock.within, responsible: clock.responsible, rule: clock.rule, kind: clock.kind };
  const landlords = Object.values(plan.protocol.roles).filter((role) => role.landlord);
  const responsible = id === 'contact' ? landlords.map((role) => role.id) : [];
  const hours = id === 'contact' ? settings.signalContact : settings.signalReport;
  return { within: `PT${hours}H`, responsible, rule: null, kind: 'target' };
}

/**
 * How the clocks of a case run. What the agreements state runs by the clock; what is the region's own may run in
 * working hours.
 */
export function timingOf(plan: Plan, settings: RegionSettings): Timing {
  return (clock, from) => {
    if (clock === 'take_up') return clockEnd(from, TAKE_UP, workOf(settings));
    const { within, rule } = clockRule(plan, clock, settings);
    return clockEnd(from, within, rule === null ? workOf(settings) : null);
  };
}

/** A watch that begins at this moment. */
export const started = (id: WatchId, startedAt: Instant, dueAt: Instant, level = 0): Watch => ({
  ...{ id, startedAt, dueAt, level, answered: null, stopped: false },
});

// Nine in the morning after the day: the day itself counts as a whole.
const ASKED_AT = 9 * 60;

/** A follow-up that lasts until the end of this day. It has no reminder beforehand: the question is the reminder. */
export const followUntil = (now: Instant, day: CivilDate): Watch =>
  started('follow_up', now, momentOf(shift(day, 'P1D', 'after'), ASKED_AT), REMINDED);

/** A follow-up for a signal that nobody has taken up. */
export const toTakeUp = (now: Instant, timing: Timing): Watch =>
  started('follow_up', now, timing('take_up', now), REMINDED);

/** How far a watch has got. 0: nobody was reminded. From REGION on the coordinators hear of it, again each week. */
const REMINDED = 1;
export const DUE = 2;
export const REGION = 3;

const LATER = 'PT24H';
const WEEK = 'PT168H';

/** The moment at which a watch gets to this level. */
export function momentOfLevel(watch: Watch, level: number): Instant {
  const [from, due] = [Date.parse(watch.startedAt), Date.parse(watch.dueAt)];
  if (level <= REMINDED) return new Date(Math.max(from, due - (due - from) / 4)).toISOString();
  let moment = level === DUE ? watch.dueAt : afterHours(watch.dueAt, LATER);
  for (let at = REGION; at < level; at += 1) moment = afterHours(moment, WEEK);
  return moment;
}

/**
 * The next moment at which the signal is looked at: what `nextMoment` says, and each midnight, since absences begin and
 * end with the day and a signal must have a receiver at every minute. Null: it is finished.
 */
export function nextLook(state: SignalState, now: Instant): Instant | null {
  const next = nextMoment(state);
  if (next === null) return null;
  const midnight = momentOf(shift(civilDateOf(now), 'P1D', 'after'), 0);
  return next < midnight ? next : midnight;
}

/** The watches that wait for an answer. */
export const running = ({ clocks, followUp }: SignalState): readonly Watch[] =>
  [...clocks, ...(followUp ? [followUp] : [])].filter((watch) => watch.answered === null && !watch.stopped);

/** The next moment at which something has to be said; null: it is finished. */
export function nextMoment(state: SignalState): Instant | null {
  const moments = running(state).map((watch) => momentOfLevel(watch, watch.level + 1));
  return moments.toSorted()[0] ?? null;
}
