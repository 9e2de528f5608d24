/**
 * The log of changes and of reading. The database chains the lines (see the migration); here they are added and the
 * chain is walked again. Never changes a line, but for erasing its content.
 */
import { createHash } from 'node:crypto';
import type { AuditEntry, AuditFault, AuditStore, AuditVerdict } from '../usecases/ports.ts';
import { together } from '../shared/together.ts';
import type { Link } from './link.ts';

const ADD = {
  name: 'add_audit',
  text: `INSERT INTO audit_log (id, at, member_id, behalf_of, case_id, type, effect)
  SELECT line->>'id', (line->>'at')::timestamptz, line->>'memberId', line->>'behalfOf', line->>'caseId',
    line->>'type', line->'effect'
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS l (line, place) ORDER BY place`,
};
const OF_CASE = {
  name: 'audit_of_case',
  text: `SELECT id, seq::int, at, member_id AS "memberId", behalf_of AS "behalfOf", case_id AS "caseId", type, effect
  FROM audit_log WHERE case_id = $1 ORDER BY seq`,
};
const ERASE = {
  name: 'erase_audit',
  text: 'UPDATE audit_log SET effect = NULL, salt = NULL WHERE case_id = $1 AND effect IS NOT NULL RETURNING id',
};
// From the very first number on, also one that no line of ours can have. Numbers as text: a strange one can be of any size.
const FIRST = '-9223372036854775808';
const BATCH = {
  name: 'audit_batch',
  text: `SELECT id, seq::text AS seq, (extract(epoch FROM at) * 1000)::bigint::text AS at, member_id AS member,
    behalf_of AS behalf, case_id AS "caseId", type, effect::text AS effect, salt, content_hash AS content, hash,
    effect IS NULL AND NOT EXISTS (SELECT 1 FROM audit_log e
      WHERE e.case_id = l.case_id AND e.type = 'erased' AND e.seq > l.seq) AS emptied
  FROM audit_log l WHERE seq > $1::bigint ORDER BY l.seq LIMIT 1000`,
};
const HEAD = { name: 'audit_head', text: 'SELECT seq::text AS seq, hash FROM audit_head WHERE id = 1' };

interface ChainRow {
  readonly id: string;
  readonly seq: string;
  readonly at: string;
  readonly member: string | null;
  readonly behalf: string | null;
  readonly caseId: string | null;
  readonly type: string;
  readonly effect: string | null;
  /** Null in lines from before there was one. */
  readonly salt: string | null;
  readonly content: Buffer;
  readonly hash: Buffer;
  readonly emptied: boolean;
}

type CaseLine = Omit<Awaited<ReturnType<AuditStore['ofCase']>>[number], 'at'> & { readonly at: Date };

/** The log in the database behind the link. */
export function auditStore(link: Link): AuditStore {
  return {
    add: async (entries) => {
      if (entries.length > 0) await link.rows(ADD, [JSON.stringify(entries)]);
    },
    ofCase: async (caseId) => {
      const rows = await link.rows<CaseLine>(OF_CASE, [caseId]);
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
    eraseContent: async (caseId) => (await link.rows(ERASE, [caseId])).length,
    verify: (noted) => verify(link, noted),
  };
}

interface Last {
  readonly seq: string;
  readonly hash: string;
}

// Line by line, in batches. Each is judged by the stored hash of the one before it, so that one fault is told once.
async function verify(link: Link, noted: string | null): Promise<AuditVerdict> {
  const faults: AuditFault[] = [];
  let last: Last = { seq: '0', hash: sha256('') };
  let after = FIRST;
  let [lines, erased, found] = [0, 0, noted === null || noted === last.hash];
  for (;;) {
    // Read before the lines are, every time: the bot goes on writing, and the head of now is that of the last batch.
    const [head] = await link.rows<{ seq: string; hash: Buffer }>(HEAD, []);
    const rows = await link.rows<ChainRow>(BATCH, [after]);
    for (const row of rows) {
      faults.push(...faultsOf(row, last));
      last = { seq: row.seq, hash: row.hash.toString('hex') };
      after = row.seq;
      lines += 1;
      if (row.effect === null) erased += 1;
      if (last.hash === noted) found = true;
    }
    if (rows.length > 0) continue;
    if (head?.seq !== last.seq || head.hash.toString('hex') !== last.hash)
      faults.push({ kind: 'cut_off', seq: Number(last.seq) });
    if (!found) faults.push({ kind: 'unknown_hash' });
    return { lines, erased, head: last.hash, faults };
  }
}

function faultsOf(row: ChainRow, before: Last): readonly AuditFault[] {
  const seq = Number(row.seq);
  const expected = Number(before.seq) + 1;
  const faults: AuditFault[] = [];
  if (seq > expected) faults.push({ kind: 'missing', seq: expected, until: seq - 1 });
  // After a gap the line before is not there to judge by; the gap itself is told. A number below the first is no gap.
  if (!hasItsContent(row) || (seq <= expected && !followsOn(row, before))) faults.push({ kind: 'changed', seq });
  if (row.emptied) faults.push({ kind: 'emptied', seq });
  return faults;
}

const hasItsContent = ({ effect, salt, content }: ChainRow): boolean =>
  effect === null || sha256(`${salt ?? ''}${effect}`) === content.toString('hex');

function followsOn(row: ChainRow, before: Last): boolean {
  const { seq, id, at, member, behalf, caseId, type, content } = row;
  const parts = [before.hash, seq, id, at, member, behalf, caseId, type, content.toString('hex')];
  return sha256(parts.map((part) => part ?? '').join('|')) === row.hash.toString('hex');
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * The log with lines of turns that run at the same time written together: each turn still waits until its own line is
 * stored, and twenty of them take one statement. Not for within a transaction.
 */
export function writtenTogether(store: AuditStore): AuditStore {
  const add = together<readonly AuditEntry[], void>(async (all) => {
    await store.add(all.flat());
    return [];
  });
  return { ...store, add };
}
