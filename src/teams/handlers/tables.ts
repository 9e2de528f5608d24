/**
 * Tables in a personal chat: what is planned, planning and changing, calling off. Running one is in `tableRoom.ts`,
 * voting in `tableVotes.ts`. What may be done is asked again at every press.
 */
import { momentOf } from '../../domain/calendar.ts';
import type { ButtonData, Press } from '../../presenters/buttons.ts';
import { plainText, type Notice } from '../../presenters/card.ts';
import { readDate } from '../../presenters/dates.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { meetingCard, meetingForm, meetingsCard, newMeetingForm } from '../../presenters/tableMeeting.ts';
import { readTime } from '../../presenters/tables.ts';
import { tableWords } from '../../presenters/wordingTables.ts';
import { listCases } from '../../usecases/listCases.ts';
import { agendable, agendaFor, guestsFor, type PlanRefusal, type WantedItem } from '../../usecases/planAgenda.ts';
import { agendaOf, cancelMeeting, changeMeeting, planMeeting, type MeetingPlan } from '../../usecases/planMeeting.ts';
import { readMeeting, readMeetings, type SeenMeeting } from '../../usecases/readMeeting.ts';
import { calendarLinkFor } from '../../usecases/tableCalendar.ts';
import { notice, personalOnly, type Answer, type Turn } from '../turn.ts';
import { isMinutesPress, minutesAnswer, minutesPress, type MinutesPress } from './minutes.ts';
import { isRoomPress, roomAnswer, roomPress, wordFor, type RoomPress } from './tableRoom.ts';
import { isVotePress, votePress, type VotePress } from './tableVotes.ts';

const TABLES =
  /^(?:(?:mijn|my)\s+)?(?:tafels?|uitstroomtafels?|vergaderingen|tables?|meetings?)(?:\s+plannen)?[.!?]?$/i;

/** The answer to a command about tables; null for other words. */
export async function tablesAnswer(turn: Turn, text: string): Promise<Answer | null> {
  const room = await roomAnswer(turn, text);
  if (room) return room;
  const minutes = await minutesAnswer(turn, text);
  if (minutes) return minutes;
  if (!TABLES.test(text)) return null;
  return turn.reader.shared ? personalOnly(turn) : meetingsAnswer(turn);
}

const VERBS = new Set([
  ...['meetings', 'meeting_new', 'meeting_form', 'meeting_save', 'meeting'],
  ...['meeting_edit', 'meeting_edit_save', 'meeting_cancel'],
] as const);
type PlanVerb = typeof VERBS extends Set<infer V> ? V : never;
type PlanPress = Extract<Press, { verb: PlanVerb }>;

const isPlanPress = (press: Press): press is PlanPress => (VERBS as ReadonlySet<string>).has(press.verb);

// In the trial version the one chat is the room too: an answer to these must not take the place of the card there.
const AT_ROOM: ReadonlySet<string> = new Set([
  ...['meeting_begin', 'meeting_here', 'meeting_next', 'meeting_end', 'meeting_console', 'vote_open', 'vote_withdraw'],
]);

type TablePress = PlanPress | RoomPress | VotePress | MinutesPress;

/** True for a press about a table, a meeting or a vote. */
export const isTablePress = (press: Press): press is TablePress =>
  isPlanPress(press) || isRoomPress(press) || isVotePress(press) || isMinutesPress(press);

/** Answers such a press. */
export async function tablePress(turn: Turn, press: TablePress, typed: Typed): Promise<Answer> {
  if (isRoomPress(press) || isVotePress(press)) {
    const answer = await (isRoomPress(press) ? roomPress(turn, press, typed) : votePress(turn, press, typed));
    return { ...answer, apart: turn.reader.local && AT_ROOM.has(press.verb) };
  }
  if (isMinutesPress(press)) return minutesPress(turn, press);
  if (turn.reader.shared) return personalOnly(turn);
  switch (press.verb) {
    case 'meetings':
      return meetingsAnswer(turn);
    case 'meeting_new':
      return planStart(turn);
    case 'meeting_form':
      return planForm(turn, wantedIn(typed['cases'] ?? ''), typed);
    case 'meeting_save':
      return planSave(turn, press.data, typed);
    case 'meeting':
      return meetingAnswer(turn, press.data.m);
    case 'meeting_edit':
      return editForm(turn, press.data.m);
    case 'meeting_edit_save':
      return editSave(turn, press.data, typed);
    case 'meeting_cancel':
      return cancelAnswer(turn, press.data.m);
  }
}

