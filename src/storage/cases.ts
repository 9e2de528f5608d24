/**
 * Cases and what was changed in them.
 * State and log are always written by one statement or in one transaction; rules about cases are not here.
 */
import type { Case, CaseState } from '../domain/cases.ts';
import type { CaseForMember, CaseLogEntry, CaseStore } from '../usecases/ports.ts';
import { standings, type StandingsRow } from './access.ts';
import { EFFECTS, readEffect, readState } from './json.ts';
import type { Link, Statement } from './link.ts';
import { participationStore } from './participations.ts';

/** A case as the database gives it. */
export interface CaseRow {
  readonly id: string;
  readonly code: string;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly route: string;
  readonly pseudonym: string;
  readonly version: number;
  readonly openedAt: Date;
  readonly state: unknown;
}

/** The columns of a CaseRow, of the table or alias `c`. */
export const CASE_COLUMNS = `c.id, c.code, c.protocol_id AS "protocolId", c.protocol_version AS "protocolVersion",
  c.route, c.pseudonym, c.version, c.opened_at AS "openedAt", c.state`;

const BY_ID = { name: 'case_by_id', text: `SELECT ${CASE_COLUMNS} FROM cases c WHERE c.id = $1` };
const BY_CODE = { name: 'case_by_code', text: `SELECT ${CASE_COLUMNS} FROM cases c WHERE c.code = $1` };
const FOR_MEMBER = {
  name: 'case_for_member',
  text: `SELECT ${CASE_COLUMNS}, ${standings('$2', '$3')} AS standings FROM cases c WHERE c.id = $1`,
};
// The cases are found first and their standings afterwards, for the few that are shown.
const OF_MEMBER = {
  name: 'cases_of_member',
  text: `WITH mine AS (
    SELECT c.* FROM cases c
    WHERE c.status <> 'closed' AND c.id IN (
      SELECT a.case_id FROM case_access a
      WHERE a.member_id = $1 AND (a.from_day IS NULL OR $2::date BETWEEN a.from_day AND a.until_day))
    ORDER BY c.next_due ASC NULLS LAST, c.code ASC
    LIMIT $3
  )
  SELECT ${CASE_COLUMNS}, ${standings('$1', '$2')} AS standings FROM mine c
  ORDER BY c.next_due ASC NULLS LAST, c.code ASC`,
};

const OFFERED_TO = {
  name: 'cases_offered_to',
  text: `SELECT ${CASE_COLUMNS} FROM cases c
  WHERE c.status <> 'closed' AND c.state->'handover'->'to'->>'member' = ANY($1) ORDER BY c.code`,
};

const STANDINGS_OF = {
  name: 'standings_of',
  text: `SELECT ${standings('m.id', '$3')} AS standings
  FROM cases c CROSS JOIN jsonb_array_elements($2::jsonb) WITH ORDINALITY AS p (person, place)
  LEFT JOIN members m ON m.tenant_id = person->>'tenantId' AND m.object_id = person->>'objectId' AND m.left_on IS NULL
  WHERE c.id = $1 ORDER BY place`,
};

// Log lines as one JSON array, so that the statement is the same for any number of them; a line that exists is skipped
// by the trigger that chains them.
const logFrom = (source: string, json: string): string => `
  INSERT INTO audit_log (id, case_id, at, member_id, behalf_of, type, effect)
  SELECT line->>'id', c.id, (line->>'at')::timestamptz, line->>'memberId', line->>'behalfOf',
    line->'effect'->>'type', line->'effect'
  FROM ${source} c, jsonb_array_elements(${json}) WITH ORDINALITY AS l (line, place)
  ORDER BY place`;

const SAVE: Statement = {
  name: 'save_case',
  text: `WITH saved AS (
    UPDATE cases SET version = version + 1, state = $3::jsonb, status = $4, next_due = $5::date,
      protocol_version = coalesce($7::text, protocol_version)
    WHERE id = $1 AND version = $2::int
    RETURNING *
  ), logged AS (${logFrom('saved', '$6::jsonb')})
  SELECT ${CASE_COLUMNS} FROM saved c`,
};

