/**
 * When somebody is to hear of a term: before its last day, on it, and after it; and who hears it when nothing happens.
 * Pure. Days are counted from the last day; a day on which nobody works moves to the working day before it (what is
 * to come) or after it (what has passed). Nothing here knows what was said already.
 */
import type { Standing } from './access.ts';
import { momentOf, shift, type CivilDate, type Instant, type Minutes } from './calendar.ts';
import { nearWorkingDay } from './holidays.ts';
import { rolesIn } from './people.ts';
import type { Protocol, RuleId, Step, StepId, TermKind } from './protocol/definition.ts';
import type { Evaluation, StepStatus } from './protocol/evaluate.ts';
import { canBeFinished } from './protocol/step.ts';
import type { DatedTerm } from './protocol/terms.ts';
import type { RegionSettings } from './settings.ts';
import { stepsIn, type SeenCase } from './views.ts';

/** Who is told: those who have to do it, then up the line. The last one always has somebody. */
export const LINE = ['responsible', 'holder', 'coordinators', 'region'] as const;
export type Told = (typeof LINE)[number];

/** `before`, also on the day itself; `after`: it has passed. */
export type Stage = 'before' | 'after';

/** Something that is to be said about a term. */
export interface Reminder {
  readonly step: StepId;
  readonly rule: RuleId;
  readonly kind: TermKind;
  /** The last day of the term. */
  readonly day: CivilDate;
  readonly stage: Stage;
  /** Days between that day and this reminder, by the settings. */
  readonly days: number;
  readonly to: Told;
  /** Not before this moment. */
  readonly at: Instant;
}

/** A reminder by one word, within its case: the same one never comes twice. A term that moves is another term. */
export const reminderKey = ({ step, rule, day, stage, days, to }: Reminder): string =>
  [step, rule, day, stage, days, to].join(':');

/** What people can still prevent or need not do at once; said only if it was there when its moment came. */
export const isSoft = ({ stage }: Reminder): boolean => stage !== 'after';

// Weekends and holidays in a row that a reminder can move over: Good Friday to Easter Monday is four.
const MOST_FREE_DAYS = 7;

/** The last day that a term can have to be spoken of on `today`. */
export const furthestDay = (today: CivilDate, settings: RegionSettings): CivilDate =>
  shift(today, `P${Math.max(0, ...settings.remindBefore) + MOST_FREE_DAYS}D`, 'after');

/**
 * For each open term and each of those who are told, the last thing whose moment has come: what came before it is
 * overtaken. Empty for a case that is on hold or closed.
 */
export function reachedReminders(evaluation: Evaluation, settings: RegionSettings, now: Instant): readonly Reminder[] {
  if (evaluation.closed || evaluation.onHold) return NONE;
  const furthest = furthestDay(evaluation.today, settings);
  const found: Reminder[] = [];
  for (const status of evaluation.steps) {
    if (status.status !== 'open' && status.status !== 'upcoming') continue;
    if (status.step.mode === 'on_demand') continue;
    for (const [index, term] of status.terms.entries()) {
      if (term.by === null || term.by > furthest) continue;
      // Two terms that end on one day are told as one, the more binding.
      if (status.terms.findIndex((each) => each.by === term.by) < index) continue;
      for (const plan of plansOf(status, term, term.by, settings)) {
        const reached = lastReached(plan, settings.digestAt, now);
        if (reached) found.push(reached);
      }
    }
  }
  return found;
}

const NONE: readonly never[] = [];

interface Planned {
  readonly about: Pick<Reminder, 'step' | 'rule' | 'kind' | 'day' | 'to'>;
  /** In the order of time. */
  readonly stages: readonly { readonly stage: Stage; readonly days: number }[];
}