async function meetingsAnswer(turn: Turn, notices: readonly Notice[] = []): Promise<Answer> {
  return { card: meetingsCard(await readMeetings(turn.deps, turn.member), turn.reader, notices) };
}

/** The answer where a meeting is not there for this person. */
const noMeeting = (turn: Turn): Answer => wordFor(turn, tableWords(turn.reader.lang).noMeeting);

/** Shows a meeting to one person alone. */
async function meetingAnswer(turn: Turn, id: string, notices: readonly Notice[] = []): Promise<Answer> {
  const seen = await readMeeting(turn.deps, id, turn.member);
  if (!seen) return noMeeting(turn);
  const calendar = calendarLinkFor(turn.deps, seen.meeting, turn.member.id);
  return { card: meetingCard(seen, await namesIn(turn, seen), true, calendar, turn.reader, notices) };
}

async function namesIn({ deps, reader }: Turn, { meeting }: SeenMeeting): Promise<(id: string) => string> {
  const ids = [meeting.chairId, ...(meeting.secretaryId === null ? [] : [meeting.secretaryId])];
  const members = await Promise.all(ids.map((id) => deps.uow.stores.members.byId(id)));
  const names = new Map(members.map((each) => [each?.id ?? '', each?.displayName ?? null]));
  return (id) => plainText(names.get(id) ?? tableWords(reader.lang).colleague);
}

/** More cases than anybody has at hand at once. */
export const MOST_CASES = 50;
const MOST_ON_FORM = 20;

/** Asks which cases come on the agenda; those that an earlier meeting did not get to are chosen beforehand. */
export async function planStart(turn: Turn, notices: readonly Notice[] = [], typed: Typed = {}): Promise<Answer> {
  const { deps, reader } = turn;
  const views = await listCases(deps, turn.member, MOST_CASES);
  const choices = agendable(views).slice(0, MOST_ON_FORM);
  const regions = [...new Set(choices.map(({ view }) => view.plan.protocol.id))];
  const carried = await Promise.all(regions.map((region) => deps.uow.stores.meetings.carried(region)));
  const ids = new Set(carried.flat().map((item) => item.caseId));
  return {
    card: newMeetingForm(choices, ids, reader, notices, typed),
    shows: [...new Map(choices.map(({ view }) => [view.case.id, view])).values()],
  };
}

const wantedIn = (value: string): readonly WantedItem[] =>
  value
    .split(',')
    .filter((each) => each.includes('/'))
    .map((each) => ({ caseId: each.slice(0, each.indexOf('/')), step: each.slice(each.indexOf('/') + 1) }));

async function planForm(
  turn: Turn,
  wanted: readonly WantedItem[],
  typed: Typed,
  notices: readonly Notice[] = [],
): Promise<Answer> {
  const { deps, reader } = turn;
  if (wanted.length === 0) return planStart(turn, notice(tableWords(reader.lang).newCasesError, 'attention'));
  const agenda = await agendaFor(deps, turn.member, wanted);
  if (agenda.kind !== 'agenda') return planStart(turn, notice(faultText(turn, agenda), 'attention'), typed);
  const guests = await guestsFor(deps, agenda.items);
  return { card: meetingForm(agenda.items, guests, null, turn.member.id, reader, notices, typed) };
}

function faultText({ reader }: Turn, refusal: PlanRefusal): string {
  const t = tableWords(reader.lang);
  if (refusal.kind === 'forbidden') return t.planForbidden(refusal.code);
  if (refusal.kind === 'not_informed') return t.planNotInformed(refusal.code);
  return t.planFault[refusal.kind];
}

