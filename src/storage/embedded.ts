/**
 * PostgreSQL inside this process, in a folder or in memory, behind an ordinary `pg` pool of one connection.
 * Keeps the folder safe and tidy; knows nothing of what is stored.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { lockFolder, type FolderLock } from './folderLock.ts';
import { pipe } from './pipe.ts';

const HOUR_MS = 3_600_000;
// The PostgreSQL inside PGlite: a folder made by another one cannot be opened.
const INSIDE = '18';
const SETTINGS = ['-c', 'shared_buffers=16MB', '-c', 'TimeZone=UTC'];

export interface Embedded {
  readonly pool: pg.Pool;
  /** Everything in it, as one file that `openEmbedded` can start from. */
  snapshot(): Promise<Blob>;
  close(): Promise<void>;
}

/**
 * Opens the database. `folder` null: in memory, gone at the end. Rejects with clear words if the folder is in use or
 * was made by another version. Survives a killed process; the loss of power can cost the last writes.
 */
export async function openEmbedded(folder: string | null, snapshot: Blob | null = null): Promise<Embedded> {
  const path = folder === null ? null : resolve(folder);
  const lock = path === null ? null : await takeFolder(path);
  try {
    const lite = await PGlite.create({
      ...(path === null ? {} : { dataDir: path }),
      ...(snapshot === null ? {} : { loadDataDir: snapshot }),
      startParams: [...PGlite.defaultStartParams, ...SETTINGS],
    });
    return behindPool(lite, lock);
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function takeFolder(path: string): Promise<FolderLock> {
  await mkdir(dirname(path), { recursive: true });
  const lock = await lockFolder(path);
  const version = await readFile(join(path, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null || version.trim() === INSIDE) return lock;
  await lock.release();
  throw new Error(
    `De database in ${path} is van PostgreSQL ${version.trim()}; deze Opstap heeft ${INSIDE}. ` +
      'Maak een back-up met de vorige Opstap en zet die over. / ' +
      `The database folder was made by another version (${version.trim()}, this is ${INSIDE}): export it with the old one.`,
  );
}

function behindPool(lite: PGlite, lock: FolderLock | null): Embedded {
  const mayUse = (): boolean => lock === null || lock.held();
  // `stream` is missing from the types of `pg`, not from its documentation.
  const config = { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000, stream: () => pipe(lite, mayUse) };
  const pool = new pg.Pool(config);
  // A broken connection is replaced at the next request, which then says what is wrong.
  pool.on('error', () => undefined);
  // There is no autovacuum inside, and no checkpoint by itself. In memory there is nothing to tidy for.
  const tidy = async (): Promise<void> => {
    if (lock === null) return;
    await pool.query('VACUUM (ANALYZE)');
    await pool.query('CHECKPOINT');
  };
  const hourly = setInterval(() => void tidy().catch(() => undefined), HOUR_MS).unref();
  return {
    pool,
    snapshot: () => lite.dumpDataDir('none'),
    close: async () => {
      clearInterval(hourly);
      if (mayUse()) await tidy().catch(() => undefined);
      await pool.end();
      await lite.close();
      await lock?.release();
    },
  };
}
