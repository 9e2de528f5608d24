/**
 * The register of decisions. Adds rows and reads them back; a row is never changed, and the database sees to that.
 * What may be decided is not known here.
 */
import { z } from 'zod';
import type { StoredDecision } from '../domain/decisions/records.ts';
import type { DecisionStore, ListedDecision } from '../usecases/ports.ts';
import type { Link, Statement } from './link.ts';

const ADD: Statement = {
  name: 'add_decision',
  text: `INSERT INTO decisions (id, case_id, number, step, outcome, kind, decided_on, recorded_at, recorded_by, behalf_of,
    meeting_id, ballot_id, review_on, supersedes, content)
  VALUES ($1, $2, $3::int, $4, $5, $6, $7::date, $8::timestamptz, $9, $10, $11, $12, $13::date, $14, $15::jsonb)`,
};

// What superseded it, and what it superseded, are looked up by their numbers.
const ROWS = `SELECT d.id, d.case_id AS "caseId", d.number, d.step, d.outcome, d.kind, d.decided_on::text AS "on",
    d.recorded_at AS "recordedAt", d.recorded_by AS "recordedBy", d.behalf_of AS "behalfOf", d.meeting_id AS "meetingId",
    d.review_on::text AS "reviewOn", d.supersedes, before.number AS "beforeNumber", after.number AS "supersededBy",
    d.content, c.code
  FROM decisions d JOIN cases c ON c.id = d.case_id
  LEFT JOIN decisions before ON before.id = d.supersedes
  LEFT JOIN decisions after ON after.supersedes = d.id`;

const BY_ID: Statement = { name: 'decision_by_id', text: `${ROWS} WHERE d.id = $1` };
const OF_CASE: Statement = { name: 'decisions_of_case', text: `${ROWS} WHERE d.case_id = $1 ORDER BY d.number` };
const OF_DAY: Statement = {
  name: 'decisions_of_day',
  text: `${ROWS} WHERE d.decided_on = $1::date AND d.case_id IN (
    SELECT a.case_id FROM case_access a
    WHERE a.member_id = $2 AND (a.from_day IS NULL OR $3::date BETWEEN a.from_day AND a.until_day))
  ORDER BY c.code, d.number LIMIT $4`,
};
const BETWEEN: Statement = {
  name: 'decisions_between',
  text: `${ROWS} WHERE d.decided_on BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR c.code = $3)
  ORDER BY d.decided_on, c.code, d.number`,
};

const text = z.string();
const texts = z.array(text);
const content = z.object({
  tasks: texts,
  agreements: z.array(
    z.object({ role: text, agrees: z.boolean(), memberId: text.nullable(), witnessId: text.nullable().default(null) }),
  ),
  reasons: text,
  vote: z
    .object({
      ...{ ballotId: text, present: z.int(), inFavour: z.int(), against: z.int(), abstained: z.int() },
      ...{ needed: z.int(), adopted: z.boolean() },
    })
    .nullable(),
  rule: z.object({ text, rules: texts, section: text }),
  opened: texts,
  withdrawn: z.boolean(),
  why: text.nullable(),
});

interface Row extends Pick<
  StoredDecision,
  | 'id'
  | 'caseId'
  | 'number'
  | 'step'
  | 'outcome'
  | 'kind'
  | 'on'
  | 'recordedBy'
  | 'behalfOf'
  | 'meetingId'
  | 'reviewOn'
  | 'supersededBy'
> {
  readonly recordedAt: Date;
  readonly supersedes: string | null;
  readonly beforeNumber: number | null;
  readonly content: unknown;
  readonly code: string;
}

/** The register in the database behind the link. */
export function decisionStore(link: Link): DecisionStore {
  const list = async (statement: Statement, values: readonly unknown[]): Promise<readonly ListedDecision[]> =>
    (await link.rows<Row>(statement, values)).map(decisionOf);
  return {
    add: async (d) => {
      const { tasks, agreements, reasons, vote, rule, opened, withdrawn } = d;
      const parts = { tasks, agreements, reasons, vote, rule, opened, withdrawn, why: d.supersedes?.why ?? null };
      await link.rows(ADD, [
        ...[d.id, d.caseId, d.number, d.step, d.outcome, d.kind, d.on, d.recordedAt, d.recordedBy, d.behalfOf],
        ...[d.meetingId, vote?.ballotId ?? null, d.reviewOn, d.supersedes?.id ?? null, JSON.stringify(parts)],
      ]);
    },
    byId: async (id) => (await list(BY_ID, [id]))[0] ?? null,
    ofCase: (caseId) => list(OF_CASE, [caseId]),
    ofDay: (day, memberId, today, limit) => list(OF_DAY, [day, memberId, today, limit]),
    between: (from, until, code) => list(BETWEEN, [from, until, code]),
  };
}

// Throws without the content, which is about a client.
function decisionOf({ content: stored, supersedes, beforeNumber, recordedAt, ...row }: Row): ListedDecision {
  const read = content.safeParse(stored);
  if (!read.success) throw new Error(`Decision ${row.id} cannot be read`);
  const { why, ...parts } = read.data;
  return {
    ...row,
    ...parts,
    recordedAt: recordedAt.toISOString(),
    supersedes: supersedes === null ? null : { id: supersedes, number: beforeNumber ?? 0, why: why ?? '' },
  };
}
