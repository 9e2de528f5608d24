/**
 * Sends what is due: claims a message, works out what it says now, sends it once, and stores what became of it.
 * Never sends a second time what may have arrived, but for one repeat that says so on the card.
 */
import { laterBy } from '../domain/calendar.ts';
import type { CardData, Reader } from '../presenters/card.ts';
import { outboxWords } from '../presenters/wordingOutbox.ts';
import { nextRoutes } from '../usecases/undelivered.ts';
import type { ClaimedMessage, Deps, KnownPlace, Member, Outcome, PostedCard } from '../usecases/ports.ts';
import type { Card, Delivery, Messenger, Post } from '../teams/incoming.ts';
import { MAILS, type Addressee, type MailText, type Said, type SayMessage } from './messages.ts';

/** E-mail: that something waits in Teams, or an appointment; null where no mail server is configured. */
export interface Mail {
  /** The address it comes from. */
  readonly from: string;
  /** Tries once. `id` is the same for the same message, so that a repeat can be told by it. */
  send(to: string, mail: MailText, id: string): Promise<Delivery>;
}

export interface OutboxParts {
  readonly deps: Deps;
  readonly messenger: Messenger;
  readonly mail: Mail | null;
  readonly render: (card: CardData) => Card;
  readonly messages: Readonly<Record<string, SayMessage>>;
  /** True in the local trial version. */
  readonly local: boolean;
  /** The most that Teams takes of the whole bot in a second; default: what Microsoft writes. */
  readonly perSecond?: number;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** Called with an id and the fault. Must not log what was to be said. */
  readonly onFault: (id: string, fault: unknown, where: string) => void;
}

export interface Outbox {
  /** Sends what is due, one message for each conversation. Answers how many it took up; 0: nothing is due. */
  sendDue(): Promise<number>;
}

/** More at once would only wait for each other. */
const AT_ONCE = 100;
const TEAMS_PER_SECOND = 50;
const LEASE_MS = 60_000;
const REPEAT_AFTER_MS = 60_000;
const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** From then on a message that Teams does not take goes by another way. */
const GIVE_UP_MS = 24 * 3_600_000;
/** Teams says "gone" now and then of what is not: only the third time is believed. */
const MOST_REFUSALS = 3;

/** Puts the outbox together. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { deps, perSecond = TEAMS_PER_SECOND } = parts;
  return {
    sendDue: async () => {
      const now = deps.clock.now();
      const leaseUntil = laterBy(now, LEASE_MS);
      const claimed = await deps.uow.stores.outbox.claim({ now, leaseUntil, limit: AT_ONCE, perSecond });
      await Promise.all(claimed.map((message) => guarded(parts, message)));
      return claimed.length;
    },
  };
}

async function guarded(parts: OutboxParts, message: ClaimedMessage): Promise<void> {
  let begun = false;
  try {
    await handle(parts, message, () => (begun = true));
  } catch (fault) {
    const { deps } = parts;
    parts.onFault(deps.newId().slice(0, 8), fault, `outbox ${message.kind}`);
    // Once on its way it may have arrived: the end of its lease makes it doubtful. If the database is the trouble, the
    // lease ends by itself too.
    if (begun) return;
    // As long again as it is late already: a fault of ours is not mended by trying every two seconds.
    const late = Date.parse(deps.clock.now()) - Date.parse(message.dueAt);
    const name = fault instanceof Error ? fault.name : 'fault';
    const outcome = failed(parts, message, Math.min(Math.max(late, 0), LONGEST_WAIT_MS), name);
    await settle(parts, message, outcome, null).catch(() => undefined);
  }
}

async function handle(parts: OutboxParts, message: ClaimedMessage, onBegin: () => void): Promise<void> {
  const { deps } = parts;
  const { outbox } = deps.uow.stores;
  const way = await wayTo(parts, message);
  if ('kind' in way) return void (await settle(parts, message, outcomeOf(parts, message, way, null), null));
  const said = await say(parts, message, way);
  if (said === null) return void (await settle(parts, message, { kind: 'dropped' }, null));
  onBegin();
  if (!(await outbox.begin(message.id, message.claim, laterBy(deps.clock.now(), LEASE_MS)))) return;
  const { delivery, posted } = await way.send(said);
  await settle(parts, message, outcomeOf(parts, message, delivery, posted), way);
}

/** A card, or a mail. */
interface Sayable extends Post {
  readonly letter?: MailText;
}

/** How a message gets to where it goes. */
interface Way {
  readonly member: Member | null;
  readonly place: KnownPlace | null;
  /** A mail, written now; null: there is nothing to say any more. Not there: it is a card. */
  readonly write?: () => Promise<MailText | null>;
  send(post: Sayable): Promise<{ readonly delivery: Delivery; readonly posted: PostedCard | null }>;
}

async function wayTo(parts: OutboxParts, message: ClaimedMessage): Promise<Way | Exclude<Delivery, { kind: 'sent' }>> {
  const { deps, messenger, mail } = parts;
  const { places, members } = deps.uow.stores;
  const { to } = message;
  if (to.kind === 'conversation') {
    const place = await places.find(to.conversationId);
    return place ? wayInto(parts, message, place, null) : { kind: 'refused', gone: true, fault: 'no such place' };
  }
  const member = await members.byId(to.memberId);
  if (!member || member.leftOn !== null) return { kind: 'refused', gone: true, fault: 'left' };
  if (to.kind === 'mail') return mailTo(parts, message, member, mail && (await members.emailOf(member.id)));
  const { tenantId, objectId } = member;
  const known = await places.ofPerson(tenantId, objectId);
  if (known) return wayInto(parts, message, known, member);
  const near = await places.inTenant(tenantId);
  if (!near) return { kind: 'refused', gone: true, fault: 'no place' };
  const made = await messenger.chatWith(near, objectId);
  if ('fault' in made) return made;
  await places.remember({ ...made, objectId });
  return wayInto(parts, message, made, member);
}

