/**
 * A `Reply` → what goes back to Teams: the answer of a button press, and the posts and updates beside it.
 * Never lets the SDK publish a card by itself: what everybody sees is an update that is written out here.
 */
import { langOf } from '../../shared/lang.ts';
import type { Incoming, Place, Post, Reply } from '../incoming.ts';
import type { Wire } from './wire.ts';

/** Body of an invoke's response, as Teams defines it for `adaptiveCard/action`. */
export type InvokeAnswer =
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.card.adaptive'; readonly value: object }
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.activity.message'; readonly value: string };

/** Body of the answer to a search, as Teams defines it for `composeExtension/query`. */
export interface SearchAnswer {
  readonly composeExtension:
    | { readonly type: 'result'; readonly attachmentLayout: 'list'; readonly attachments: readonly object[] }
    | { readonly type: 'message'; readonly text: string };
}

const THUMBNAIL = 'application/vnd.microsoft.card.thumbnail';
const CARD = 'application/vnd.microsoft.card.adaptive';

/** The answer to a search: what was found, each with the small card that the searcher sees, or words. */
export function searchAnswer({ results = [], word = '' }: Reply): SearchAnswer {
  if (results.length === 0) return { composeExtension: { type: 'message', text: word } };
  const attachments = results.map(({ title, text, card }) => ({
    ...{ contentType: CARD, content: card },
    preview: { contentType: THUMBNAIL, content: { title, text } },
  }));
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

/** The answer to a press of `Action.Execute`: the new card, else a few words. Teams shows it to the presser alone. */
export function invokeAnswer(incoming: Incoming, reply: Reply): InvokeAnswer {
  if (reply.replace) return { statusCode: 200, type: CARD, value: reply.replace.card };
  const words =
    reply.word ?? reply.posts[0]?.summary ?? (langOf(incoming.locale) === 'en' ? 'Received.' : 'Ontvangen.');
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words };
}

/**
 * Everything of a reply that is not the answer of an invoke. Call it after that answer has gone out:
 * the presser waits at most five seconds. Never rejects.
 */
export async function sendReply(wire: Wire, incoming: Incoming, reply: Reply): Promise<void> {
  const { place } = incoming;
  if (reply.replace) await replaceCard(wire, incoming, reply.replace);
  for (const post of reply.posts) await wire.post(place, asActivity(place, post));
}

async function replaceCard(wire: Wire, incoming: Incoming, replace: Post): Promise<void> {
  const { place } = incoming;
  const activity = asActivity(place, replace);
  const cardId = incoming.kind === 'press' ? incoming.cardId : null;
  if (incoming.kind === 'press' && incoming.via === 'execute') {
    // The presser has the card already; in a shared place the others get it too.
    if (place.kind !== 'personal' && cardId !== null) await wire.update(place, cardId, { ...activity, id: cardId });
    return;
  }
  const updated = cardId !== null && (await wire.update(place, cardId, { ...activity, id: cardId }));
  if (!updated) await wire.post(place, activity);
}

/** The conversation's id names the thread too, so a post lands where the word was said. */
export function asActivity(place: Place, post: Post): object {
  return {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: place.serviceUrl,
    from: { id: place.botId },
    conversation: { id: place.conversationId, tenantId: place.tenantId },
    summary: post.summary,
    attachments: [{ contentType: CARD, content: withMentions(post) }],
  };
}

// Teams rings for people who are named in the card itself. An Entra object id names somebody as well as Teams' own id.
function withMentions({ card, mentions }: Post): object {
  if (!mentions || mentions.people.length === 0) return card;
  const entities = mentions.people.map(({ objectId, name }) => {
    const text = `<at>${name.replaceAll(/[<>]/g, '')}</at>`;
    return { type: 'mention', text, mentioned: { id: objectId, name } };
  });
  const names = entities.map(({ text }) => text).join(', ');
  const line = { type: 'TextBlock', text: `${mentions.words} ${names}`.trim(), wrap: true };
  return {
    ...card,
    body: [line, ...((card['body'] ?? []) as readonly object[])],
    msteams: { ...(card['msteams'] ?? {}), entities },
  };
}

/** For a fault that reached this far although `Dispatch` promises none: friendly, and nothing of the fault in it. */
export function faultReply(incoming: Incoming): Reply {
  const text =
    langOf(incoming.locale) === 'en'
      ? 'Something went wrong on our side. Nothing was lost; please try again in a moment.'
      : 'Er ging bij ons iets mis. Er is niets verloren gegaan; probeer het zo nog eens.';
  const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }] };
  // On a press the words go in the answer alone, so that the card with its buttons stays.
  const post = { card, summary: text };
  if (incoming.kind === 'search') return { replace: null, posts: [], word: text };
  return { replace: null, posts: [post] };
}
