/**
 * Who reads along in a conversation, as Teams tells; kept for a few minutes, and forgotten when people come or go.
 * Judges nothing: what a stranger among them means is decided in the use-cases.
 */
import { z } from 'zod';
import type { PeopleHere, Place } from '../incoming.ts';
import type { Wire } from './wire.ts';
import { channelOf } from '../../shared/conversation.ts';

const FRESH_MS = 5 * 60_000;
const MOST_KEPT = 2_000;
/** More than a case channel ever has; a place with more is treated as one of which nothing is known. */
const MOST_PAGES = 10;

const page = z.object({
  members: z.array(
    z.object({
      id: z.string(),
      aadObjectId: z.string().nullish(),
      objectId: z.string().nullish(),
      tenantId: z.string().nullish(),
    }),
  ),
  continuationToken: z.string().nullish(),
});

type People = Awaited<ReturnType<PeopleHere>>;

export interface Roster {
  of(place: Place): Promise<People>;
  forget(conversationId: string): void;
}

export function createRoster(wire: Pick<Wire, 'people'>): Roster {
  const kept = new Map<string, { readonly until: number; readonly people: Promise<People> }>();
  return {
    of: (place) => {
      const key = channelOf(place.conversationId);
      const known = kept.get(key);
      if (known && known.until > Date.now()) return known.people;
      if (kept.size >= MOST_KEPT) kept.clear();
      const people = ask(wire, place);
      kept.set(key, { until: Date.now() + FRESH_MS, people });
      // What could not be found out is asked again at the next turn.
      void people.then((found) => found === null && kept.delete(key));
      return people;
    },
    forget: (conversationId) => void kept.delete(channelOf(conversationId)),
  };
}

async function ask(wire: Pick<Wire, 'people'>, place: Place): Promise<People> {
  const people: { tenantId: string; objectId: string }[] = [];
  let continuation: string | null = null;
  for (let n = 0; n < MOST_PAGES; n += 1) {
    const read = page.safeParse(await wire.people(place, continuation));
    if (!read.success) return null;
    for (const { id, aadObjectId, objectId, tenantId } of read.data.members) {
      if (id === place.botId) continue;
      people.push({
        tenantId: (tenantId ?? place.tenantId).toLowerCase(),
        objectId: (aadObjectId ?? objectId ?? '').toLowerCase(),
      });
    }
    continuation = read.data.continuationToken || null;
    if (continuation === null) return people;
  }
  return null;
}