const OPEN: Statement = {
  name: 'open_case',
  text: `WITH counted AS (
    INSERT INTO case_counters AS counter (prefix, year, last) VALUES ($2, $3::int, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = counter.last + 1
    RETURNING last
  ), opened AS (
    INSERT INTO cases (id, code, protocol_id, protocol_version, route, pseudonym, opened_at, opened_by, state, status, next_due)
    SELECT $1, $2 || '-' || $3::int || '-' || lpad(last::text, greatest(3, length(last::text)), '0'),
      $4, $5, $6, $7, $8::timestamptz, $9, $10::jsonb, $11, $12::date
    FROM counted
    ON CONFLICT (code) DO NOTHING
    RETURNING *
  ), logged AS (${logFrom('opened', '$13::jsonb')})
  SELECT ${CASE_COLUMNS} FROM opened c`,
};

/** The cases in the database behind the link. */
export function caseStore(link: Link): CaseStore {
  const one = async (statement: Statement, values: readonly unknown[]): Promise<Case | null> => {
    const [row] = await link.rows<CaseRow>(statement, values);
    return row ? caseOf(row) : null;
  };
  return {
    byId: (id) => one(BY_ID, [id]),
    byCode: (code) => one(BY_CODE, [code]),
    open: async (input) => {
      const { id, prefix, year, protocolId, protocolVersion, route, pseudonym, openedAt, openedBy, state } = input;
      const values = [
        ...[id, prefix, year, protocolId, protocolVersion, route, pseudonym, openedAt, openedBy],
        ...[JSON.stringify(state), statusOf(state), input.nextDue, jsonOf(input.log)],
      ];
      for (;;) {
        const opened = await one(OPEN, values);
        // Nothing stored: the code exists (a counter from an old back-up). The counter is one further now.
        if (opened) return opened;
      }
    },
    save: (caseId, expectedVersion, state, nextDue, log, protocolVersion) => {
      const stored = [caseId, expectedVersion, JSON.stringify(state), statusOf(state), nextDue, jsonOf(log)];
      return one(SAVE, [...stored, protocolVersion ?? null]);
    },
    ofProtocol: async (protocolId) => {
      const where = { protocolId, status: { not: 'closed' } };
      return (await link.db.case.findMany({ where, orderBy: { code: 'asc' } })).map(caseOf);
    },
    offeredTo: async (memberIds) => (await link.rows<CaseRow>(OFFERED_TO, [memberIds])).map(caseOf),
    forMember: async (caseId, memberId, today) => {
      const [row] = await link.rows<CaseRow & StandingsRow>(FOR_MEMBER, [caseId, memberId, today]);
      return row ? caseForMember(row) : null;
    },
    ofMember: async (memberId, today, limit) => {
      const rows = await link.rows<CaseRow & StandingsRow>(OF_MEMBER, [memberId, today, limit]);
      return rows.map(caseForMember);
    },
    standingsOf: async (caseId, people, today) => {
      const rows = await link.rows<StandingsRow>(STANDINGS_OF, [caseId, JSON.stringify(people), today]);
      return rows.map((row) => row.standings ?? []);
    },
    ...participationStore(link),
    log: async (caseId) => {
      const rows = await link.db.auditLog.findMany({
        where: { caseId, type: { in: [...EFFECTS] } },
        orderBy: { seq: 'asc' },
      });
      return rows.flatMap(({ id, effect, at, memberId, behalfOf }) =>
        effect === null ? [] : [{ effect: readEffect(id, effect), at: at.toISOString(), memberId, behalfOf }],
      );
    },
    closed: async () => {
      const rows = await link.db.case.findMany({ where: { status: 'closed' }, orderBy: { code: 'asc' } });
      return rows.map(caseOf);
    },
    remove: async (id) => {
      await link.db.case.delete({ where: { id }, select: { id: true } });
    },
    count: () => link.db.case.count(),
  };
}

/** The case of a row with the standings of one member. */
export const caseForMember = (row: CaseRow & StandingsRow): CaseForMember => ({
  case: caseOf(row),
  standings: row.standings ?? [],
});

/** The case of a row. Throws if its state cannot be read. */
export function caseOf(row: CaseRow): Case {
  const { id, code, protocolId, protocolVersion, route, pseudonym, version } = row;
  const openedAt = row.openedAt.toISOString();
  const state = readState(id, row.state);
  return { id, code, protocolId, protocolVersion, route, pseudonym, version, openedAt, state };
}

const statusOf = (state: CaseState): string => (state.closed ? 'closed' : state.hold ? 'on_hold' : 'active');

const jsonOf = (log: readonly CaseLogEntry[]): string =>
  JSON.stringify(
    log.map(({ effect, at, memberId, behalfOf }) => ({
      id: effect.id,
      effect,
      at,
      memberId,
      behalfOf: behalfOf ?? null,
    })),
  );
