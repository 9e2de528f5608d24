/**
 * What reaches us from a chat and what we answer, in our own words: the seam that keeps the SDK replaceable.
 * `teams/sdk` makes these from activities and sends the replies; handlers know nothing else.
 */

/** Who speaks. Known by tenant and object id alone; the name is for display and never for access. */
export interface Person {
  readonly tenantId: string;
  /** Empty if Teams does not say who it is: then it is nobody we know, whatever the name. */
  readonly objectId: string;
  /** The channel's own id for this person towards this bot (`29:…`), needed to mention them. */
  readonly channelUserId: string;
  readonly name: string | null;
}

/** Where it was said, with all that is needed to speak there again later. */
export interface Place {
  readonly conversationId: string;
  readonly kind: 'personal' | 'group' | 'channel';
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly botId: string;
}

interface Base {
  /** The activity's id: the same for a repeated delivery. */
  readonly id: string;
  readonly from: Person;
  readonly place: Place;
  /** BCP 47, as the client sends it; null if it sends none. */
  readonly locale: string | null;
}

export type Incoming =
  | (Base & { readonly kind: 'message'; readonly text: string })
  | (Base & {
      readonly kind: 'press';
      readonly verb: string;
      /** The button's data and the card's inputs together. Untrusted. */
      readonly data: unknown;
      /** The message that holds the card; null where the client does not say. */
      readonly cardId: string | null;
      /** `submit` comes from older clients, which show no card that is returned. */
      readonly via: 'execute' | 'submit';
    })
  /** The bot was added to a chat, or people were added to a chat with the bot. */
  | (Base & { readonly kind: 'added'; readonly bot: boolean })
  /** Words typed in the search of Teams; empty before anything is typed. The place is where the person is writing. */
  | (Base & { readonly kind: 'search'; readonly text: string })
  /** The bot was taken out of a chat, or the chat is gone: it cannot speak there any more. */
  | (Base & { readonly kind: 'removed' });

/** An Adaptive Card, ready to send. */
export type Card = Readonly<Record<string, unknown>>;

export interface Post {
  readonly card: Card;
  /** What a notification shows; safe for everybody in the place. */
  readonly summary: string;
  /** People for whom Teams rings, and the words before their names. */
  readonly mentions?: { readonly words: string; readonly people: readonly Mention[] } | null;
}

/** Somebody to be mentioned in a conversation: by the object id of their tenant. */
export interface Mention {
  readonly objectId: string;
  readonly name: string;
}

/** Something that a search found: what the searcher sees, and the card that can be put in a message. */
export interface Result {
  readonly title: string;
  readonly text: string;
  readonly card: Card;
}

export interface Reply {
  /** Stands in the place of the pressed card, for everyone who sees it. Where there is none to replace, it is posted. */
  readonly replace: Post | null;
  /** New messages, in order. */
  readonly posts: readonly Post[];
  /** Plain words for the presser alone, where nothing changes for the others. Not used beside `replace`. */
  readonly word?: string;
  /** What a search found; without any, `word` says so. */
  readonly results?: readonly Result[];
}

/**
 * Everybody who reads along in the place, the bot not counted; null if Teams does not tell. Asked only when needed.
 * Somebody without an object id is in the list with an empty one: a stranger.
 */
export type PeopleHere = () => Promise<readonly { readonly tenantId: string; readonly objectId: string }[] | null>;

/** The whole bot, as the SDK's side sees it. Never rejects: a fault inside is answered with a friendly card. */
export type Dispatch = (incoming: Incoming, people: PeopleHere) => Promise<Reply>;

/** What became of something that the bot sent of its own accord. A fault is a word for a log: nothing that was said. */
export type Delivery =
  | { readonly kind: 'sent'; readonly activityId: string }
  /** Not taken, and it may be sent again; `afterMs` null: Teams does not say when. */
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly fault: string }
  /** It may have arrived: an answer did not come, or came from a gateway. */
  | { readonly kind: 'unknown'; readonly fault: string }
  /** Not taken, and the same again will not be. `gone`: the bot cannot speak there. */
  | { readonly kind: 'refused'; readonly gone: boolean; readonly fault: string };

/** The way to speak without being spoken to. Each call tries once; none rejects. */
export interface Messenger {
  /** `thread`: the message in whose thread it is said, where the place has threads. */
  post(place: Place, post: Post, thread: string | null): Promise<Delivery>;
  /** Puts a post in the place of a message, for everybody. Twice is once, so its outcome is never unknown. */
  update(place: Place, activityId: string, post: Post): Promise<Delivery>;
  /** The person's own chat with the bot. `near`: any place of their tenant. */
  chatWith(near: Place, objectId: string): Promise<Place | Exclude<Delivery, { kind: 'sent' }>>;
  people(place: Place): ReturnType<PeopleHere>;
}
