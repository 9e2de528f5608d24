/**
 * Plans a meeting of a table, changes it and calls it off; who is invited hears of it by the outbox in the same
 * transaction. Which cases and people may come is in `planAgenda.ts`.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import { checkText } from '../domain/freeText.ts';
import { cancel, inOrder, type AgendaItem, type Invited, type Meeting } from '../domain/tables/meeting.ts';
import { agendaFor, guestsFor, type Agendable, type PlanRefusal, type WantedItem } from './planAgenda.ts';
import type { Deps, Member } from './ports.ts';
import { viewOf } from './readCase.ts';
import { readMeeting, type SeenMeeting } from './readMeeting.ts';
import { tableLines } from './tableLog.ts';
import { calendarMails, invitations, meetingNews } from './tableMessages.ts';

/** What is asked of whoever plans. */
export interface MeetingPlan {
  readonly startsAt: Instant;
  readonly minutes: number;
  readonly lastPartAt: Instant | null;
  readonly place: string;
  /** An https address, or empty. */
  readonly link: string;
  readonly chairId: string;
  readonly secretaryId: string | null;
  readonly hidden: boolean;
  readonly people: readonly Invited[];
}

export type PlanResult = { readonly kind: 'planned'; readonly meeting: SeenMeeting } | PlanRefusal;

/** Plans the meeting and invites everybody. Nothing is stored unless all is in order. */
export async function planMeeting(
  deps: Deps,
  input: { readonly by: Member; readonly items: readonly WantedItem[]; readonly plan: MeetingPlan },
): Promise<PlanResult> {
  const agenda = await agendaFor(deps, input.by, input.items);
  if (agenda.kind !== 'agenda') return agenda;
  const now = deps.clock.now();
  const fault = await planFault(deps, agenda.items, input.plan, now);
  if (fault) return fault;
  const id = deps.newId();
  const carried = await deps.uow.stores.meetings.carried(agenda.items[0]?.view.plan.protocol.id ?? '');
  const meeting: Meeting = {
    ...{ id, region: agenda.items[0]?.view.plan.protocol.id ?? '', state: 'planned', sequence: 0, version: 1 },
    ...{ ...input.plan, plannedBy: input.by.id, rooms: { 1: null, 2: null } },
    items: itemsFor(deps, agenda.items, carried),
    seats: seatsFor(input.plan.people),
  };
  await deps.uow.transaction(async (stores) => {
    await stores.meetings.add(meeting);
    await stores.audit.add(tableLines(meeting, 'meeting_planned', input.by, now));
    await stores.outbox.add([...invitations(meeting, now), ...(await calendarMails(stores, meeting, now))]);
  });
  const seen = await readMeeting(deps, id, input.by);
  return seen ? { kind: 'planned', meeting: seen } : { kind: 'no_table' };
}

export type ChangeMeetingResult =
  | { readonly kind: 'changed'; readonly meeting: SeenMeeting }
  | { readonly kind: 'no_meeting' | 'not_planned' | 'stale' | 'not_yours' }
  | PlanRefusal;

/** Another time, place, chair or company. `seenVersion`: as it was on the form. */
export async function changeMeeting(
  deps: Deps,
  input: { readonly id: string; readonly seenVersion: number; readonly by: Member; readonly plan: MeetingPlan },
): Promise<ChangeMeetingResult> {
  const seen = await readMeeting(deps, input.id, input.by);
  if (!seen) return { kind: 'no_meeting' };
  if (!TABLE_POLICY.change_meeting(seen.who)) return { kind: 'not_yours' };
  const now = deps.clock.now();
  const fault = await planFault(deps, await agendaOf(deps, seen), input.plan, now);
  if (fault) return fault;
  const result = await deps.uow.transaction(async (stores) => {
    const before = await stores.meetings.lock(input.id);
    if (before?.state !== 'planned') return 'not_planned';
    if (before.version !== input.seenVersion) return 'stale';
    const seats = seatsFor(input.plan.people).map(
      (seat) => before.seats.find((each) => each.organisationId === seat.organisationId) ?? seat,
    );
    const news = isNews(before, input.plan);
    const meeting = await stores.meetings.save({
      ...{ ...before, ...input.plan, seats },
      sequence: before.sequence + 1,
    });
    const gone = before.people.map(({ memberId }) => memberId);
    await stores.audit.add(tableLines(meeting, 'meeting_changed', input.by, now));
    await stores.outbox.add([
      ...invitations(meeting, now, gone),
      ...(await calendarMails(stores, meeting, now, gone)),
      ...(news ? meetingNews(meeting, 'meeting_changed', now) : []),
    ]);
    return 'changed';
  });
  if (result !== 'changed') return { kind: result };
  const fresh = await readMeeting(deps, input.id, input.by);
  return fresh ? { kind: 'changed', meeting: fresh } : { kind: 'no_meeting' };
}

