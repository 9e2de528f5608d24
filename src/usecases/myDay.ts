/**
 * The message of the day: who gets it now, and what it is made from. One a day, on working days only.
 */
import { clockOf, momentOf, type CivilDate, type Instant } from '../domain/calendar.ts';
import { isWorkingDay } from '../domain/holidays.ts';
import { dayItems, type DayItem } from '../domain/myDay.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { MEMBER_DEFAULTS, REGION_DEFAULTS, reachOf, type RegionSettings } from '../domain/settings.ts';
import { planBeside } from '../domain/views.ts';
import { listCases } from './listCases.ts';
import type { Deps, Member, Message } from './ports.ts';
import { seeCase, type CaseView } from './readCase.ts';

const MOST_CASES = 500;
const LATE_MS = 2 * 3_600_000;
/** After this hour a message of the morning is of no use any more. */
const TOO_LATE = 17 * 60;

export interface CaseOfDay {
  readonly id: string;
  readonly code: string;
  /** As the member may see it. */
  readonly plan: Plan;
  readonly view: CaseView;
  readonly items: readonly DayItem[];
}

/** What the member has to know today, case by case; empty: there is nothing. */
export async function myDay(deps: Deps, member: Member): Promise<readonly CaseOfDay[]> {
  const regions = await settingsOf(deps);
  const views = await listCases(deps, member, MOST_CASES);
  const all = await Promise.all(
    views.map(async (view) => {
      const seen = await seeCase(deps, view);
      const ahead = Math.max(0, ...(regions.get(view.plan.protocol.id)?.remindBefore ?? []));
      const plan = planBeside(view.plan, seen);
      return { ...{ id: seen.id, code: seen.code, plan, view }, items: dayItems(seen, ahead, view.evaluation.today) };
    }),
  );
  return all.filter(({ items }) => items.length > 0);
}

/** Queues the message for everybody whose moment has come since `since`. Whether there is something is seen then. */
export async function queueDays(deps: Deps, since: Instant | null): Promise<number> {
  const now = deps.clock.now();
  const { date, minutes } = clockOf(now);
  if (!isWorkingDay(date) || minutes >= TOO_LATE) return 0;
  const { members, settings, outbox } = deps.uow.stores;
  const people = (await members.all()).filter((each) => each.leftOn === null && each.memberships.length > 0);
  const regions = await settingsOf(deps);
  const own = await settings.ofMembers(people.map(({ id }) => id));
  const due = people.flatMap((member): Message[] => {
    const region = member.memberships.map((each) => regions.get(each.organisation.region)).find((each) => each);
    const reach = reachOf(own.get(member.id) ?? MEMBER_DEFAULTS, region ?? REGION_DEFAULTS);
    const at = momentOf(date, reach.digestAt);
    if (!reach.digest || at > now || (since !== null && at <= since)) return [];
    return [dayMessage(member.id, date, now, Date.parse(now) - Date.parse(at) >= LATE_MS)];
  });
  await outbox.add(due);
  return due.length;
}

const dayMessage = (memberId: string, date: CivilDate, now: Instant, late: boolean): Message => ({
  ...{ id: `day:${memberId}:${date}`, kind: 'day', about: { on: date, ...(late ? { late: 'yes' } : {}) } },
  ...{ to: { kind: 'member', memberId }, dueAt: now },
});

/** The settings of every region, by id. */
async function settingsOf(deps: Deps): Promise<ReadonlyMap<string, RegionSettings>> {
  const regions = [...deps.protocols.current.keys()];
  const all = await Promise.all(regions.map((region) => deps.uow.stores.settings.ofRegion(region)));
  return new Map(regions.map((region, index) => [region, all[index]?.settings ?? REGION_DEFAULTS]));
}
