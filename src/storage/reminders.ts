/**
 * What timed work asks of storage: cases with a term near, who has to do with them, and what was said already.
 * Decides nothing about what is said.
 */
import type { Whose } from '../domain/reminders.ts';
import type { Mark, ReminderStore } from '../usecases/ports.ts';
import { holds } from './access.ts';
import { CASE_COLUMNS, caseOf, type CaseRow } from './cases.ts';
import { EFFECTS } from './json.ts';
import type { Link } from './link.ts';

const CASES_DUE = {
  name: 'cases_due',
  text: `SELECT ${CASE_COLUMNS} FROM cases c
  WHERE c.protocol_id = $1 AND c.status = 'active' AND c.next_due <= $2::date AND c.id > $3 ORDER BY c.id LIMIT $4`,
};
const WHOSE = {
  name: 'whose_cases',
  text: `SELECT a.case_id AS "caseId", a.member_id AS "memberId", a.relation, a.organisation_id AS "organisationId",
    ${holds('a', '$2')} AS casushouder, a.roles, a.behalf_of AS "behalfOf"
  FROM case_access a JOIN members m ON m.id = a.member_id AND m.left_on IS NULL
  WHERE a.case_id = ANY($1) AND (a.from_day IS NULL OR $2::date BETWEEN a.from_day AND a.until_day)
  ORDER BY a.case_id, a.relation, a.member_id`,
};
const MARKED = { name: 'marked', text: 'SELECT id FROM reminder_marks WHERE id = ANY($1)' };
const MARK = {
  name: 'mark',
  text: `INSERT INTO reminder_marks (id, case_id, region, subject, day, due_at, marked_at, via, messages)
  SELECT line->>'id', line->>'caseId', line->>'region', line->>'subject', (line->>'day')::date,
    (line->>'dueAt')::timestamptz, (line->>'markedAt')::timestamptz, line->>'via',
    ARRAY(SELECT jsonb_array_elements_text(line->'messages'))
  FROM jsonb_array_elements($1::jsonb) AS line
  ON CONFLICT (id) DO NOTHING RETURNING id`,
};
const COLUMNS = `r.id, r.case_id AS "caseId", r.region, r.subject, r.day::text AS day, r.due_at AS "dueAt",
  r.marked_at AS "markedAt", r.via, r.messages`;
const MARKS_OF = {
  name: 'marks_of',
  text: `SELECT ${COLUMNS} FROM reminder_marks r WHERE $1 = ANY(r.messages) ORDER BY r.id`,
};
const OF_CASE = {
  name: 'marks_of_case',
  text: `SELECT ${COLUMNS} FROM reminder_marks r WHERE r.case_id = $1 ORDER BY r.marked_at, r.id`,
};
const SPOKEN = {
  name: 'terms_spoken',
  text: `SELECT DISTINCT ON (r.case_id, r.subject, r.day) ${COLUMNS} FROM reminder_marks r
  WHERE r.region = $1 AND r.via <> 'audit' AND r.day BETWEEN $2::date AND $3::date
  ORDER BY r.case_id, r.subject, r.day, r.id`,
};
const UNSENT = {
  name: 'marks_unsent',
  text: `SELECT ${COLUMNS} FROM reminder_marks r WHERE r.via = 'message' AND r.marked_at >= $1::timestamptz
    AND EXISTS (SELECT 1 FROM unnest(r.messages) AS said (id)
      WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = said.id)) ORDER BY r.id`,
};
const CHANGED = {
  name: 'cases_changed',
  text: `SELECT case_id AS "caseId", max(at) AS at FROM audit_log
  WHERE case_id = ANY($1) AND type = ANY($2) GROUP BY case_id`,
};
const CHANNELS = {
  name: 'channels_of_region',
  text: 'SELECT conversation_id AS id FROM channel_links WHERE region = $1 ORDER BY conversation_id',
};
const FOUND = {
  name: 'marks_found',
  text: `SELECT count(*)::int AS count FROM reminder_marks
  WHERE via = 'audit' AND region = $1 AND subject = $2 AND marked_at >= $3::timestamptz`,
};
const STEPS_DONE = {
  name: 'steps_done',
  text: `SELECT count(*)::int AS count FROM audit_log a JOIN cases c ON c.id = a.case_id
  WHERE c.protocol_id = $1 AND a.type = 'step_completed' AND a.at >= $2::timestamptz AND a.at < $3::timestamptz`,
};

type MarkRow = Omit<Mark, 'dueAt' | 'markedAt'> & { readonly dueAt: Date; readonly markedAt: Date };

/** The reminders in the database behind the link. */
export function reminderStore(link: Link): ReminderStore {
  const marks = async (statement: typeof SPOKEN, values: readonly unknown[]): Promise<readonly Mark[]> =>
    (await link.rows<MarkRow>(statement, values)).map((row) => ({
      ...row,
      ...{ dueAt: row.dueAt.toISOString(), markedAt: row.markedAt.toISOString() },
    }));
  const ids = async (statement: typeof MARKED, value: unknown): Promise<ReadonlySet<string>> =>
    new Set((await link.rows<{ id: string }>(statement, [value])).map(({ id }) => id));
  return {
    casesDue: async (protocolId, until, after, limit) =>
      (await link.rows<CaseRow>(CASES_DUE, [protocolId, until, after, limit])).map(caseOf),
    whose: async (caseIds, today) => {
      const rows = await link.rows<Whose & { readonly caseId: string }>(WHOSE, [caseIds, today]);
      const found = new Map<string, Whose[]>();
      for (const { caseId, ...whose } of rows) {
        const known = found.get(caseId);
        if (known) known.push(whose);
        else found.set(caseId, [whose]);
      }
      return found;
    },
    marked: (some) => ids(MARKED, some),
    mark: async (some) => (some.length === 0 ? new Set() : ids(MARK, JSON.stringify(some))),
    marksOf: (messageId) => marks(MARKS_OF, [messageId]),
    ofCase: (caseId) => marks(OF_CASE, [caseId]),
    termsSpoken: (region, from, to) => marks(SPOKEN, [region, from, to]),
    unsent: (since) => marks(UNSENT, [since]),
    changedAt: async (caseIds) => {
      const rows = await link.rows<{ caseId: string; at: Date }>(CHANGED, [caseIds, EFFECTS]);
      return new Map(rows.map(({ caseId, at }) => [caseId, at.toISOString()]));
    },
    channelsOf: async (region) => [...(await ids(CHANNELS, region))],
    found: async (region, subject, since) =>
      (await link.rows<{ count: number }>(FOUND, [region, subject, since]))[0]?.count ?? 0,
    stepsDone: async (protocolId, from, until) =>
      (await link.rows<{ count: number }>(STEPS_DONE, [protocolId, from, until]))[0]?.count ?? 0,
  };
}