async function planSave(turn: Turn, data: ButtonData<'meeting_save'>, typed: Typed): Promise<Answer> {
  const wanted = wantedIn(data.i.join(','));
  const t = tableWords(turn.reader.lang);
  const plan = readPlan(typed);
  if (!plan) return planForm(turn, wanted, typed, notice(t.planFault.wrong_time, 'attention'));
  const result = await planMeeting(turn.deps, { by: turn.member, items: wanted, plan });
  if (result.kind === 'planned') return meetingAnswer(turn, result.meeting.meeting.id, notice(t.planned, 'good'));
  return planForm(turn, wanted, typed, notice(faultText(turn, result), 'attention'));
}

// What is on the form; null where a day or time cannot be read.
function readPlan(typed: Typed): MeetingPlan | null {
  const day = readDate(typed['on'] ?? '');
  const at = readTime(typed['at'] ?? '');
  const minutes = Number((typed['minutes'] ?? '60').trim());
  const lastText = (typed['last_at'] ?? '').trim();
  const last = lastText === '' ? null : readTime(lastText);
  if (day === null || at === null || !Number.isInteger(minutes) || (lastText !== '' && last === null)) return null;
  const secretary = typed['secretary'] ?? '-';
  const people = (typed['people'] ?? '')
    .split(',')
    .filter((each) => each.includes('/'))
    .map((each) => ({ memberId: each.split('/')[0] ?? '', organisationId: each.split('/')[1] ?? '' }));
  // Somebody who works for two organisations comes for one of them.
  const once = [...new Map(people.map((each) => [each.memberId, each])).values()];
  return {
    ...{ startsAt: momentOf(day, at), minutes, lastPartAt: last === null ? null : momentOf(day, last), people: once },
    ...{ place: (typed['place'] ?? '').trim().slice(0, 100), link: (typed['link'] ?? '').trim() },
    ...{ chairId: typed['chair'] ?? '', secretaryId: secretary === '-' ? null : secretary },
    hidden: typed['hidden'] === 'true',
  };
}

async function editForm(turn: Turn, id: string, notices: readonly Notice[] = [], typed: Typed = {}): Promise<Answer> {
  const seen = await readMeeting(turn.deps, id, turn.member);
  if (!seen) return noMeeting(turn);
  const t = tableWords(turn.reader.lang);
  if (!seen.who.leads && !seen.who.planned) return meetingAnswer(turn, id, notice(t.planFault.not_yours, 'attention'));
  if (seen.meeting.state !== 'planned') return meetingAnswer(turn, id, notice(t.planFault.not_planned, 'warning'));
  const items = await agendaOf(turn.deps, seen);
  const guests = await guestsFor(turn.deps, items);
  return { card: meetingForm(items, guests, seen.meeting, turn.member.id, turn.reader, notices, typed) };
}

async function editSave(turn: Turn, data: ButtonData<'meeting_edit_save'>, typed: Typed): Promise<Answer> {
  const t = tableWords(turn.reader.lang);
  const again = (text: string): Promise<Answer> => editForm(turn, data.m, notice(text, 'attention'), typed);
  const plan = readPlan(typed);
  if (!plan) return again(t.planFault.wrong_time);
  const result = await changeMeeting(turn.deps, { id: data.m, seenVersion: data.v, by: turn.member, plan });
  switch (result.kind) {
    case 'changed':
      return meetingAnswer(turn, data.m, notice(t.saved, 'good'));
    case 'no_meeting':
      return noMeeting(turn);
    case 'not_planned':
    case 'not_yours':
      return meetingAnswer(turn, data.m, notice(t.planFault[result.kind], 'warning'));
    case 'stale':
      return again(t.planFault.stale);
    default:
      return again(faultText(turn, result));
  }
}

async function cancelAnswer(turn: Turn, id: string): Promise<Answer> {
  const result = await cancelMeeting(turn.deps, { id, by: turn.member });
  const t = tableWords(turn.reader.lang);
  if (result === 'no_meeting') return noMeeting(turn);
  const said = result === 'cancelled' ? notice(t.cancelledNow, 'good') : notice(t.planFault[result], 'warning');
  return meetingAnswer(turn, id, said);
}