function plansOf(status: StepStatus, term: DatedTerm, day: CivilDate, settings: RegionSettings): readonly Planned[] {
  const open = status.status === 'open';
  const about = { step: status.step.id, rule: term.rule, kind: term.kind, day };
  const before = settings.remindBefore.map((days) => ({ stage: 'before' as const, days }));
  // A target or an effort that has passed is no breach: nobody is called after for it.
  const after = term.kind === 'hard' ? settings.remindAfter.map((days) => ({ stage: 'after' as const, days })) : NONE;
  // Who waits for another step cannot do it yet: whoever holds the case hears of it, and only when it is up.
  const own = [...(open ? before : before.filter(({ days }) => days === 0)), ...after];
  const plans: Planned[] = [{ about: { ...about, to: open ? 'responsible' : 'holder' }, stages: own }];
  if (term.kind !== 'hard') return plans;
  const up = (to: Told, days: number): Planned => ({ about: { ...about, to }, stages: [{ stage: 'after', days }] });
  if (open) plans.push(up('holder', settings.escalateHolder));
  plans.push(up('coordinators', settings.escalateCoordinator), up('region', settings.escalateRegion));
  return plans;
}

function lastReached({ about, stages }: Planned, clock: Minutes, now: Instant): Reminder | null {
  for (let index = stages.length - 1; index >= 0; index--) {
    const stage = stages[index];
    if (!stage) continue;
    const at = momentOfStage(about.day, stage.stage, stage.days, clock);
    if (at <= now) return { ...about, ...stage, at };
  }
  return null;
}

function momentOfStage(day: CivilDate, stage: Stage, days: number, clock: Minutes): Instant {
  return momentOf(nearWorkingDay(shift(day, `P${days}D`, stage), stage), clock);
}

/** A term that is spoken of, as far as its reader may see it. */
export interface SpokenTerm {
  /** Null where the step is not for this reader. */
  readonly step: Step | null;
  readonly by: CivilDate;
  readonly kind: TermKind;
  /** Negative: it has passed. */
  readonly daysLeft: number;
  /** Whether this reader can finish the step now. */
  readonly doable: boolean;
}

/** The term of a reminder as it stands now; null once it was met, was moved, or stands still with its case. */
export function spokenTerm(
  whole: Evaluation,
  seen: SeenCase,
  about: { readonly step: StepId; readonly rule: RuleId; readonly day: CivilDate },
): SpokenTerm | null {
  if (whole.closed || whole.onHold) return null;
  const status = whole.steps.find(({ step }) => step.id === about.step);
  if (status?.status !== 'open' && status?.status !== 'upcoming') return null;
  const term = status.terms.find(({ rule, by }) => rule === about.rule && by === about.day);
  if (!term || term.by === null || term.daysLeft === null) return null;
  const step = stepsIn(seen).find(({ id }) => id === about.step) ?? null;
  const mine = seen.kind === 'landlord' || seen.doable.has(about.step);
  return { step, by: term.by, kind: term.kind, daysLeft: term.daysLeft, doable: mine && canBeFinished(status) };
}

/** A member's standing to a case. */
export interface Whose extends Standing {
  readonly memberId: string;
}

/**
 * Who of a case hears it: those meant, or the next up the line where there is nobody. An absent colleague hears nothing
 * while somebody stands in. `region` has no members here: it is told as a whole.
 */
export function whoHears(
  protocol: Protocol,
  step: Step | undefined,
  to: Told,
  people: readonly Whose[],
): { readonly to: Told; readonly members: readonly string[] } {
  const absent = new Set(people.map(({ behalfOf }) => behalfOf));
  const present = people.filter(({ memberId, relation }) => relation !== 'participant' || !absent.has(memberId));
  for (const each of LINE.slice(LINE.indexOf(to))) {
    const members = present.filter((who) => isMeant(protocol, step, each, who)).map(({ memberId }) => memberId);
    if (members.length > 0) return { to: each, members: [...new Set(members)] };
  }
  return { to: 'region', members: [] };
}

function isMeant(protocol: Protocol, step: Step | undefined, to: Told, who: Whose): boolean {
  const roles = rolesIn(protocol, who.roles);
  switch (to) {
    case 'responsible':
      return who.relation !== 'coordinator' && (step?.responsible.some((role) => roles.has(role)) ?? false);
    case 'holder':
      return who.casushouder;
    case 'coordinators':
      return who.relation === 'coordinator' && ![...roles].some((role) => protocol.roles[role]?.landlord);
    case 'region':
      return false;
  }
}
