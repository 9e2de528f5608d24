/**
 * Compares what should have been said with what was: reminders without a mark, marks without a message, messages that
 * did not arrive or wait too long, channels that are gone. Each finding is told once, to the coordinators' channel.
 */
import { civilDateOf, laterBy, momentOf, shift, type Instant } from '../domain/calendar.ts';
import { isSoft } from '../domain/reminders.ts';
import type { Deps, Mark, MessageTrace } from './ports.ts';
import { toRegion } from './regionMessages.ts';
import { dueReminders } from './remindTerms.ts';
import { channelOf } from '../shared/conversation.ts';

/** What the auditor can find. */
export const FINDINGS = ['missed', 'unread', 'unsent', 'dead', 'ambiguous', 'stuck', 'gone'] as const;
export type Finding = (typeof FINDINGS)[number];

const GRACE_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;
const MOST = 500;
// Words about a failure are not followed by words about their own failure.
const NOT_COUNTED: ReadonlySet<string> = new Set(['audit_report', 'undelivered', 'mail']);

type Found = Omit<Mark, 'messages' | 'via' | 'markedAt'> & { readonly subject: Finding };

/** Looks, and queues one message a region about what is new. Answers how many findings are new. */
export async function auditTimed(deps: Deps, slot: string): Promise<number> {
  const now = deps.clock.now();
  const found = [...(await missed(deps, now)), ...(await undelivered(deps, now)), ...(await gone(deps, now))];
  const known = found.length === 0 ? new Set() : await deps.uow.stores.reminders.marked(found.map(({ id }) => id));
  const fresh = found.filter(({ id }) => !known.has(id));
  for (const region of new Set(fresh.map((each) => each.region))) {
    const messages = await toRegion(deps, region, 'audit_report', now, slot);
    const marks = fresh
      .filter((each) => each.region === region)
      .map((each): Mark => ({ ...each, markedAt: now, via: 'audit', messages: messages.map(({ id }) => id) }));
    await deps.uow.transaction(async (tx) => {
      await tx.reminders.mark(marks);
      await tx.outbox.add(messages);
    });
  }
  return fresh.length;
}

async function missed(deps: Deps, now: Instant): Promise<readonly Found[]> {
  const found: Found[] = [];
  const { settings, reminders } = deps.uow.stores;
  for (const region of deps.protocols.current.keys()) {
    let unread = 0;
    for await (const batch of dueReminders(deps, region, (await settings.ofRegion(region)).settings, now)) {
      unread += batch.failed;
      const old = batch.due.filter(({ reminder: { at } }) => at <= laterBy(now, -GRACE_MS));
      const recent = old.filter(({ reminder }) => !isSoft(reminder) || reminder.at > laterBy(now, -DAY_MS));
      const changed = recent.length === 0 ? null : await reminders.changedAt(recent.map((each) => each.case.id));
      for (const { case: c, reminder, id } of recent) {
        // What was changed since may be why it is due now: the sweep still has its time.
        const at = changed?.get(c.id) ?? c.openedAt;
        if (at > (isSoft(reminder) ? reminder.at : laterBy(now, -GRACE_MS))) continue;
        found.push({
          ...{ id: `audit:missed:${id}`, caseId: c.id, region, subject: 'missed', day: reminder.day },
          dueAt: reminder.at,
        });
      }
    }
    const id = `audit:unread:${region}:${civilDateOf(now)}`;
    if (unread > 0) found.push({ id, caseId: null, region, subject: 'unread', day: null, dueAt: now });
  }
  for (const { id, caseId, region, day, dueAt } of await reminders.unsent(laterBy(now, -DAY_MS))) {
    found.push({ id: `audit:unsent:${id}`, caseId, region, subject: 'unsent', day, dueAt });
  }
  return found;
}

async function undelivered(deps: Deps, now: Instant): Promise<readonly Found[]> {
  const { outbox } = deps.uow.stores;
  const settled = (await outbox.traces(['dead', 'ambiguous'], MOST)).filter(
    ({ settledAt }) => settledAt !== null && settledAt >= laterBy(now, -DAY_MS),
  );
  const stuck = await outbox.overdue(laterBy(now, -GRACE_MS));
  const all = [
    ...settled.map((trace) => [trace.state === 'dead' ? 'dead' : 'ambiguous', trace] as const),
    ...stuck.map((trace) => ['stuck', trace] as const),
  ].filter(([, { kind }]) => !NOT_COUNTED.has(kind));
  const found: Found[] = [];
  for (const [subject, trace] of all) {
    const region = await regionOf(deps, trace);
    const { caseId, dueAt } = trace;
    if (region !== null) found.push({ id: `audit:${subject}:${trace.id}`, caseId, region, subject, day: null, dueAt });
  }
  return found;
}

async function regionOf(deps: Deps, { caseId, to }: MessageTrace): Promise<string | null> {
  const { cases, members } = deps.uow.stores;
  if (caseId !== null) return (await cases.byId(caseId))?.protocolId ?? null;
  if (to.kind === 'conversation') return linkedRegion(deps, to.conversationId);
  return (await members.byId(to.memberId))?.memberships[0]?.organisation.region ?? null;
}

async function linkedRegion(deps: Deps, conversationId: string): Promise<string | null> {
  const { turns, cases } = deps.uow.stores;
  const link = await turns.linkOf(channelOf(conversationId));
  if (!link) return null;
  return link.region ?? (link.caseId === null ? null : ((await cases.byId(link.caseId))?.protocolId ?? null));
}

async function gone(deps: Deps, now: Instant): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { conversationId, since } of await deps.uow.stores.places.lost()) {
    const region = await linkedRegion(deps, conversationId);
    const id = `audit:gone:${conversationId}:${since}`;
    if (region !== null) found.push({ id, caseId: null, region, subject: 'gone', day: null, dueAt: now });
  }
  return found;
}

/** The week behind us in a region, in numbers. */
export interface Week {
  /** Terms that had their last day in it and were spoken of. */
  readonly due: number;
  /** Of those, how many are still open. */
  readonly late: number;
  readonly stepsDone: number;
  readonly ambiguous: number;
  readonly dead: number;
  readonly missed: number;
}

/** The seven days before `monday`. */
export async function weekOf(deps: Deps, region: string, monday: string, overdue: ReadonlySet<string>): Promise<Week> {
  const { reminders, outbox } = deps.uow.stores;
  const [from, to] = [shift(monday, 'P7D', 'before'), shift(monday, 'P1D', 'before')];
  const spoken = await reminders.termsSpoken(region, from, to);
  const late = spoken.filter(({ caseId, subject, day }) => overdue.has(`${caseId}:${subject}:${day}`)).length;
  const [begin, end] = [momentOf(from, 0), momentOf(monday, 0)];
  const traces = (await outbox.traces(['dead', 'ambiguous'], MOST)).filter(
    ({ settledAt, kind }) => settledAt !== null && settledAt >= begin && settledAt < end && !NOT_COUNTED.has(kind),
  );
  const here: MessageTrace[] = [];
  for (const trace of traces) if ((await regionOf(deps, trace)) === region) here.push(trace);
  return {
    ...{ due: spoken.length, late, stepsDone: await reminders.stepsDone(region, begin, end) },
    ...{ ambiguous: here.filter(({ state }) => state === 'ambiguous').length },
    ...{ dead: here.filter(({ state }) => state === 'dead').length },
    missed: await reminders.found(region, 'missed', begin),
  };
}
