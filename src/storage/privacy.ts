/**
 * What the rights of a client need beside cases and log. Which case may go is decided in the use-cases.
 */
import type { PrivacyStore, StoredAuditEntry } from '../usecases/ports.ts';
import { CASE_COLUMNS, caseOf, type CaseRow } from './cases.ts';
import type { Link } from './link.ts';

const LOCK = {
  name: 'lock_case',
  text: `SELECT ${CASE_COLUMNS} FROM cases c WHERE c.code = $1 FOR UPDATE`,
};
const ERASURES = {
  name: 'erasures',
  text: `SELECT id, seq::int, at, member_id AS "memberId", behalf_of AS "behalfOf", case_id AS "caseId", type, effect
  FROM audit_log WHERE type = 'erased' ORDER BY audit_log.seq`,
};

/** The privacy store on the database behind the link. */
export function privacyStore(link: Link): PrivacyStore {
  return {
    surroundings: async (caseId) => {
      const { openedBy, nextDue, channels, current } = await link.db.case.findUniqueOrThrow({
        where: { id: caseId },
        select: {
          ...{ openedBy: true, nextDue: true },
          channels: { orderBy: { linkedAt: 'asc' } },
          current: { orderBy: { key: 'asc' } },
        },
      });
      return {
        openedBy,
        nextDue: nextDue && nextDue.toISOString().slice(0, 10),
        channels: channels.map(({ conversationId, linkedBy, linkedAt }) => ({
          ...{ conversationId, linkedBy, linkedAt: linkedAt.toISOString() },
        })),
        atHand: current.map(({ key }) => key),
      };
    },
    lockByCode: async (code) => {
      const [row] = await link.rows<CaseRow>(LOCK, [code]);
      return row ? caseOf(row) : null;
    },
    erasures: async () => {
      const rows = await link.rows<Omit<StoredAuditEntry, 'at'> & { readonly at: Date }>(ERASURES, []);
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
  };
}
