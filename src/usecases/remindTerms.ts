/**
 * Looks at all cases with a term near and queues what is to be said about it, once. What is said is worked out when it
 * is sent; here it is only found out that it is time, and who hears it.
 */
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import type { Case } from '../domain/cases.ts';
import { evaluate, planOf, type Plan } from '../domain/protocol/evaluate.ts';
import {
  furthestDay,
  isSoft,
  LINE,
  reachedReminders,
  reminderKey,
  whoHears,
  type Reminder,
  type Whose,
} from '../domain/reminders.ts';
import { MEMBER_DEFAULTS, reachOf, type MemberSettings, type Reach, type RegionSettings } from '../domain/settings.ts';
import { afterQuiet } from '../domain/workingTime.ts';
import { toRegion } from './regionMessages.ts';
import type { Deps, Mark, Message } from './ports.ts';

const BATCH = 500;
/** What is said this long after its moment is said to be late. */
const LATE_MS = 2 * 3_600_000;

/** A reminder of a case whose moment has come and that was not said yet. */
export interface DueReminder {
  readonly case: Case;
  readonly plan: Plan;
  readonly reminder: Reminder;
  /** Of the mark that says that it was said. */
  readonly id: string;
}

export interface Swept {
  readonly cases: number;
  readonly reminders: number;
  /** Cases that could not be looked at: a fault of ours. */
  readonly failed: number;
}

/**
 * Queues what has become due. `since`: when this was last done; null: never. After a time in which it was not done each
 * person hears once of a term, and it says that it is late. Twice at once or again is the same as once.
 */
export async function remindTerms(deps: Deps, since: Instant | null): Promise<Swept> {
  const total = { cases: 0, reminders: 0, failed: 0 };
  const now = deps.clock.now();
  for (const region of [...deps.protocols.current.keys()].sort()) {
    const { settings } = await deps.uow.stores.settings.ofRegion(region);
    for await (const batch of dueReminders(deps, region, settings, now)) {
      const due = batch.due.filter(({ reminder }) => !isSoft(reminder) || reminder.at > (since ?? now));
      await queue(deps, { region, settings, since, now }, due);
      total.cases += batch.cases;
      total.reminders += due.length;
      total.failed += batch.failed;
    }
  }
  return total;
}

/** What is due in the region and has no mark, some hundreds of cases at a time. */
export async function* dueReminders(
  deps: Deps,
  region: string,
  settings: RegionSettings,
  now: Instant,
): AsyncGenerator<{ readonly due: readonly DueReminder[]; readonly cases: number; readonly failed: number }> {
  const until = furthestDay(civilDateOf(now), settings);
  const { reminders } = deps.uow.stores;
  for (let after = ''; ;) {
    const cases = await reminders.casesDue(region, until, after, BATCH);
    const last = cases.at(-1);
    if (!last) return;
    const found: DueReminder[] = [];
    let failed = 0;
    for (const each of cases) {
      const reached = await reachedOf(deps, each, settings, now).catch(() => null);
      if (reached === null) failed += 1;
      else found.push(...reached);
    }
    const marked = found.length === 0 ? new Set() : await reminders.marked(found.map(({ id }) => id));
    yield { due: found.filter(({ id }) => !marked.has(id)), cases: cases.length, failed };
    if (cases.length < BATCH) return;
    after = last.id;
  }
}

async function reachedOf(deps: Deps, c: Case, settings: RegionSettings, now: Instant): Promise<readonly DueReminder[]> {
  const plan = planOf(await deps.protocols.ofCase(c), c.route);
  return reachedReminders(evaluate(plan, c.state, now), settings, now).map((reminder) => ({
    ...{ case: c, plan, reminder, id: `${c.id}:${reminderKey(reminder)}` },
  }));
}

interface Sweep {
  readonly region: string;
  readonly settings: RegionSettings;
  readonly since: Instant | null;
  readonly now: Instant;
}

