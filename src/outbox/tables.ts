/**
 * What is said about tables: invitations kept right, news of a change, the cards in the conversation, the controls of
 * the chair, the question why against. Looks up the present state; null where it is no longer so or not for who reads.
 */
import { plainText, type Reader } from '../presenters/card.ts';
import { wordCard } from '../presenters/notices.ts';
import { button } from '../presenters/buttons.ts';
import { calendarFile, calendarMail } from '../presenters/tableCalendar.ts';
import { minutesButtons } from '../presenters/minutes.ts';
import { minutesWords } from '../presenters/wordingMinutes.ts';
import { minutedParts } from '../usecases/readMinutes.ts';
import { whenText } from '../presenters/tables.ts';
import { meetingCard } from '../presenters/tableMeeting.ts';
import { consoleForm, roomCard } from '../presenters/tableRoom.ts';
import { ballotCard, reasonForm } from '../presenters/tableVote.ts';
import { tableWords } from '../presenters/wordingTables.ts';
import type { ClaimedMessage, Deps, Member } from '../usecases/ports.ts';
import {
  readMeeting,
  secretariesFor,
  seenMeeting,
  viewBallot,
  viewMeeting,
  type SeenMeeting,
} from '../usecases/readMeeting.ts';
import { calendarLinkFor, calendarNews } from '../usecases/tableCalendar.ts';
import type { Said, SayMessage, WriteMail } from './messages.ts';

/** The invitation of a person, as it is now. */
export const sayMeeting: SayMessage = async (deps, { about }, { member, reader }) => {
  if (!member) return null;
  const entry = await calendarNews(deps, about['meeting'] ?? '', member);
  if (!entry) return null;
  const { seen, invited } = entry;
  // Whoever never had one need not hear that they are not invited.
  if (!invited && seen.meeting.sequence === 0) return null;
  const calendar = calendarLinkFor(deps, seen.meeting, member.id);
  return { card: meetingCard(seen, await namesOf(deps, seen, reader), invited, calendar, reader) };
};

/** The same by mail, for one's own calendar. An older state of it is not sent any more. */
export const writeCalendar: WriteMail = async (deps, { about }, member, addresses) => {
  const entry = await calendarNews(deps, about['meeting'] ?? '', member);
  if (!entry || String(entry.seen.meeting.sequence) !== about['sequence']) return null;
  const { seen, invited } = entry;
  const lang = member.lang ?? 'nl';
  const calendar = calendarFile(seen, invited, addresses, deps.clock.now(), lang);
  return { ...calendarMail(seen, invited, lang), calendar };
};

async function namesOf({ uow }: Deps, { meeting }: SeenMeeting, { lang }: Reader): Promise<(id: string) => string> {
  const ids = [meeting.chairId, ...(meeting.secretaryId === null ? [] : [meeting.secretaryId])];
  const members = await Promise.all(ids.map((id) => uow.stores.members.byId(id)));
  return (id) => plainText(members.find((each) => each?.id === id)?.displayName ?? tableWords(lang).colleague);
}

/** That a meeting has another time or place, or does not take place. An older piece of news is not said any more. */
export const sayMeetingNews: SayMessage = async (deps, message, { member, reader }) => {
  const seen = member && (await meetingOf(deps, message, member));
  if (!seen || String(seen.meeting.sequence) !== message.about['sequence']) return null;
  const t = tableWords(reader.lang);
  const when = whenText(seen.meeting, reader.lang);
  const look = [button(t.press.look, 'meeting', { m: seen.meeting.id })];
  return { card: wordCard([message.kind === 'meeting_cancelled' ? t.cancelledNews(when) : t.changedNews(when)], look) };
};

/** That the minutes are there: what stands in them is shown where reading it is logged. */
export const sayMinutes: SayMessage = async (deps, message, { member, reader }) => {
  const seen = member && (await meetingOf(deps, message, member));
  const parts = seen && member ? minutedParts(seen, member) : [];
  if (!seen || parts.length === 0) return null;
  const said = minutesWords(reader.lang).ready(whenText(seen.meeting, reader.lang));
  return { card: wordCard([said], minutesButtons(seen.meeting.id, parts, reader.lang)) };
};

