/**
 * Databases for tests: a fresh one in memory for each call, or a fresh one on the server of DATABASE_URL.
 * Making a database and migrating it takes seconds, so it is done once and kept as a snapshot.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createHash, randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import packageJson from '../../package.json' with { type: 'json' };
import { databaseOn, openDatabase, type Database } from '../../src/storage/database.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { migrate, MIGRATIONS, readMigrations } from '../../src/storage/migrate.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/opstap', import.meta.url));

export interface TestDatabase extends Database {
  /** For what the stores do not offer: looking behind them. */
  readonly pool: pg.Pool;
}

/** An empty, migrated database in memory: nobody else's, gone when it is closed. */
export async function testDatabase(): Promise<TestDatabase> {
  const embedded = await openEmbedded(null, await openAsBlob(await snapshotFile()));
  const { pool } = embedded;
  return { ...databaseOn(pool, () => embedded.close()), pool };
}

/** The same on the server of DATABASE_URL, in a database of its own, dropped when it is closed. */
export async function testServerDatabase(url: string): Promise<TestDatabase> {
  const own = await createServerDatabase(url);
  const database = await openDatabase({ mode: 'server', url: own.url });
  const pool = new pg.Pool({ connectionString: own.url });
  const close = async (): Promise<void> => {
    await database.close();
    await pool.end();
    await own.drop();
  };
  return { ...database, close, pool };
}

const url = process.env['DATABASE_URL'];

/** Both modes, for `describe.each`: what each is called, whether it can be had here, and a database in it. */
export const MODES = [
  ['embedded', true, () => testDatabase()],
  ['on a server', url !== undefined, () => testServerDatabase(url ?? '')],
] as const;

/** PostgreSQL's word for a database that somebody is still connected to. */
const OBJECT_IN_USE = '55006';

/** An empty database on the server, not migrated. */
export async function createServerDatabase(url: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `opstap_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => dropWhenLeft(url, name) };
}

// A connection that has said goodbye can still be there for a moment; ending it by force would be an error in its pool.
async function dropWhenLeft(url: string, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await onServer(url, `DROP DATABASE ${name}${tries > 100 ? ' WITH (FORCE)' : ''}`);
    } catch (error) {
      if ((error as { code?: unknown }).code !== OBJECT_IN_USE) throw error;
      await pause(20);
    }
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Makes the snapshot before the test files start, so that they do not all make it at once. For `globalSetup`. */
export default async function setup(): Promise<void> {
  await snapshotFile();
}

/** A migrated, empty database as a file. Its name changes with the migrations and with the PostgreSQL inside. */
export async function snapshotFile(): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS);
  const postgres = packageJson.dependencies['@electric-sql/pglite'];
  const key = createHash('sha256')
    .update(JSON.stringify([migrations, postgres]))
    .digest('hex')
    .slice(0, 16);
  const file = join(CACHE, `database-${key}.tar`);
  if (await exists(file)) return file;
  const embedded = await openEmbedded(null);
  const client = await embedded.pool.connect();
  await migrate(client);
  client.release();
  const bytes = Buffer.from(await (await embedded.snapshot()).arrayBuffer());
  await embedded.close();
  await mkdir(CACHE, { recursive: true });
  // Moved into place whole: another process may be looking for it.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, bytes);
  await rename(draft, file);
  return file;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