function wayInto(parts: OutboxParts, message: ClaimedMessage, place: KnownPlace, member: Member | null): Way {
  const { messenger, deps } = parts;
  const { outbox } = deps.uow.stores;
  const send: Way['send'] = async (post) => {
    const before = message.card ? await outbox.cardIn(message.to, message.card) : null;
    if (before) {
      const there = { ...place, conversationId: before.conversationId };
      const delivery = await messenger.update(there, before.activityId, post);
      // The message was deleted in Teams, or is too old to change: then it is said anew.
      if (delivery.kind !== 'refused') return { delivery, posted: null };
    }
    const root = message.thread ? await outbox.cardIn(message.to, message.thread) : null;
    const delivery = await messenger.post(place, post, root?.activityId ?? null);
    if (delivery.kind !== 'sent' || delivery.activityId === '') return { delivery, posted: null };
    return { delivery, posted: { activityId: delivery.activityId, conversationId: place.conversationId } };
  };
  return { member, place, send };
}

function mailTo(
  { deps, mail }: OutboxParts,
  message: ClaimedMessage,
  member: Member,
  email: string | null,
): Way | Extract<Delivery, { kind: 'refused' }> {
  if (!mail || email === null) return { kind: 'refused', gone: false, fault: 'no mail' };
  const write = MAILS[message.kind];
  const t = outboxWords(member.lang ?? 'nl');
  return {
    ...{ member, place: null },
    write: async () =>
      write
        ? write(deps, message, member, { from: mail.from, to: email })
        : { subject: t.mailSubject, text: t.mailText },
    send: async ({ letter }) => ({
      delivery: letter
        ? await mail.send(email, letter, message.id)
        : { kind: 'refused', gone: false, fault: 'no mail' },
      posted: null,
    }),
  };
}

async function say(parts: OutboxParts, message: ClaimedMessage, way: Way): Promise<Sayable | null> {
  const { deps, messenger, local } = parts;
  const { member, place } = way;
  const reader: Reader = { lang: member?.lang ?? 'nl', shared: member === null, local };
  if (!place) {
    const letter = (await way.write?.()) ?? null;
    return letter && { card: {}, summary: '', letter };
  }
  const addressee: Addressee = {
    ...{ reader, member },
    people: async () => (member ? [member] : messenger.people(place)),
  };
  const sayMessage = parts.messages[message.kind];
  if (!sayMessage) throw new Error('A message of a kind that has no words');
  const said: Said = await sayMessage(deps, message, addressee);
  if (said === null) return null;
  const card = parts.render(said.card);
  const post = { card, summary: said.card.summary, mentions: said.mentions ?? null };
  return message.repeats ? { ...post, card: under(outboxWords(reader.lang).mayBeTwice, card) } : post;
}

const under = (text: string, card: Card): Card => ({
  ...card,
  body: [
    { type: 'TextBlock', text, wrap: true, isSubtle: true, size: 'Small' },
    ...((card['body'] ?? []) as readonly object[]),
  ],
});

function outcomeOf(
  parts: OutboxParts,
  message: ClaimedMessage,
  delivery: Delivery,
  posted: PostedCard | null,
): Outcome & { readonly gone?: boolean } {
  switch (delivery.kind) {
    case 'sent':
      return { kind: 'sent', posted };
    case 'later':
      return failed(parts, message, delivery.afterMs, delivery.fault);
    case 'unknown': {
      const again = message.repeats ? null : laterBy(parts.deps.clock.now(), REPEAT_AFTER_MS);
      return { kind: 'ambiguous', again, fault: delivery.fault };
    }
    case 'refused': {
      const { fault, gone } = delivery;
      // Our own knowledge needs no second opinion; neither does a message that is too big.
      const believed = !gone || !fault.startsWith('HTTP') || message.attempts + 1 >= MOST_REFUSALS;
      return believed ? { kind: 'dead', fault, gone } : failed(parts, message, null, fault);
    }
  }
}

// Twice as long each time, with jitter, and at least as long as Teams asks.
function failed(
  { deps, random }: OutboxParts,
  message: ClaimedMessage,
  afterMs: number | null,
  fault: string,
): Outcome {
  const now = deps.clock.now();
  if (Date.parse(now) - Date.parse(message.dueAt) > GIVE_UP_MS) return { kind: 'dead', fault };
  const wait = Math.min(SHORTEST_WAIT_MS * 2 ** Math.min(message.attempts, 20), LONGEST_WAIT_MS);
  return { kind: 'retry', at: laterBy(now, Math.max(afterMs ?? 0, wait * (0.8 + 0.4 * random()))), fault };
}

// What became of the message; with what follows from it in one transaction, where something does.
async function settle(
  { deps }: OutboxParts,
  message: ClaimedMessage,
  outcome: Outcome & { readonly gone?: boolean },
  way: Way | null,
): Promise<void> {
  const now = deps.clock.now();
  const { id, claim, to } = message;
  if (outcome.kind !== 'dead') return void (await deps.uow.stores.outbox.settle(id, claim, outcome, now));
  await deps.uow.transaction(async (stores) => {
    if (!(await stores.outbox.settle(id, claim, outcome, now))) return;
    if (outcome.gone && to.kind === 'conversation') await stores.places.gone(to.conversationId, now);
    if (outcome.gone && way?.place?.kind === 'personal') await stores.places.gone(way.place.conversationId, now);
    await stores.outbox.add(await nextRoutes(stores, message, now));
  });
}
