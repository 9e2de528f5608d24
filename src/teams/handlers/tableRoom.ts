/**
 * Running a meeting: "start tafel" in the conversation where it takes place, and the presses on the card there. What
 * changes is shown to everybody by the outbox; the presser gets a word. The chair's own controls are for a personal chat.
 */
import { CLIENT_PRESENCES, PRESENCES, type ClientPresence } from '../../domain/tables/meeting.ts';
import { button, type ButtonData, type Press } from '../../presenters/buttons.ts';
import { plainText, type Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard } from '../../presenters/notices.ts';
import { say } from '../../presenters/protocolText.ts';
import { groupsText, whenText } from '../../presenters/tables.ts';
import { consoleForm } from '../../presenters/tableRoom.ts';
import { tableWords } from '../../presenters/wordingTables.ts';
import { markOwn, markPresence, type PresenceMark, type PresenceResult } from '../../usecases/markPresence.ts';
import { readMeeting, readMeetings, seatsOf, secretariesFor } from '../../usecases/readMeeting.ts';
import {
  beginMeeting,
  endMeeting,
  markClientAt,
  nameSecretaryAt,
  nextItem,
  type RunResult,
} from '../../usecases/runMeeting.ts';
import { sendConsole } from '../../usecases/sendConsole.ts';
import { notice, type Answer, type Turn } from '../turn.ts';
import { channelOf } from '../../shared/conversation.ts';

const BEGIN =
  /^(?:start|begin|open)\s+(?:(?:de|het|the)\s+)?(?:uitstroom)?(?:tafel|vergadering|planbijeenkomst|table|meeting)[.!]?$/i;

const VERBS = new Set([
  ...['meeting_begin', 'meeting_here', 'meeting_next', 'meeting_end', 'meeting_console', 'presence_save'],
] as const);
type RoomVerb = typeof VERBS extends Set<infer V> ? V : never;
export type RoomPress = Extract<Press, { verb: RoomVerb }>;

/** True for a press by which a meeting is run. */
export const isRoomPress = (press: Press): press is RoomPress => (VERBS as ReadonlySet<string>).has(press.verb);

/** A word for the presser alone. */
export const wordFor = (turn: Turn, ...sentences: readonly string[]): Answer => {
  const { lang, shared } = turn.reader;
  const ways = shared ? [] : [button(tableWords(lang).press.meetings, 'meetings', {})];
  return { card: wordCard(sentences, ways), private: true };
};

/** The answer to "start tafel"; null for other words. */
export async function roomAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (!BEGIN.test(text)) return null;
  const { reader, deps, member } = turn;
  const t = tableWords(reader.lang);
  const ways = [button(t.press.meetings, 'meetings', {})];
  if (!isRoom(turn)) return { card: wordCard([t.beginWhere], ways) };
  const mine = (await readMeetings(deps, member)).filter(({ who }) => who.leads);
  const parts = mine.flatMap((view) =>
    ([1, 2] as const)
      .filter((part) => view.items.some(({ item }) => item.part === part) && view.meeting.rooms[part] === null)
      .map((part) => ({ view, part })),
  );
  const [only] = parts;
  if (!only) return { card: wordCard([t.beginNone], []) };
  if (parts.length === 1) return begin(turn, { m: only.view.meeting.id, n: only.part });
  const buttons = parts.slice(0, MOST_PARTS).map(({ view, part }) => {
    const region = say(view.protocol, view.protocol.region, reader.lang);
    const when = whenText(view.meeting, reader.lang);
    return button(`${t.part[part]} · ${region} · ${when}`, 'meeting_begin', { m: view.meeting.id, n: part });
  });
  return { card: wordCard([t.whichMeeting], buttons) };
}

// In the trial version one person plays a whole table, in the only chat that there is.
const isRoom = ({ reader }: Turn): boolean => reader.shared || reader.local;

const MOST_PARTS = 6;

/** Answers such a press. */
export async function roomPress(turn: Turn, press: RoomPress, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  switch (press.verb) {
    case 'meeting_begin':
      return begin(turn, press.data);
    case 'meeting_here':
      return here(turn, press.data);
    case 'meeting_next': {
      const { m: id, n: part, a: as } = press.data;
      const result = await nextItem(deps, { id, part, by: member, as });
      if (result.kind !== 'done') return runFault(turn, result);
      const open = result.meeting.items.find(({ item }) => item.state === 'open');
      return wordFor(turn, open ? t.nowOpen(open.case.code) : t.partDone);
    }
    case 'meeting_end': {
      const result = await endMeeting(deps, { id: press.data.m, by: member });
      return result.kind === 'done' ? wordFor(turn, t.ended) : runFault(turn, result);
    }
    case 'meeting_console':
      return consoleAnswer(turn, press.data.m);
    case 'presence_save':
      return reader.shared ? wordFor(turn, t.notYours) : presenceSave(turn, press.data, typed);
  }
}

