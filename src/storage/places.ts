/**
 * Where the bot can speak. Says nothing of who may read there: that is asked of Teams when it matters.
 */
import type { KnownPlace, PlaceStore } from '../usecases/ports.ts';
import { together } from '../shared/together.ts';
import type { Link, Statement } from './link.ts';

const REMEMBER: Statement = {
  name: 'remember_place',
  text: `INSERT INTO places AS p (conversation_id, kind, tenant_id, service_url, bot_id, object_id)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (conversation_id) DO UPDATE SET service_url = excluded.service_url, gone_at = NULL,
    object_id = coalesce(excluded.object_id, p.object_id)
  WHERE p.service_url <> excluded.service_url OR p.gone_at IS NOT NULL
    OR p.object_id IS DISTINCT FROM coalesce(excluded.object_id, p.object_id)`,
};
const COLUMNS = `conversation_id AS "conversationId", kind, tenant_id AS "tenantId", service_url AS "serviceUrl",
  bot_id AS "botId"`;
const FIND: Statement = {
  name: 'find_places',
  text: `SELECT ${COLUMNS} FROM places WHERE conversation_id = ANY($1) AND gone_at IS NULL`,
};
// Whoever spoke in one thread of a channel can be answered in all of it.
const FIND_NEAR: Statement = {
  name: 'find_place_near',
  text: `SELECT ${COLUMNS} FROM places
  WHERE split_part(conversation_id, ';messageid=', 1) = split_part($1, ';messageid=', 1) AND gone_at IS NULL
  ORDER BY conversation_id LIMIT 1`,
};
const OF_PERSON: Statement = {
  name: 'place_of_person',
  text: `SELECT ${COLUMNS} FROM places
  WHERE tenant_id = $1 AND object_id = $2 AND kind = 'personal' AND gone_at IS NULL ORDER BY conversation_id LIMIT 1`,
};
const IN_TENANT: Statement = {
  name: 'place_in_tenant',
  text: `SELECT ${COLUMNS} FROM places WHERE tenant_id = $1 ORDER BY gone_at NULLS FIRST, conversation_id LIMIT 1`,
};
const GONE: Statement = {
  name: 'place_gone',
  text: `UPDATE places SET gone_at = $2::timestamptz
  WHERE split_part(conversation_id, ';messageid=', 1) = split_part($1, ';messageid=', 1) AND gone_at IS NULL`,
};
const LOST: Statement = {
  name: 'places_lost',
  text: `SELECT cl.conversation_id AS "conversationId", max(p.gone_at) AS since
  FROM channel_links cl JOIN places p ON split_part(p.conversation_id, ';messageid=', 1) = cl.conversation_id
  WHERE p.gone_at IS NOT NULL GROUP BY cl.conversation_id ORDER BY since`,
};

/** The places in the database behind the link. */
export function placeStore(link: Link): PlaceStore {
  const one = async (statement: Statement, values: readonly string[]): Promise<KnownPlace | null> =>
    (await link.rows<KnownPlace>(statement, values))[0] ?? null;
  // A burst of messages asks for many at once.
  const exactly = together<string, KnownPlace | null>(async (ids) => {
    const rows = await link.rows<KnownPlace>(FIND, [ids]);
    const found = new Map(rows.map((row) => [row.conversationId, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
  return {
    remember: async ({ conversationId, kind, tenantId, serviceUrl, botId, objectId }) => {
      await link.rows(REMEMBER, [conversationId, kind, tenantId, serviceUrl, botId, objectId]);
    },
    gone: async (conversationId, at) => void (await link.rows(GONE, [conversationId, at])),
    find: async (conversationId) => {
      const place = (await exactly(conversationId)) ?? (await one(FIND_NEAR, [conversationId]));
      return place && { ...place, conversationId };
    },
    ofPerson: (tenantId, objectId) => one(OF_PERSON, [tenantId, objectId]),
    inTenant: (tenantId) => one(IN_TENANT, [tenantId]),
    lost: async () => {
      const rows = await link.rows<{ conversationId: string; since: Date }>(LOST, []);
      return rows.map(({ conversationId, since }) => ({ conversationId, since: since.toISOString() }));
    },
  };
}