// Marks and messages in one transaction: what is marked is in the outbox, whatever happens.
async function queue(deps: Deps, sweep: Sweep, due: readonly DueReminder[]): Promise<void> {
  if (due.length === 0) return;
  const { stores } = deps.uow;
  const whose = await stores.reminders.whose([...new Set(due.map((each) => each.case.id))], civilDateOf(sweep.now));
  const people = [...new Set([...whose.values()].flat().map(({ memberId }) => memberId))];
  const settings = await stores.settings.ofMembers(people);
  const said = [...byCase(due)].flatMap(([caseId, reminders]) =>
    saidOf(sweep, reminders, whose.get(caseId) ?? [], settings),
  );
  const regional = said.some(({ toRegion: is }) => is)
    ? await toRegion(deps, sweep.region, 'terms_region', sweep.now)
    : [];
  const marks = said.map(({ mark, messages, toRegion: is }): Mark => {
    const ids = (is ? regional : messages).map(({ id }) => id);
    return { ...mark, messages: ids };
  });
  await deps.uow.transaction(async (tx) => {
    await tx.reminders.mark(marks);
    await tx.outbox.add([...said.flatMap(({ messages }) => messages), ...regional]);
  });
}

function byCase(due: readonly DueReminder[]): ReadonlyMap<string, readonly DueReminder[]> {
  const found = new Map<string, DueReminder[]>();
  for (const each of due) found.set(each.case.id, [...(found.get(each.case.id) ?? []), each]);
  return found;
}

interface SaidReminder {
  readonly mark: Omit<Mark, 'messages'>;
  readonly messages: readonly Message[];
  readonly toRegion: boolean;
}

// The highest up the line first: who hears of a term as a coordinator does not hear of it as a begeleider too.
function saidOf(
  sweep: Sweep,
  due: readonly DueReminder[],
  people: readonly Whose[],
  settings: ReadonlyMap<string, MemberSettings>,
): readonly SaidReminder[] {
  const heard = new Set<string>();
  const ordered = due.toSorted((a, b) => LINE.indexOf(b.reminder.to) - LINE.indexOf(a.reminder.to));
  return ordered.map(({ case: c, plan, reminder, id }) => {
    const term = `${reminder.step}:${reminder.day}`;
    const { to, members } = whoHears(plan.protocol, plan.steps.get(reminder.step), reminder.to, people);
    const anew = members.filter((memberId) => !heard.has(`${memberId}:${term}`));
    for (const memberId of anew) heard.add(`${memberId}:${term}`);
    const reached = anew.map((memberId) => [memberId, reachIn(sweep, settings.get(memberId))] as const);
    const told = reached.filter(([, reach]) => !inDigest(reminder, reach));
    const messages = told.map(([memberId, reach]) => messageOf(sweep, c, reminder, id, memberId, reach));
    const mark = {
      ...{ id, caseId: c.id, region: sweep.region, subject: `${reminder.step}:${reminder.rule}`, day: reminder.day },
      ...{ dueAt: reminder.at, markedAt: sweep.now },
      via: messages.length === 0 && reached.length > 0 ? ('digest' as const) : ('message' as const),
    };
    return { mark, messages, toRegion: to === 'region' };
  });
}

const reachIn = ({ settings }: Sweep, own: MemberSettings | undefined): Reach =>
  reachOf(own ?? MEMBER_DEFAULTS, settings);

// What is still to come stands in the message of the day; what is due today or too late is said by itself as well.
const inDigest = (reminder: Reminder, reach: Reach): boolean =>
  reach.digest && reminder.stage === 'before' && reminder.days > 0;

function messageOf(
  { now, since }: Sweep,
  c: Case,
  { step, rule, day, to, at }: Reminder,
  id: string,
  memberId: string,
  reach: Reach,
): Message {
  const late = since !== null && at > since && Date.parse(now) - Date.parse(at) >= LATE_MS;
  return {
    ...{ id: `term:${id}:${memberId}`, kind: 'term', to: { kind: 'member', memberId }, caseId: c.id },
    about: { case: c.id, step, rule, day, to, ...(late ? { late: 'yes' } : {}) },
    dueAt: afterQuiet(now, reach.quiet),
  };
}
