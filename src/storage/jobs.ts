/**
 * Which piece of timed work is whose: one row for each name and slot, so that the unique key makes one process win.
 * Knows no work.
 */
import { randomUUID } from 'node:crypto';
import type { JobStore } from '../usecases/ports.ts';
import type { Link } from './link.ts';

// What was claimed and not finished when its lease ended is taken over: its process is gone.
const CLAIM = {
  name: 'job_claim',
  text: `WITH claimed AS (
    INSERT INTO job_runs AS j (name, slot, claim, started_at, lease_until)
    VALUES ($1, $2, $3, $4::timestamptz, $5::timestamptz)
    ON CONFLICT (name, slot) DO UPDATE SET claim = $3, started_at = $4::timestamptz, lease_until = $5::timestamptz
    WHERE j.done_at IS NULL AND j.lease_until < $4::timestamptz
    RETURNING claim
  )
  SELECT claim, (SELECT p.started_at FROM job_runs p WHERE p.name = $1 AND p.slot < $2 AND p.done_at IS NOT NULL
    ORDER BY p.slot DESC LIMIT 1) AS since FROM claimed`,
};
const DONE = {
  name: 'job_done',
  text: 'UPDATE job_runs SET done_at = $4::timestamptz WHERE name = $1 AND slot = $2 AND claim = $3',
};
const FAILED = {
  name: 'job_failed',
  text: `UPDATE job_runs SET lease_until = '-infinity' WHERE name = $1 AND slot = $2 AND claim = $3`,
};
const LAST = { name: 'job_last', text: 'SELECT max(done_at) AS at FROM job_runs WHERE name = $1' };
const FORGET = { name: 'job_forget', text: 'DELETE FROM job_runs WHERE done_at < $1::timestamptz' };

/** The jobs in the database behind the link. */
export function jobStore(link: Link): JobStore {
  return {
    claim: async ({ name, slot, now, leaseUntil }) => {
      const values = [name, slot, randomUUID(), now, leaseUntil];
      const [row] = await link.rows<{ claim: string; since: Date | null }>(CLAIM, values);
      return row ? { claim: row.claim, since: row.since?.toISOString() ?? null } : null;
    },
    done: async (name, slot, claim, now) => void (await link.rows(DONE, [name, slot, claim, now])),
    failed: async (name, slot, claim) => void (await link.rows(FAILED, [name, slot, claim])),
    last: async (name) => (await link.rows<{ at: Date | null }>(LAST, [name]))[0]?.at?.toISOString() ?? null,
    forget: async (before) => void (await link.rows(FORGET, [before])),
  };
}
