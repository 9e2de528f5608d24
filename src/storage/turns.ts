/**
 * What each turn begins with: who speaks, and about which case. One statement, since every turn waits for it.
 * Never answers a case that the member has nothing to do with.
 */
import type { TurnStore } from '../usecases/ports.ts';
import { standings, type StandingsRow } from './access.ts';
import { CASE_COLUMNS, caseForMember, type CaseRow } from './cases.ts';
import type { Link, Statement } from './link.ts';
import { memberOf, type MemberRow } from './people.ts';

// Alone with the bot a person has one case at hand, in whichever of their chats; elsewhere the conversation has it.
const KEY = `CASE WHEN EXISTS (SELECT 1 FROM places WHERE conversation_id = $3 AND kind = 'personal')
  THEN 'p:' || $1 || ':' || $2 ELSE 'c:' || $3 END`;

// A conversation that belongs to a case is always about that case.
const LOAD: Statement = {
  name: 'load_turn',
  text: `SELECT m.id AS "memberId", m.display_name AS "displayName", m.lang, m.version AS "memberVersion",
    m.away_from::text AS "awayFrom", m.away_until::text AS "awayUntil", m.deputy_id AS "deputyId",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('roles', ms.roles, 'functions', ms.functions, 'organisation',
       jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'region', o.region)) ORDER BY o.id), '[]')
     FROM memberships ms JOIN organisations o ON o.id = ms.organisation_id WHERE ms.member_id = m.id) AS memberships,
    ${CASE_COLUMNS}, ${standings('m.id', '$4')} AS standings
  FROM members m
  LEFT JOIN channel_links cl ON cl.conversation_id = split_part($3, ';messageid=', 1)
  LEFT JOIN current_cases cc ON cc.key = ${KEY}
  LEFT JOIN cases c ON c.id = coalesce(cl.case_id, cc.case_id)
  WHERE m.tenant_id = $1 AND m.object_id = $2 AND m.left_on IS NULL`,
};

const SET_CURRENT: Statement = {
  name: 'set_current',
  text: `INSERT INTO current_cases AS cc (key, case_id) VALUES (${KEY}, $4)
  ON CONFLICT (key) DO UPDATE SET case_id = excluded.case_id WHERE cc.case_id <> excluded.case_id`,
};

type LoadRow = Omit<MemberRow, 'id' | 'tenantId' | 'objectId' | 'leftOn' | 'version'> & {
  readonly memberId: string;
  readonly memberVersion: number;
} & ((CaseRow & StandingsRow) | { readonly id: null });

/** The turns in the database behind the link. */
export function turnStore(link: Link): TurnStore {
  return {
    load: async ({ tenantId, objectId, conversationId }, today) => {
      const [row] = await link.rows<LoadRow>(LOAD, [tenantId, objectId, conversationId, today]);
      if (!row) return { member: null, current: null };
      const { memberId, displayName, lang, memberVersion, awayFrom, awayUntil, deputyId, memberships } = row;
      const member = memberOf({
        ...{ id: memberId, tenantId, objectId, displayName, lang, version: memberVersion },
        ...{ leftOn: null, awayFrom, awayUntil, deputyId, memberships },
      });
      const current = row.id === null ? null : caseForMember(row);
      return { member, current: current && current.standings.length > 0 ? current : null };
    },
    setCurrent: async ({ tenantId, objectId, conversationId }, caseId) => {
      await link.rows(SET_CURRENT, [tenantId, objectId, conversationId, caseId]);
    },
    link: async ({ conversationId, caseId, region }, linkedBy, at) => {
      const data = { caseId, region, linkedBy, linkedAt: new Date(at) };
      await link.db.channelLink.upsert({
        where: { conversationId },
        create: { conversationId, ...data },
        update: data,
        select: { conversationId: true },
      });
    },
    unlink: async (conversationId) => {
      await link.db.channelLink.deleteMany({ where: { conversationId } });
    },
    linkOf: async (conversationId) => {
      const row = await link.db.channelLink.findUnique({ where: { conversationId } });
      return row && { conversationId, caseId: row.caseId, region: row.region };
    },
  };
}
