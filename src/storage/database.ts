/**
 * Opens the database, embedded or on a server, and gives the use-cases their unit of work.
 * The difference between the two modes ends here: everything above sees the same stores.
 */
import pg from 'pg';
import type { UnitOfWork } from '../usecases/ports.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { unitOfWork } from './unitOfWork.ts';

export interface Database {
  readonly uow: UnitOfWork;
  /** The listener is called each time that a message was queued by this process, once it is stored. */
  onQueued(listener: () => void): void;
  /** Rejects if the database does not answer. */
  ping(): Promise<void>;
  /** Lets running work finish, tidies the folder and lets go of it. */
  close(): Promise<void>;
}

/** Where the database is; `folder` null: in memory, gone at the end. */
export type DatabasePlace =
  { readonly mode: 'embedded'; readonly folder: string | null } | { readonly mode: 'server'; readonly url: string };

/** Opens the database and brings its schema up to date. Rejects with clear words if that cannot be done. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const { pool, close } = place.mode === 'embedded' ? await openEmbedded(place.folder) : openServer(place.url);
  try {
    await prepare(pool);
    return databaseOn(pool, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** The database on a pool that is up to date. `close` is called after the last query. */
export function databaseOn(pool: pg.Pool, close: () => Promise<void>): Database {
  const work = unitOfWork(pool);
  return {
    uow: work.uow,
    onQueued: (listener) => work.onQueued(listener),
    ping: async () => void (await pool.query('SELECT 1')),
    close: async () => {
      await work.disconnect();
      await close();
    },
  };
}

function openServer(connectionString: string): { readonly pool: pg.Pool; readonly close: () => Promise<void> } {
  // Prisma sends moments without a zone: on a session in another zone they would be hours off, without an error.
  const pool = new pg.Pool({ connectionString, max: 10, options: '-c TimeZone=UTC', application_name: 'opstap' });
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return { pool, close: () => pool.end() };
}

async function prepare(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ zone: string }>("SELECT current_setting('TimeZone') AS zone");
    if (rows[0]?.zone !== 'UTC') throw new Error(`The database session is in ${rows[0]?.zone}, and must be in UTC`);
    const { unknown } = await migrate(client);
    if (unknown.length > 0) {
      process.emitWarning(`The database was made by a newer version: it has ${unknown.join(', ')}`, 'OpstapDatabase');
    }
  } finally {
    client.release();
  }
}