const meetingOf = (deps: Deps, { about }: ClaimedMessage, member: Member): Promise<SeenMeeting | null> =>
  readMeeting(deps, about['meeting'] ?? '', member);

/** That the table has come to a case, as long as it is there. */
export const sayItemOpened: SayMessage = async (deps, message, { member, reader }) => {
  const seen = member && (await meetingOf(deps, message, member));
  const open = seen?.items.find(({ item }) => item.id === message.about['item'] && item.state === 'open');
  if (!seen || !open || !seen.parts.includes(open.item.part)) return null;
  const t = tableWords(reader.lang);
  const ways = [button(t.press.look, 'meeting', { m: seen.meeting.id })];
  return { card: wordCard([t.itemOpenedNews(open.case.code)], ways) };
};

/** The card from which a part is run. */
export const sayRoom: SayMessage = async (deps, message, { reader, people }) => {
  const part = message.about['part'] === '2' ? 2 : 1;
  const stored = await deps.uow.stores.meetings.byId(message.about['meeting'] ?? '');
  const view = stored && (await viewMeeting(deps, deps.uow.stores, stored));
  if (!view || !(await onlyThose(deps, part, view, people))) return null;
  return { card: roomCard(view, part, reader) };
};

/** A vote, as everybody at the table may see it. */
export const sayBallot: SayMessage = async (deps, message, { reader, people }) => {
  const { stores } = deps.uow;
  const ballot = await stores.ballots.byId(message.about['ballot'] ?? '');
  const stored = ballot && (await stores.meetings.byId(ballot.meetingId));
  const view = stored && (await viewMeeting(deps, stores, stored));
  const item = view?.items.find((each) => each.item.id === ballot?.itemId);
  if (!ballot || !view || !item || !(await onlyThose(deps, item.item.part, view, people))) return null;
  return { card: ballotCard(await viewBallot(stores, ballot, view.seats), item, reader) };
};

// Somebody may have been let into the conversation since the part was begun there: whoever reads along must join it.
async function onlyThose(
  { uow }: Deps,
  part: 1 | 2,
  view: Parameters<typeof seenMeeting>[0],
  people: Parameters<SayMessage>[2]['people'],
): Promise<boolean> {
  const here = await people();
  if (here === null) return false;
  for (const { tenantId, objectId } of here) {
    const member = objectId === '' ? null : await uow.stores.members.find(tenantId, objectId);
    if (!member || member.leftOn !== null || !seenMeeting(view, member).parts.includes(part)) return false;
  }
  return true;
}

/** The chair's own controls. */
export const sayConsole: SayMessage = async (deps, message, { member, reader }) => {
  const seen = member && (await meetingOf(deps, message, member));
  if (!seen?.who.leads || seen.meeting.state !== 'running') return null;
  return { card: consoleForm(seen, await secretariesFor(deps, seen), reader) };
};

/** Asks why against, as long as that is the vote. */
export const sayVoteReason: SayMessage = async (deps, { about }, { member, reader }): Promise<Said> => {
  const { ballots } = deps.uow.stores;
  const ballot = await ballots.byId(about['ballot'] ?? '');
  const seen = member && ballot && (await readMeeting(deps, ballot.meetingId, member));
  const item = seen?.items.find((each) => each.item.id === ballot?.itemId);
  const seat = seen?.seats.find((each) => each.organisationId === about['organisation']);
  if (!member || !ballot || ballot.state === 'withdrawn' || !item || !seat) return null;
  const vote = (await ballots.votes(ballot.id)).find((each) => each.organisationId === seat.organisationId);
  if (vote?.choice !== 'against' || vote.by !== member.id || vote.reason !== '') return null;
  const organisation = { id: seat.organisationId, name: seat.name };
  return { card: reasonForm(ballot.id, item.case.code, organisation, reader) };
};
