/**
 * Opens the database, embedded or on a server, and gives the use-cases their unit of work.
 * The difference between the two modes ends here: everything above sees the same stores.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Stores, UnitOfWork } from '../usecases/ports.ts';
import { caseStore } from './cases.ts';
import { isConflict } from './conflict.ts';
import { openEmbedded } from './embedded.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';
import type { Link } from './link.ts';
import { migrate } from './migrate.ts';
import { memberStore } from './people.ts';
import { protocolVersionStore } from './protocol.ts';
import { turnStore } from './turns.ts';

const MOST_TRIES = 5;
const MOST_STATEMENTS = 500;
const TIMES = { maxWait: 10_000, timeout: 10_000 };

export interface Database {
  readonly uow: UnitOfWork;
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

/** The unit of work on a pool whose database is up to date. `close` is called after the last query. */
export function databaseOn(pool: pg.Pool, close: () => Promise<void>): Database {
  const statementNameGenerator = nameStatements();
  const adapter = new PrismaPg(pool, { disposeExternalPool: false, statementNameGenerator });
  const prisma = new PrismaClient({ adapter, transactionOptions: TIMES });
  return {
    uow: unitOfWork(pool, prisma),
    ping: async () => void (await pool.query('SELECT 1')),
    close: async () => {
      await prisma.$disconnect();
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

function unitOfWork(pool: pg.Pool, prisma: PrismaClient): UnitOfWork {
  const inside = new AsyncLocalStorage<true>();
  // Embedded there is one connection: a question past the transaction would wait for the transaction for ever.
  const outside = (): void => {
    if (inside.getStore()) throw new Error('Inside a transaction only the stores that it hands out may be used');
  };
  const inTransaction = async <T>(work: (link: Link) => Promise<T>): Promise<T> => {
    outside();
    for (let tries = 1; ; tries += 1) {
      try {
        return await inside.run(true, () => prisma.$transaction((tx) => work(linkOf(tx))));
      } catch (error) {
        if (tries === MOST_TRIES || !isConflict(error)) throw error;
        await pause(tries * 20 * Math.random());
      }
    }
  };
  const link: Link = {
    get db() {
      outside();
      return prisma;
    },
    rows: async <Row extends object>({ name, text }: { name: string; text: string }, values: readonly unknown[]) => {
      outside();
      return (await pool.query<Row>({ name, text, values: [...values] })).rows;
    },
  };
  return { stores: storesOn(link), transaction: (work) => inTransaction((tx) => work(storesOn(tx))) };
}

function linkOf(tx: Prisma.TransactionClient): Link {
  return { db: tx, rows: ({ text }, values) => tx.$queryRawUnsafe(text, ...values) };
}

function storesOn(link: Link): Stores {
  return {
    cases: caseStore(link),
    members: memberStore(link),
    turns: turnStore(link),
    protocolVersions: protocolVersionStore(link),
  };
}

// Prisma's statements get names too, so that the database plans each once a connection. Beyond the bound the empty
// name, which PostgreSQL forgets at the next statement.
function nameStatements(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_STATEMENTS) return '';
    const name = `prisma_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
