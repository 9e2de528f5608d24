/**
 * What each kind of message says, worked out at the moment of sending: one line a kind, the work itself is in the file
 * of its feature beside this one. Must not change anything.
 */
import type { CardData, Reader } from '../presenters/card.ts';
import type { CalendarFile } from '../presenters/tableCalendar.ts';
import type { ClaimedMessage, Deps, Member } from '../usecases/ports.ts';
import type { Person } from '../usecases/readCase.ts';
import type { Post } from '../teams/incoming.ts';
import * as tables from './tables.ts';
import { sayProposal, sayProposalNews } from './proposals.ts';
import { sayAnswerProposed, sayQuestionAnswered, sayQuestionAsked, sayQuestionWaits } from './answers.ts';
import { sayAudit, sayDay, sayRegionTerms, sayRetention, sayTerm, sayWeek } from './timed.ts';
import { saySignal, saySignalNews } from './signals.ts';
import { sayUndelivered } from './undelivered.ts';
import { sayHandoverAnswered, sayHandoverExpired, sayHandoverOffered, sayHandoverWithdrawn } from './holder.ts';

/** For whom a message is made. */
export interface Addressee {
  readonly reader: Reader;
  /** Null where it goes to a conversation. */
  readonly member: Member | null;
  /** Everybody who reads along in the conversation; null if Teams does not tell. One person in a personal chat. */
  readonly people: () => Promise<readonly Person[] | null>;
}

/** What is said; null: it is no longer true or of use, so nothing is sent. */
export type Said = { readonly card: CardData; readonly mentions?: Post['mentions'] } | null;

export type SayMessage = (deps: Deps, message: ClaimedMessage, addressee: Addressee) => Promise<Said>;

/** What a mail says. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  /** An appointment for the reader's calendar. */
  readonly calendar?: CalendarFile;
}

/** A kind of mail with words of its own; null: it is no longer true, so nothing is sent. */
export type WriteMail = (
  deps: Deps,
  message: ClaimedMessage,
  member: Member,
  addresses: { readonly from: string; readonly to: string },
) => Promise<MailText | null>;

/** The kinds of mail that say more than that something waits. */
export const MAILS: Readonly<Record<string, WriteMail>> = { meeting_calendar: tables.writeCalendar };

/** Every kind of message, by name. */
export const MESSAGES: Readonly<Record<string, SayMessage>> = {
  answer_proposed: sayAnswerProposed,
  question_answered: sayQuestionAnswered,
  question_asked: sayQuestionAsked,
  question_waits: sayQuestionWaits,
  term: sayTerm,
  day: sayDay,
  terms_region: sayRegionTerms,
  audit_report: sayAudit,
  week: sayWeek,
  retention: sayRetention,
  signal: saySignal,
  signal_news: saySignalNews,
  undelivered: sayUndelivered,
  meeting: tables.sayMeeting,
  meeting_changed: tables.sayMeetingNews,
  meeting_cancelled: tables.sayMeetingNews,
  meeting_minutes: tables.sayMinutes,
  meeting_room: tables.sayRoom,
  meeting_console: tables.sayConsole,
  item_opened: tables.sayItemOpened,
  ballot: tables.sayBallot,
  vote_reason: tables.sayVoteReason,
  proposal: sayProposal,
  proposal_news: sayProposalNews,
  handover_offered: sayHandoverOffered,
  handover_answered: sayHandoverAnswered,
  handover_withdrawn: sayHandoverWithdrawn,
  handover_expired: sayHandoverExpired,
};
