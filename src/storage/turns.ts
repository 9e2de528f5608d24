/**
 * What each turn begins with: who speaks, and about which case. One statement, since every turn waits for it.
 * Never answers a case that the member does not take part in.
 */
import type { TurnStore } from '../usecases/ports.ts';
import { CASE_COLUMNS, caseOf, type CaseRow } from './cases.ts';
import type { Link, Statement } from './link.ts';
import { memberOf, type MemberRow } from './people.ts';

// Alone with the bot a person has one case at hand, in whichever of their chats; elsewhere the conversation has it.
const KEY = `CASE WHEN EXISTS (SELECT 1 FROM places WHERE conversation_id = $3 AND kind = 'personal')
  THEN 'p:' || $1 || ':' || $2 ELSE 'c:' || $3 END`;

const LOAD: Statement = {
  name: 'load_turn',
  text: `SELECT m.id AS "memberId", m.display_name AS "displayName", m.roles, m.lang, ${CASE_COLUMNS}
  FROM members m
  LEFT JOIN current_cases cc ON cc.key = ${KEY}
  LEFT JOIN participations p ON p.case_id = cc.case_id AND p.member_id = m.id
  LEFT JOIN cases c ON c.id = p.case_id
  WHERE m.tenant_id = $1 AND m.object_id = $2`,
};

const SET_CURRENT: Statement = {
  name: 'set_current',
  text: `INSERT INTO current_cases AS cc (key, case_id) VALUES (${KEY}, $4)
  ON CONFLICT (key) DO UPDATE SET case_id = excluded.case_id WHERE cc.case_id <> excluded.case_id`,
};

const REMEMBER_PLACE: Statement = {
  name: 'remember_place',
  text: `INSERT INTO places AS p (conversation_id, kind, tenant_id, service_url, bot_id) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (conversation_id) DO UPDATE SET service_url = excluded.service_url
  WHERE p.service_url <> excluded.service_url`,
};

type LoadRow = Omit<MemberRow, 'id' | 'tenantId' | 'objectId'> & { readonly memberId: string } & (
    CaseRow | { readonly id: null }
  );

/** The turns in the database behind the link. */
export function turnStore(link: Link): TurnStore {
  return {
    load: async ({ tenantId, objectId, conversationId }) => {
      const [row] = await link.rows<LoadRow>(LOAD, [tenantId, objectId, conversationId]);
      if (!row) return { member: null, current: null };
      const { memberId, displayName, roles, lang } = row;
      const member = memberOf({ id: memberId, tenantId, objectId, displayName, roles, lang });
      return { member, current: row.id === null ? null : caseOf(row) };
    },
    setCurrent: async ({ tenantId, objectId, conversationId }, caseId) => {
      await link.rows(SET_CURRENT, [tenantId, objectId, conversationId, caseId]);
    },
    rememberPlace: async ({ conversationId, kind, tenantId, serviceUrl, botId }) => {
      await link.rows(REMEMBER_PLACE, [conversationId, kind, tenantId, serviceUrl, botId]);
    },
  };
}
