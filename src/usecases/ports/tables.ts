/** Meetings with their agenda and seats, ballots and votes. */
import type { StepId } from '../../domain/protocol/definition.ts';
import type { Ballot, Vote } from '../../domain/tables/ballot.ts';
import type { PartNumber } from '../../domain/tables/table.ts';
import type { AgendaItem, Meeting } from '../../domain/tables/meeting.ts';

/** An organisation at a table, with the role words of everybody who works for it. */
export interface SeatedOrganisation {
  readonly organisationId: string;
  readonly name: string;
  readonly words: readonly string[];
}

export interface MeetingStore {
  byId(id: string): Promise<Meeting | null>;
  /** Reads a meeting; nobody else can change it before the transaction ends. Null: no such meeting. */
  lock(id: string): Promise<Meeting | null>;
  add(meeting: Meeting): Promise<void>;
  /** Stores the meeting as it is now, one version further; only for who holds it by `lock`. */
  save(meeting: Meeting): Promise<Meeting>;
  /** Meetings that are not over, of a member who is invited, leads or planned them; earliest first. */
  ofMember(memberId: string): Promise<readonly Meeting[]>;
  /** Meetings that are over, of such a member, the latest first; of everybody for null. */
  ended(memberId: string | null, limit: number): Promise<readonly Meeting[]>;
  /** Meetings that have or had the case on their agenda, the earliest first. */
  ofCase(caseId: string): Promise<readonly Meeting[]>;
  /** The meeting that has this step of the case on the table now; null: none. */
  atTable(caseId: string, step: StepId): Promise<string | null>;
  /** The organisations that have a seat, by name. */
  seated(meetingId: string): Promise<readonly SeatedOrganisation[]>;
  /** What is run in this conversation, the latest first. */
  inConversation(conversationId: string): Promise<readonly Meeting[]>;
  /** Items of a region that a meeting did not get to and that are on no other agenda since, oldest first. */
  carried(region: string): Promise<readonly AgendaItem[]>;
}

/** What a press for a vote needs: the ballot, where it is held, and the member's organisations that have a seat. */
export interface PressedBallot {
  readonly ballot: Ballot;
  readonly region: string;
  readonly part: PartNumber;
  readonly step: StepId;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly route: string;
  readonly room: string | null;
  /** The organisation for which the member is invited; null: they are not. */
  readonly invitedFor: string | null;
  readonly seats: readonly { readonly organisationId: string; readonly name: string }[];
}

export interface BallotStore {
  /** The ballot for a press of this member, who works for these organisations. Null: no such ballot. */
  forPress(id: string, memberId: string, organisationIds: readonly string[]): Promise<PressedBallot | null>;
  byId(id: string): Promise<Ballot | null>;
  /** Reads a ballot with its votes; nobody else can change either before the transaction ends. Null: no such ballot. */
  lock(id: string): Promise<{ readonly ballot: Ballot; readonly votes: readonly Vote[] } | null>;
  /** Stores a new ballot, for who holds the meeting. False: the item has one that is open or closed already. */
  open(ballot: Ballot): Promise<boolean>;
  /** Stores the ballot as it is now, one version further; only for who holds it by `lock`. */
  save(ballot: Ballot): Promise<Ballot>;
  /** Stores the vote of an organisation in the place of the one before, and the ballot one version further. */
  cast(ballotId: string, vote: Vote): Promise<void>;
  /** Adds why an organisation voted so, if the vote still is this member's. False: it is not. */
  explain(ballotId: string, organisationId: string, by: string, reason: string): Promise<boolean>;
  votes(ballotId: string): Promise<readonly Vote[]>;
  ofMeeting(meetingId: string): Promise<readonly Ballot[]>;
  ofCase(caseId: string): Promise<readonly { readonly ballot: Ballot; readonly votes: readonly Vote[] }[]>;
  /** What is voted on in this conversation now; null: nothing. */
  openIn(conversationId: string): Promise<Ballot | null>;
}
