/**
 * The messages that follow from what happens to a meeting or a ballot: who is told what, and which card is kept right.
 * Ids only; what they say is worked out when they are sent (src/outbox/tables.ts).
 */
import type { Instant } from '../domain/calendar.ts';
import type { Ballot } from '../domain/tables/ballot.ts';
import type { Meeting } from '../domain/tables/meeting.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import type { Address, Message, Stores } from './ports.ts';

const member = (memberId: string): Address => ({ kind: 'member', memberId });

/** Everybody who is told of the meeting: who is invited, who leads it and who planned it. */
const toldOf = ({ people, chairId, secretaryId, plannedBy }: Meeting): readonly string[] => [
  ...new Set([...people.map((each) => each.memberId), chairId, ...(secretaryId ? [secretaryId] : []), plannedBy]),
];

/** The invitation of each, kept right from then on. `gone`: who was invited before and is no longer. */
export function invitations(meeting: Meeting, at: Instant, gone: readonly string[] = []): readonly Message[] {
  return [...new Set([...toldOf(meeting), ...gone])].map((memberId) => ({
    id: `meeting:${meeting.id}:${meeting.version}:${memberId}`,
    kind: 'meeting',
    about: { meeting: meeting.id },
    to: member(memberId),
    dueAt: at,
    card: `meeting:${meeting.id}`,
  }));
}

/** The appointment by mail, for who chose mail. `gone`: as above; they hear that it is to be taken out. */
export async function calendarMails(
  stores: Stores,
  meeting: Meeting,
  at: Instant,
  gone: readonly string[] = [],
): Promise<readonly Message[]> {
  const { id, sequence } = meeting;
  const mails: Message[] = [];
  for (const memberId of new Set([...toldOf(meeting), ...gone])) {
    if ((await stores.members.emailOf(memberId)) === null) continue;
    mails.push({
      ...{ id: `meeting_calendar:${id}:${sequence}:${memberId}`, kind: 'meeting_calendar' },
      ...{ about: { meeting: id, sequence: String(sequence) }, to: { kind: 'mail', memberId }, dueAt: at },
    });
  }
  return mails;
}

/** That there are minutes, for everybody who is told of the meeting; of which part is worked out for each. */
export const minutesReady = (meeting: Meeting, at: Instant): readonly Message[] =>
  toldOf(meeting).map((memberId) => ({
    ...{ id: `meeting_minutes:${meeting.id}:${memberId}`, kind: 'meeting_minutes', about: { meeting: meeting.id } },
    ...{ to: member(memberId), dueAt: at },
  }));

/** That it has another time or place, or does not take place: news, so a message of its own beside the card. */
export function meetingNews(meeting: Meeting, kind: 'meeting_changed' | 'meeting_cancelled', at: Instant) {
  return toldOf(meeting).map((memberId): Message => ({
    id: `${kind}:${meeting.id}:${meeting.sequence}:${memberId}`,
    ...{ kind, about: { meeting: meeting.id, sequence: String(meeting.sequence) }, to: member(memberId), dueAt: at },
  }));
}

/** The one card from which each part is run, in the conversation where it is run. */
export function roomCards(meeting: Meeting, at: Instant): readonly Message[] {
  return ([1, 2] as const).flatMap((part): Message[] => {
    const room = meeting.rooms[part];
    return room === null ? [] : [roomCard(meeting, part, room, at)];
  });
}

function roomCard(meeting: Meeting, part: PartNumber, conversationId: string, dueAt: Instant): Message {
  const about = { meeting: meeting.id, part: String(part) };
  const id = `room:${meeting.id}:${part}:${meeting.version}`;
  return { id, kind: 'meeting_room', about, to: { kind: 'conversation', conversationId }, dueAt, card: roomKey(about) };
}

const roomKey = ({ meeting, part }: { meeting: string; part: string }): string => `meeting:${meeting}:${part}`;

/** The card of a ballot in the conversation of its part. */
export function ballotCard(ballot: Ballot, room: string | null, at: Instant): readonly Message[] {
  if (room === null) return [];
  return [
    {
      ...{ id: `ballot:${ballot.id}:${ballot.version}`, kind: 'ballot', about: { ballot: ballot.id } },
      ...{ to: { kind: 'conversation', conversationId: room }, dueAt: at },
      ...{ caseId: ballot.caseId, card: `ballot:${ballot.id}` },
    },
  ];
}

/** Asks whoever voted against for the reason, in their own chat. */
export const reasonQuestion = (ballot: Ballot, organisationId: string, memberId: string, at: Instant): Message => ({
  ...{ id: `vote_reason:${ballot.id}:${organisationId}:${memberId}`, kind: 'vote_reason' },
  ...{ about: { ballot: ballot.id, organisation: organisationId }, to: member(memberId), dueAt: at },
  caseId: ballot.caseId,
});

/** That the table has come to a case: to those at the table who take part in that case. */
export const itemOpened = (meeting: Meeting, itemId: string, caseId: string, to: readonly string[], at: Instant) =>
  to.map((memberId): Message => ({
    ...{ id: `item_opened:${itemId}:${memberId}`, kind: 'item_opened', caseId },
    ...{ about: { meeting: meeting.id, item: itemId }, to: member(memberId), dueAt: at },
  }));
