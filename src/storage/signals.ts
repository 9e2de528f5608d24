/**
 * Signals in the database, and whom they can reach. What is stored as JSON is checked on the way in.
 * Rules about signals are not here.
 */
import { z } from 'zod';
import { MDO_OUTCOMES } from '../domain/signals/mdo.ts';
import { SIGNAL_STATUSES } from '../domain/signals/moves.ts';
import { SEVERITIES, SIGNAL_KINDS, WATCHES, type Signal, type SignalState } from '../domain/signals/signal.ts';
import type { AroundCase, SignalStore } from '../usecases/ports.ts';
import { holds } from './access.ts';
import type { Link, Statement } from './link.ts';

const text = z.string();
const word = z.object({ at: text, memberId: text, words: text, nextContact: text.nullable() });
const watch = z.object({
  ...{ id: z.enum(WATCHES), startedAt: text, dueAt: text, level: z.number() },
  answered: z.object({ at: text, memberId: text }).nullable(),
  stopped: z.boolean(),
});
const agreement = z.object({ words: text, owner: text, by: text, doneOn: text.nullable() });
const mdo = z.object({
  ...{ startedOn: text, informedOn: text, plannedOn: text.nullable(), participants: z.array(text) },
  ...{ agreements: z.array(agreement), limit: text.nullable() },
  ended: z
    .object({ on: text, outcome: z.enum(MDO_OUTCOMES), cooperates: z.boolean(), followUp: text.nullable() })
    .nullable(),
});
const report = z.object({
  ...{ at: text, memberId: text, organisationId: text, landlord: z.boolean(), since: text, moment: text.nullable() },
  ...{ severity: z.enum(SEVERITIES), seen: text },
});
const state = z.object({
  ...{ status: z.enum(SIGNAL_STATUSES), kind: z.enum(SIGNAL_KINDS), reports: z.array(report) },
  ...{ clocks: z.array(watch), followUp: watch.nullable(), lead: text.nullable() },
  taken: z.object({ memberId: text, organisationId: text, until: text }).nullable(),
  ...{ backs: z.array(word), mdos: z.array(mdo), outcomes: z.array(word), reopened: z.array(word) },
  told: z.array(text),
}) satisfies z.ZodType<SignalState>;

interface Row {
  readonly id: string;
  readonly caseId: string;
  readonly version: number;
  readonly raisedAt: Date;
  readonly state: unknown;
}

