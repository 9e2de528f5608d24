/**
 * A meeting of a table: when, who leads it, which cases in which order. Moves from item to item; changes are values
 * that the caller stores. Who is there is in `rollCall.ts`, what is voted in `ballot.ts`.
 */
import { laterBy, type Instant } from '../calendar.ts';
import type { StepId } from '../protocol/definition.ts';
import type { PartNumber } from './table.ts';

export interface Meeting {
  readonly id: string;
  /** The id of the protocol by which it meets. */
  readonly region: string;
  readonly startsAt: Instant;
  readonly minutes: number;
  /** When those join who come for the last part alone; null: there is no such part, or no time was set. */
  readonly lastPartAt: Instant | null;
  /** Empty: no room. */
  readonly place: string;
  /** Empty: no Teams link. */
  readonly link: string;
  readonly chairId: string;
  /** Agreed on for each meeting; null: not yet. */
  readonly secretaryId: string | null;
  /** The count of a running ballot is hidden until it is closed. */
  readonly hidden: boolean;
  readonly state: 'planned' | 'running' | 'ended' | 'cancelled';
  /** Grows by one with each change that those who are invited must know of. */
  readonly sequence: number;
  /** Grows by one with each change at all. */
  readonly version: number;
  readonly plannedBy: string;
  /** Where each part is run; null: not begun there. */
  readonly rooms: Readonly<Record<PartNumber, string | null>>;
  /** In the order of the agenda: the last part comes last. */
  readonly items: readonly AgendaItem[];
  readonly seats: readonly Seat[];
  readonly people: readonly Invited[];
}

/** A case on the agenda. */
export interface AgendaItem {
  readonly id: string;
  readonly caseId: string;
  /** The step that the part carries out. */
  readonly step: StepId;
  readonly part: PartNumber;
  readonly state: 'waiting' | 'open' | 'done' | 'carried';
  /** Whether the client is there, who is always on the list. */
  readonly client: ClientPresence;
  /** The item of an earlier meeting that did not get to it; null: new. */
  readonly carriedFrom: string | null;
}

export const CLIENT_PRESENCES = ['expected', 'present', 'represented', 'absent'] as const;
export type ClientPresence = (typeof CLIENT_PRESENCES)[number];

/** An organisation at the table. */
export interface Seat {
  readonly organisationId: string;
  readonly presence: Presence;
}

/** expected: nothing heard yet. apologised: sent word that it does not come, or does not take part. left: was there. */
export const PRESENCES = ['expected', 'present', 'apologised', 'left'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Somebody who is invited, for one organisation. */
export interface Invited {
  readonly memberId: string;
  readonly organisationId: string;
}

/** Why a meeting does not change. */
export type MeetingRefusal =
  | { readonly kind: 'not_planned' | 'not_running' | 'unknown_item' | 'not_invited' }
  /** Another item is open: it is finished or carried over first. */
  | { readonly kind: 'item_open'; readonly item: AgendaItem };

export type MeetingResult =
  { readonly ok: true; readonly meeting: Meeting } | { readonly ok: false; readonly refusal: MeetingRefusal };

/** The agenda in order: everything of the first part, then everything of the last part. */
export const inOrder = (items: readonly AgendaItem[]): readonly AgendaItem[] =>
  [1, 2].flatMap((part) => items.filter((item) => item.part === part));

/** When the meeting is over, as planned. */
export const endOf = ({ startsAt, minutes }: Pick<Meeting, 'startsAt' | 'minutes'>): Instant =>
  laterBy(startsAt, minutes * 60_000);

/** What is on the table now; null: nothing. */
export const openItemOf = (meeting: Pick<Meeting, 'items'>): AgendaItem | null =>
  meeting.items.find((item) => item.state === 'open') ?? null;

/** What comes next in this part; null: nothing is left of it. */
export const nextItemOf = (meeting: Pick<Meeting, 'items'>, part: PartNumber): AgendaItem | null =>
  meeting.items.find((item) => item.part === part && item.state === 'waiting') ?? null;

/** The part is run in this conversation from now on. */
export function begin(meeting: Meeting, part: PartNumber, conversationId: string): MeetingResult {
  if (meeting.state !== 'planned' && meeting.state !== 'running') return refused({ kind: 'not_planned' });
  return done({ ...meeting, state: 'running', rooms: { ...meeting.rooms, [part]: conversationId } });
}

/** The item is on the table. Only one is at a time. */
export function openItem(meeting: Meeting, itemId: string): MeetingResult {
  if (meeting.state !== 'running') return refused({ kind: 'not_running' });
  const item = meeting.items.find((each) => each.id === itemId);
  if (item?.state === 'open') return done(meeting);
  if (item?.state !== 'waiting') return refused({ kind: 'unknown_item' });
  const busy = openItemOf(meeting);
  return busy ? refused({ kind: 'item_open', item: busy }) : done(withItem(meeting, { ...item, state: 'open' }));
}

/** The item is dealt with, or goes to a next meeting. */
export function leaveItem(meeting: Meeting, itemId: string, state: 'done' | 'carried'): MeetingResult {
  if (meeting.state !== 'running') return refused({ kind: 'not_running' });
  const item = meeting.items.find((each) => each.id === itemId);
  if (item?.state !== 'open' && item?.state !== 'waiting') return refused({ kind: 'unknown_item' });
  return done(withItem(meeting, { ...item, state }));
}

/** The meeting is over; what it did not get to is carried over. */
export function end(meeting: Meeting): MeetingResult {
  if (meeting.state !== 'running') return refused({ kind: 'not_running' });
  const busy = openItemOf(meeting);
  if (busy) return refused({ kind: 'item_open', item: busy });
  const items = meeting.items.map((item) => (item.state === 'waiting' ? { ...item, state: 'carried' as const } : item));
  return done({ ...meeting, state: 'ended', items });
}

/** The meeting does not take place. */
export function cancel(meeting: Meeting): MeetingResult {
  if (meeting.state !== 'planned') return refused({ kind: 'not_planned' });
  return done({ ...meeting, state: 'cancelled', sequence: meeting.sequence + 1 });
}

/** Whether the client is there, for this item. */
export function markClient(meeting: Meeting, itemId: string, client: ClientPresence): MeetingResult {
  const item = meeting.items.find((each) => each.id === itemId);
  if (meeting.state !== 'running') return refused({ kind: 'not_running' });
  return item ? done(withItem(meeting, { ...item, client })) : refused({ kind: 'unknown_item' });
}

/** Who is secretary this time, of those who are invited. */
export function nameSecretary(meeting: Meeting, memberId: string): MeetingResult {
  if (meeting.state !== 'running') return refused({ kind: 'not_running' });
  if (!meeting.people.some((each) => each.memberId === memberId)) return refused({ kind: 'not_invited' });
  return done(meeting.secretaryId === memberId ? meeting : { ...meeting, secretaryId: memberId });
}

const withItem = (meeting: Meeting, item: AgendaItem): Meeting => ({
  ...meeting,
  items: meeting.items.map((each) => (each.id === item.id ? item : each)),
});
const done = (meeting: Meeting): MeetingResult => ({ ok: true, meeting });
const refused = (refusal: MeetingRefusal): MeetingResult => ({ ok: false, refusal });
