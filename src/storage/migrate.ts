/**
 * Brings the database to this version's schema at start, the same way in both modes, without Prisma's command line.
 * Keeps Prisma's own books, so that its tools agree; never changes a migration that was carried out.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ClientBase } from 'pg';

// The key that Prisma's own command line locks with.
const LOCK = 72_707_369;
const LOCK_WAIT_MS = 60_000;
const LOCK_LOOK_MS = 200;

/** The migrations of this version. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

const BOOKS = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

export interface Migrated {
  readonly applied: readonly string[];
  /** In the database's books, but unknown to this version: a newer Opstap was here. */
  readonly unknown: readonly string[];
}

/**
 * Applies what is missing, each migration whole or not at all. Processes that start together wait for each other.
 * Rejects, naming the migration, if one that was carried out has been edited, or one failed, now or before.
 */
export async function migrate(client: ClientBase, folder: string = MIGRATIONS): Promise<Migrated> {
  const migrations = await readMigrations(folder);
  await takeLock(client);
  try {
    await client.query(BOOKS);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const books = new Map(rows.map((row) => [row.migration_name, row]));
    const missing = migrations.filter((each) => !isApplied(each, books.get(each.name)));
    for (const each of missing) await apply(client, each);
    const known = new Set(migrations.map((each) => each.name));
    return {
      applied: missing.map((each) => each.name),
      unknown: [...books.keys()].filter((name) => !known.has(name)),
    };
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

/** The migrations in a folder, in their order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql: sql.replaceAll('\r\n', '\n') };
    }),
  );
}

function isApplied({ name, sql }: Migration, row: Applied | undefined): boolean {
  if (!row) return false;
  if (row.finished_at === null) {
    throw new Error(
      `Migration ${name} failed before: look at the database, mend it, and remove its row from _prisma_migrations.`,
    );
  }
  // A check-out on Windows may have written the file with other line ends.
  if (row.checksum !== sha256(sql) && row.checksum !== sha256(sql.replaceAll('\n', '\r\n'))) {
    throw new Error(`Migration ${name} was edited after it was carried out: put it back, and write a new one.`);
  }
  return true;
}

async function apply(client: ClientBase, { name, sql }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), sha256(sql), name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} failed; nothing of it is left.`, { cause: error });
  }
}

async function takeLock(client: ClientBase): Promise<void> {
  for (let waited = 0; waited <= LOCK_WAIT_MS; waited += LOCK_LOOK_MS) {
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [LOCK]);
    if (rows[0]?.got) return;
    await pause(LOCK_LOOK_MS);
  }
  throw new Error(
    'Another process has been migrating the database for a minute: see what it is doing, then start again.',
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