const COLUMNS = `s.id, s.case_id AS "caseId", s.version, s.raised_at AS "raisedAt", s.state`;
const BY_ID = { name: 'signal_by_id', text: `SELECT ${COLUMNS} FROM signals s WHERE s.id = $1` };
const OF_CASE = {
  name: 'signals_of_case',
  text: `SELECT ${COLUMNS} FROM signals s WHERE s.case_id = $1 ORDER BY s.raised_at, s.id`,
};
const OPEN_OF = {
  name: 'open_signals_of_member',
  text: `SELECT ${COLUMNS} FROM signals s WHERE s.status <> 'done' AND s.case_id IN (
    SELECT a.case_id FROM case_access a
    WHERE a.member_id = $1 AND (a.from_day IS NULL OR $2::date BETWEEN a.from_day AND a.until_day))
  ORDER BY s.next_at NULLS LAST, s.id LIMIT $3`,
};
const OPEN_IN = {
  name: 'open_signals_in_regions',
  text: `SELECT ${COLUMNS} FROM signals s JOIN cases c ON c.id = s.case_id
  WHERE s.status <> 'done' AND c.protocol_id = ANY($1) ORDER BY s.raised_at, s.id LIMIT $2`,
};
const ADD: Statement = {
  name: 'add_signal',
  text: `INSERT INTO signals (id, case_id, version, raised_at, status, next_at, state)
  VALUES ($1, $2, $3, $4::timestamptz, $5, $6::timestamptz, $7::jsonb)`,
};
const SAVE: Statement = {
  name: 'save_signal',
  text: `UPDATE signals s SET version = version + 1, status = $3, next_at = $4::timestamptz, state = $5::jsonb
  WHERE s.id = $1 AND s.version = $2::int RETURNING ${COLUMNS}`,
};
const POSTPONE: Statement = {
  name: 'postpone_signal',
  text: `UPDATE signals SET next_at = $3::timestamptz WHERE id = $1 AND version = $2::int RETURNING id`,
};
const DUE = {
  name: 'due_signals',
  text: `SELECT ${COLUMNS} FROM signals s WHERE s.next_at <= $1::timestamptz ORDER BY s.next_at, s.id LIMIT $2`,
};
// A deputy counts on a day on which they are there themselves, and for their own organisation only (see case_access).
const AROUND = {
  name: 'around_case',
  text: `WITH people AS (
    SELECT p.member_id, p.organisation_id, 'participant' AS relation, ${holds('p', '$2')} AS casushouder, ms.roles
    FROM participations p
    JOIN memberships ms ON ms.member_id = p.member_id AND ms.organisation_id = p.organisation_id
    WHERE p.case_id = $1
    UNION ALL
    SELECT ms.member_id, ms.organisation_id,
      CASE WHEN co.case_id IS NULL THEN 'region' ELSE 'coordinator' END, false, ms.roles
    FROM cases c
    JOIN organisations o ON o.region = c.protocol_id
    JOIN memberships ms ON ms.organisation_id = o.id AND 'coordinator' = ANY (ms.functions)
    LEFT JOIN case_organisations co ON co.case_id = c.id AND co.organisation_id = o.id
    WHERE c.id = $1
  )
  SELECT m.id AS "memberId", m.display_name AS "displayName", o.id AS "organisationId", o.name AS organisation,
    p.relation, p.casushouder, p.roles, $2::date BETWEEN m.away_from AND m.away_until AS away,
    d.id AS "deputyId", d.display_name AS "deputyName"
  FROM people p
  JOIN members m ON m.id = p.member_id AND m.left_on IS NULL
  JOIN organisations o ON o.id = p.organisation_id
  LEFT JOIN members d ON d.id = m.deputy_id AND d.left_on IS NULL
    AND EXISTS (SELECT 1 FROM memberships w WHERE w.member_id = d.id AND w.organisation_id = p.organisation_id)
    AND ($2::date BETWEEN d.away_from AND d.away_until) IS NOT TRUE
  ORDER BY o.name, m.id, p.relation`,
};
const CONVERSATIONS = {
  name: 'signal_conversations',
  text: `SELECT l.conversation_id AS id, l.case_id IS NOT NULL AS own FROM channel_links l JOIN cases c ON c.id = $1
  WHERE l.case_id = c.id OR l.region = c.protocol_id ORDER BY l.linked_at, l.conversation_id`,
};

type AroundRow = Omit<AroundCase, 'away'> & {
  readonly away: boolean | null;
  readonly deputyId: string | null;
  readonly deputyName: string | null;
};

/** The signals in the database behind the link. */
export function signalStore(link: Link): SignalStore {
  const all = async (statement: Statement, values: readonly unknown[]): Promise<readonly Signal[]> =>
    (await link.rows<Row>(statement, values)).map(signalOf);
  const one = async (statement: Statement, values: readonly unknown[]) => (await all(statement, values))[0] ?? null;
  return {
    byId: (id) => one(BY_ID, [id]),
    ofCase: (caseId) => all(OF_CASE, [caseId]),
    openOf: (memberId, today, limit) => all(OPEN_OF, [memberId, today, limit]),
    openIn: (regions, limit) => all(OPEN_IN, [regions, limit]),
    add: async ({ id, caseId, version, raisedAt, state: s }, nextAt) => {
      await link.rows(ADD, [id, caseId, version, raisedAt, s.status, nextAt, JSON.stringify(s)]);
    },
    save: (id, expected, s, nextAt) => one(SAVE, [id, expected, s.status, nextAt, JSON.stringify(s)]),
    postpone: async (id, expected, nextAt) => (await link.rows(POSTPONE, [id, expected, nextAt])).length > 0,
    due: (now, limit) => all(DUE, [now, limit]),
    around: async (caseId, today) =>
      (await link.rows<AroundRow>(AROUND, [caseId, today])).map(({ away, deputyId, deputyName, ...row }) => ({
        ...row,
        away: away ? { deputy: deputyId === null ? null : { id: deputyId, displayName: deputyName } } : null,
      })),
    conversations: async (caseId) => {
      const rows = await link.rows<{ id: string; own: boolean }>(CONVERSATIONS, [caseId]);
      const of = (own: boolean) => rows.filter((row) => row.own === own).map((row) => row.id);
      return { ofCase: of(true), ofRegion: of(false) };
    },
  };
}

// Throws without its content, which is about a client.
function signalOf({ id, caseId, version, raisedAt, state: stored }: Row): Signal {
  const read = state.safeParse(stored);
  if (!read.success) {
    const places = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`The stored state of signal ${id} cannot be read: ${places}`);
  }
  return { id, caseId, version, raisedAt: raisedAt.toISOString(), state: read.data };
}
