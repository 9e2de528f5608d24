/**
 * What the bot says of its own accord → Teams, one attempt at a time, with what became of it.
 * Repeats nothing: whether something may be sent again is for the outbox, which remembers.
 */
import { z } from 'zod';
import type { Delivery, Messenger, Place } from '../incoming.ts';
import type { Roster } from './roster.ts';
import { asActivity } from './send.ts';
import { activitiesUrl, faultName, NO_TOKEN, type Answer, type Wire } from './wire.ts';
import { channelOf } from '../../shared/conversation.ts';

const BOT_GONE: ReadonlySet<number> = new Set([403, 404]);
// Not taken for certain: throttled, or the conversation is busy. A token that was not accepted comes right by itself.
const NOT_TAKEN: ReadonlySet<number> = new Set([401, 412, 429]);
// The connection was never made, or there was no token to make it with: nothing can have arrived.
const UNSENT: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  NO_TOKEN,
]);

/** The messenger over this wire. */
export function createMessenger(wire: Pick<Wire, 'once'>, roster: Pick<Roster, 'of'>): Messenger {
  // `again`: doing it twice is doing it once, so that an answer that does not come leaves no doubt.
  async function send(method: 'POST' | 'PUT', url: URL, body: object, again: boolean): Promise<Delivery> {
    try {
      return deliveryOf(await wire.once(method, url, body), again);
    } catch (error) {
      const fault = faultName(error);
      const unsent = again || UNSENT.has((error as NodeJS.ErrnoException).code);
      return unsent ? { kind: 'later', afterMs: null, fault } : { kind: 'unknown', fault };
    }
  }
  return {
    post: (place, post, thread) => {
      const there = thread === null ? place : inThread(place, thread);
      return send('POST', activitiesUrl(there), asActivity(there, post), false);
    },
    update: (place, activityId, post) =>
      send('PUT', activitiesUrl(place, activityId), { ...asActivity(place, post), id: activityId }, true),
    // Teams gives the chat that there is, so asking twice makes no second one.
    chatWith: async (near, objectId) => {
      const { botId, tenantId, serviceUrl } = near;
      const members = [{ id: objectId, aadObjectId: objectId }];
      const url = new URL(`${serviceUrl.replace(/\/+$/, '')}/v3/conversations`);
      const asked = {
        bot: { id: botId },
        isGroup: false,
        members,
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      const made = await send('POST', url, asked, true);
      return made.kind === 'sent'
        ? { conversationId: made.activityId, kind: 'personal', tenantId, serviceUrl, botId }
        : made;
    },
    people: (place) => roster.of(place),
  };
}

// Only a channel has threads: the conversation's id with the message that began it.
function inThread(place: Place, thread: string): Place {
  if (place.kind !== 'channel') return place;
  return { ...place, conversationId: `${channelOf(place.conversationId)};messageid=${thread}` };
}

const answered = z.object({ id: z.string().min(1) });

function deliveryOf({ status, retryAfterMs, body }: Answer, again: boolean): Delivery {
  const fault = `HTTP ${status}`;
  if (status >= 200 && status < 300) {
    const parsed = answered.safeParse(jsonOf(body));
    return { kind: 'sent', activityId: parsed.success ? parsed.data.id : '' };
  }
  if (NOT_TAKEN.has(status)) return { kind: 'later', afterMs: retryAfterMs, fault };
  // A gateway's answer, or none in time, says nothing about what is behind it.
  if (status === 408 || status >= 500) {
    return again ? { kind: 'later', afterMs: retryAfterMs, fault } : { kind: 'unknown', fault };
  }
  return { kind: 'refused', gone: BOT_GONE.has(status), fault };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