// What people have to be told of at once: when and where.
const isNews = (before: Meeting, plan: MeetingPlan): boolean =>
  before.startsAt !== plan.startsAt ||
  before.lastPartAt !== plan.lastPartAt ||
  before.place !== plan.place ||
  before.link !== plan.link;

/** The meeting does not take place; its cases can be planned again. */
export async function cancelMeeting(
  deps: Deps,
  input: { readonly id: string; readonly by: Member },
): Promise<'cancelled' | 'no_meeting' | 'not_planned' | 'not_yours'> {
  const seen = await readMeeting(deps, input.id, input.by);
  if (!seen) return 'no_meeting';
  if (!TABLE_POLICY.change_meeting(seen.who)) return 'not_yours';
  const now = deps.clock.now();
  return deps.uow.transaction(async (stores) => {
    const before = await stores.meetings.lock(input.id);
    const result = before && cancel(before);
    if (!result?.ok) return 'not_planned';
    const meeting = await stores.meetings.save(result.meeting);
    await stores.outbox.drop(['item_opened', 'meeting_changed'], { meeting: meeting.id });
    await stores.audit.add(tableLines(meeting, 'meeting_cancelled', input.by, now));
    await stores.outbox.add([
      ...invitations(meeting, now),
      ...(await calendarMails(stores, meeting, now)),
      ...meetingNews(meeting, 'meeting_cancelled', now),
    ]);
    return 'cancelled';
  });
}

// A part of its own for each half of a table, all last parts at the end.
function itemsFor(deps: Deps, items: readonly Agendable[], carried: readonly AgendaItem[]): readonly AgendaItem[] {
  return inOrder(
    items.flatMap(({ view, table }) =>
      table.parts.map((part) => {
        const before = carried.find((each) => each.caseId === view.case.id && each.step === part.step.id);
        return {
          ...{ id: deps.newId(), caseId: view.case.id, step: part.step.id, part: part.number },
          ...{ state: 'waiting' as const, client: 'expected' as const, carriedFrom: before?.id ?? null },
        };
      }),
    ),
  );
}

const seatsFor = (people: readonly Invited[]): Meeting['seats'] =>
  [...new Set(people.map((each) => each.organisationId))].map((organisationId) => ({
    ...{ organisationId, presence: 'expected' },
  }));

const LINK = /^https:\/\/[^\s()[\]<>"]{4,500}$/;
const LONGEST_MINUTES = 8 * 60;

async function planFault(
  deps: Deps,
  items: readonly Agendable[],
  plan: MeetingPlan,
  now: Instant,
): Promise<PlanRefusal | null> {
  const { startsAt, lastPartAt, minutes, people } = plan;
  if (startsAt <= now || minutes < 5 || minutes > LONGEST_MINUTES) return { kind: 'wrong_time' };
  if (lastPartAt !== null && lastPartAt < startsAt) return { kind: 'wrong_time' };
  if (plan.place.trim() === '' && plan.link === '') return { kind: 'no_place' };
  // A place is an address; what else looks personal does not belong there.
  const personal = checkText(plan.place, civilDateOf(now)).some(({ kind }) => kind !== 'address');
  if (personal) return { kind: 'wrong_place' };
  if (plan.link !== '' && !LINK.test(plan.link)) return { kind: 'wrong_link' };
  if (people.length === 0) return { kind: 'nobody' };
  const guests = await guestsFor(deps, items);
  const known = people.every((each) =>
    guests.some(({ member, organisationId }) => member.id === each.memberId && organisationId === each.organisationId),
  );
  const leads = [plan.chairId, ...(plan.secretaryId === null ? [] : [plan.secretaryId])];
  // Whoever leads hears all of it, so not somebody who comes for the last part alone.
  const mayLead = leads.every((id) => guests.some(({ member, lastPartOnly }) => member.id === id && !lastPartOnly));
  return known && mayLead ? null : { kind: 'wrong_person' };
}

/** The agenda of a meeting as it was wanted, for the same checks; how its reader stands to the cases is not in it. */
export async function agendaOf(deps: Deps, seen: SeenMeeting): Promise<readonly Agendable[]> {
  const items: Agendable[] = [];
  for (const { case: of, table, item } of seen.items) {
    const found = item.part === 1 ? await deps.uow.stores.cases.byId(of.id) : null;
    if (found) items.push({ view: await viewOf(deps, { case: found, standings: [] }), table });
  }
  return items;
}
