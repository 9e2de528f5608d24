/**
 * Cases, who takes part in them, and their log.
 * State and log are always written by one statement or in one transaction; rules about cases are not here.
 */
import type { Case, CaseState } from '../domain/cases.ts';
import type { CaseLogEntry, CaseStore } from '../usecases/ports.ts';
import { readEffect, readState } from './json.ts';
import type { Link, Statement } from './link.ts';

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
const TAKES_PART = {
  name: 'takes_part',
  text: 'SELECT 1 AS found FROM participations WHERE case_id = $1 AND member_id = $2',
};

// Log lines as one JSON array, so that the statement is the same for any number of them; a line that exists is skipped.
const logFrom = (source: string, json: string): string => `
  INSERT INTO case_log (id, case_id, at, member_id, type, effect)
  SELECT line->>'id', c.id, (line->>'at')::timestamptz, line->>'memberId', line->'effect'->>'type', line->'effect'
  FROM ${source} c, jsonb_array_elements(${json}) WITH ORDINALITY AS l (line, place)
  ORDER BY place
  ON CONFLICT (id) DO NOTHING`;

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
    ofMember: async (memberId, limit) => {
      const rows = await link.db.case.findMany({
        where: { status: { not: 'closed' }, participations: { some: { memberId } } },
        orderBy: [{ nextDue: { sort: 'asc', nulls: 'last' } }, { code: 'asc' }],
        take: limit,
      });
      return rows.map(caseOf);
    },
    join: async (caseId, memberId) => {
      await link.db.participation.createMany({ data: [{ caseId, memberId }], skipDuplicates: true });
    },
    isParticipant: async (caseId, memberId) => (await link.rows(TAKES_PART, [caseId, memberId])).length > 0,
    log: async (caseId) => {
      const rows = await link.db.caseLog.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
      return rows.map((row) => ({
        effect: readEffect(row.id, row.effect),
        at: row.at.toISOString(),
        memberId: row.memberId,
      }));
    },
    count: () => link.db.case.count(),
  };
}

/** The case of a row. Throws if its state cannot be read. */
export function caseOf(row: CaseRow): Case {
  const { id, code, protocolId, protocolVersion, route, pseudonym, version } = row;
  const openedAt = row.openedAt.toISOString();
  const state = readState(id, row.state);
  return { id, code, protocolId, protocolVersion, route, pseudonym, version, openedAt, state };
}

const statusOf = (state: CaseState): string => (state.closed ? 'closed' : state.hold ? 'on_hold' : 'active');

const jsonOf = (log: readonly CaseLogEntry[]): string =>
  JSON.stringify(log.map(({ effect, at, memberId }) => ({ id: effect.id, effect, at, memberId })));