async function begin(turn: Turn, { m: id, n: part }: ButtonData<'meeting_begin'>): Promise<Answer> {
  const { deps, member, incoming, reader } = turn;
  const t = tableWords(reader.lang);
  if (!isRoom(turn)) return wordFor(turn, t.beginWhere);
  const conversationId = channelOf(incoming.place.conversationId);
  const result = await beginMeeting(deps, { id, part, by: member, conversationId, people: await turn.people() });
  return result.kind === 'done' ? wordFor(turn, t.begun) : runFault(turn, result);
}

function runFault(turn: Turn, result: Exclude<RunResult, { kind: 'done' }>): Answer {
  const { reader } = turn;
  const t = tableWords(reader.lang);
  switch (result.kind) {
    case 'no_meeting':
      return wordFor(turn, t.noMeeting);
    case 'not_yours':
      return wordFor(turn, t.notYours);
    case 'others_here':
      return wordFor(turn, t.othersHere);
    case 'ballot_open':
      return wordFor(turn, t.runFault.ballot_open);
    case 'missing':
      return wordFor(turn, t.missingStop(groupsText(result.item, result.item.missing, reader.lang)));
    case 'refused':
      return wordFor(turn, t.runFault[result.refusal.kind]);
  }
}

async function here(turn: Turn, { m: id, p: presence }: ButtonData<'meeting_here'>): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const result = await markOwn(deps, { id, presence, by: member });
  if (result.kind !== 'marked') return wordFor(turn, presenceFault(turn, result));
  const name = plainText(seatsOf(result.meeting, member)[0]?.name ?? '');
  if (presence === 'apologised') return wordFor(turn, t.apologisedNow(name));
  if (presence === 'left') return wordFor(turn, t.leftNow(name));
  return wordFor(turn, result.voting ? t.hereNowVoting(name) : t.hereNow(name));
}

function presenceFault({ reader }: Turn, { kind }: Exclude<PresenceResult, { kind: 'marked' }>): string {
  const t = tableWords(reader.lang);
  return { no_meeting: t.noMeeting, not_yours: t.notYours, no_seat: t.noSeat, over: t.runFault.not_planned }[kind];
}

/** The chair's own card: at once in a personal chat, from a group sent there. */
async function consoleAnswer(turn: Turn, id: string, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const seen = await readMeeting(deps, id, member);
  if (!seen) return wordFor(turn, t.noMeeting);
  if (!seen.who.leads) return wordFor(turn, t.notYours);
  if (!reader.shared) return { card: consoleForm(seen, await secretariesFor(deps, seen), reader, notices) };
  await sendConsole(deps, seen.meeting, member, turn.incoming.id);
  return wordFor(turn, t.consoleSent);
}

async function presenceSave(turn: Turn, data: ButtonData<'presence_save'>, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const seen = await readMeeting(deps, data.m, member);
  if (!seen) return wordFor(turn, t.noMeeting);
  // Others have pressed meanwhile: what they said must not be undone by an older form.
  if (seen.meeting.version !== data.v) return consoleAnswer(turn, data.m, notice(t.planFault.stale, 'warning'));
  const ids = (key: string): ReadonlySet<string> => new Set((typed[key] ?? '').split(',').filter(Boolean));
  const [present, apologised] = [ids('present'), ids('apologised')];
  if ([...present].some((each) => apologised.has(each))) {
    return consoleAnswer(turn, data.m, notice(t.bothPresences, 'attention'));
  }
  const marks = seen.seats.flatMap(({ organisationId, presence }): PresenceMark[] => {
    const gone = presence === 'present' ? 'left' : presence === 'apologised' ? 'expected' : presence;
    const now = present.has(organisationId) ? 'present' : apologised.has(organisationId) ? 'apologised' : gone;
    return now !== presence && PRESENCES.includes(now) ? [{ organisationId, presence: now }] : [];
  });
  if (marks.length > 0) {
    const result = await markPresence(deps, { id: data.m, marks, by: member });
    if (result.kind !== 'marked') return wordFor(turn, presenceFault(turn, result));
  }
  const open = seen.items.find(({ item }) => item.state === 'open');
  const client = CLIENT_PRESENCES.find((each): each is ClientPresence => each === typed['client']);
  if (open && client && client !== open.item.client) {
    const result = await markClientAt(deps, { id: data.m, itemId: open.item.id, client, by: member });
    if (result.kind !== 'done') return runFault(turn, result);
  }
  const secretary = typed['secretary'] ?? '-';
  if (secretary !== '-' && secretary !== seen.meeting.secretaryId) {
    const result = await nameSecretaryAt(deps, { id: data.m, memberId: secretary, by: member });
    if (result.kind !== 'done') return runFault(turn, result);
  }
  return consoleAnswer(turn, data.m, notice(t.presenceSaved, 'good'));
}
