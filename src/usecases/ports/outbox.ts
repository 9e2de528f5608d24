/** What the bot says of its own accord: put in the outbox together with the change that it follows from. */
import type { Instant } from '../../domain/calendar.ts';

/** To whom: a member in their own chat or by e-mail (which says only that something waits), or a whole conversation. */
export type Address =
  | { readonly kind: 'member' | 'mail'; readonly memberId: string }
  | { readonly kind: 'conversation'; readonly conversationId: string };

/** A message to come. Holds ids and no words: what it says is worked out when it is sent, from what is true then. */
export interface Message {
  /** Of the effect that it follows from, with the addressee: the same message twice is sent once. */
  readonly id: string;
  /** What is said, by the name of its renderer in `src/outbox/messages.ts`. */
  readonly kind: string;
  readonly about: Readonly<Record<string, string>>;
  readonly to: Address;
  /** Not before this moment. */
  readonly dueAt: Instant;
  /** The case that it is about; the message goes when the case is erased. */
  readonly caseId?: string | null;
  /**
   * The card that it is, in that place. The first message with this key is posted, a later one takes its place, and
   * an older one that was not sent yet is dropped. Null: a message of its own.
   */
  readonly card?: string | null;
  /** The key of a card in that place: it is said in the thread of that card, where the place has threads. */
  readonly thread?: string | null;
}

/** `claimed`: a worker has it. `sending`: it is on its way. `ambiguous`: Teams may or may not have it. */
export type MessageState = 'queued' | 'claimed' | 'sending' | 'sent' | 'ambiguous' | 'dropped' | 'dead';

/** A message that a worker has claimed, as long as its lease lasts. */
export interface ClaimedMessage extends Message {
  /** How often it was tried before this time. */
  readonly attempts: number;
  /** It is a second try of one that Teams may have already: to be said on the card. */
  readonly repeats: boolean;
  /** Proof of the claim: another worker that took it over has another one. */
  readonly claim: string;
}

/** What became of a message, for people: never what it said. */
export interface MessageTrace {
  readonly id: string;
  readonly kind: string;
  readonly to: Address;
  readonly caseId: string | null;
  readonly state: MessageState;
  readonly dueAt: Instant;
  readonly settledAt: Instant | null;
  readonly attempts: number;
  /** It was sent a second time, since the first may have been lost. */
  readonly repeats: boolean;
  /** Why it was not taken; null: it was, or it was not tried. */
  readonly fault: string | null;
}

/** A card that was posted, so that it can be replaced. */
export interface PostedCard {
  readonly activityId: string;
  /** The conversation, with the thread where it is in one. */
  readonly conversationId: string;
}

export interface OutboxStore {
  /** Queues the messages; one with an id that exists is left as it is. */
  add(messages: readonly Message[]): Promise<void>;
  /** Drops what was not sent yet of these kinds about this subject (`about` holds all these pairs). Answers how many. */
  drop(kinds: readonly string[], about: Readonly<Record<string, string>>): Promise<number>;
  /**
   * Claims messages that are due, at most one a lane: the oldest of a conversation, so that order is kept. What another
   * worker claimed and let go of in the middle of sending becomes ambiguous, what it had not begun is claimed again.
   */
  claim(input: {
    readonly now: Instant;
    readonly leaseUntil: Instant;
    readonly limit: number;
    /** The most that Teams takes of the whole bot in a second. */
    readonly perSecond: number;
  }): Promise<readonly ClaimedMessage[]>;
  /** The message is on its way from now on. False: the claim was lost, and it must not be sent. */
  begin(id: string, claim: string, leaseUntil: Instant): Promise<boolean>;
  /**
   * What became of it, and in the log that a member was told of a case. False: the claim was lost; nothing is stored.
   */
  settle(id: string, claim: string, outcome: Outcome, now: Instant): Promise<boolean>;
  /** The card with this key that was posted to this address. */
  cardIn(to: Address, card: string): Promise<PostedCard | null>;
  /** What is in one of these states, oldest first. */
  traces(states: readonly MessageState[], limit: number): Promise<readonly MessageTrace[]>;
  /** Messages about a case that are still known, oldest first. */
  ofCase(caseId: string): Promise<readonly MessageTrace[]>;
  /** Due before `before` and neither sent, dropped nor dead. */
  overdue(before: Instant): Promise<readonly MessageTrace[]>;
  /** The earliest moment at which something is due; null: nothing waits. */
  nextDue(): Promise<Instant | null>;
  /** Removes what was settled before `before`, cards that can still be replaced excepted. Answers how many. */
  purge(before: Instant): Promise<number>;
}

export type Outcome =
  | { readonly kind: 'sent'; readonly posted: PostedCard | null }
  /** No longer true, or overtaken by a later one. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'retry'; readonly at: Instant; readonly fault: string }
  /** Teams may have it. `again`: the moment for one repeat that says so; null: it has been repeated. */
  | { readonly kind: 'ambiguous'; readonly again: Instant | null; readonly fault: string }
  | { readonly kind: 'dead'; readonly fault: string };
