/**
 * Transactions and the stores bound to them.
 * A transaction is Prisma's; statements of our own go straight over its connection, which costs less.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Stores, UnitOfWork } from '../usecases/ports.ts';
import { questionStore } from './answers.ts';
import { auditStore, writtenTogether } from './audit.ts';
import { caseStore } from './cases.ts';
import { isConflict } from './conflict.ts';
import { decisionStore } from './decisions.ts';
import { proposalStore } from './proposals.ts';
import { PrismaClient } from './generated/client.ts';
import type { Link, Statement } from './link.ts';
import { meetingStore } from './meetings.ts';
import { outboxStore, settledTogether } from './outbox.ts';
import { ballotStore } from './ballots.ts';
import { memberStore, organisationStore } from './people.ts';
import { placeStore } from './places.ts';
import { privacyStore } from './privacy.ts';
import { protocolVersionStore } from './protocol.ts';
import { jobStore } from './jobs.ts';
import { reminderStore } from './reminders.ts';
import { settingsStore } from './settings.ts';
import { tallyStore } from './tallies.ts';
import { signalStore } from './signals.ts';
import { turnStore } from './turns.ts';

const MOST_TRIES = 5;
const MOST_STATEMENTS = 500;
const TIMES = { maxWait: 10_000, timeout: 10_000 };

/** A transaction that is running, and its connection for as long as Prisma has it. */
interface Running {
  connection: pg.PoolClient | null;
}

export interface UnitOfWorkOnPool {
  readonly uow: UnitOfWork;
  /** Called after a message was queued and is there for everybody. */
  onQueued(listener: () => void): void;
  /** Leaves the pool open. */
  disconnect(): Promise<void>;
}

/** The unit of work on a pool whose database is up to date. */
export function unitOfWork(pool: pg.Pool): UnitOfWorkOnPool {
  const listeners: (() => void)[] = [];
  const tell = (): void => listeners.forEach((listener) => listener());
  const running = new AsyncLocalStorage<Running>();
  let count = 0;
  const statementNameGenerator = nameStatements();
  const adapter = new PrismaPg(poolForPrisma(pool, running), { disposeExternalPool: false, statementNameGenerator });
  const prisma = new PrismaClient({ adapter, transactionOptions: TIMES });
  // Embedded there is one connection: a question past the transaction would wait for the transaction for ever.
  const outside = (): void => {
    if (running.getStore()) throw new Error('Inside a transaction only the stores that it hands out may be used');
  };

  const transaction = async <T>(work: (stores: Stores) => Promise<T>): Promise<T> => {
    outside();
    for (let tries = 1; ; tries += 1) {
      const current: Running = { connection: null };
      let queued = false;
      count += 1;
      try {
        const done = await running.run(current, () =>
          prisma.$transaction((db) =>
            work(storesOn({ db, rows: rowsOf(() => connectionOf(current)) }, () => void (queued = true))),
          ),
        );
        if (queued) tell();
        return done;
      } catch (error) {
        if (tries === MOST_TRIES || !isConflict(error)) throw error;
        await pause(tries * 20 * Math.random());
      } finally {
        count -= 1;
        // While it is in use, every promise of the process pays for it: a third of a turn that only reads.
        if (count === 0) running.disable();
      }
    }
  };
  const link: Link = {
    get db() {
      outside();
      return prisma;
    },
    rows: rowsOf(() => (outside(), pool)),
  };
  const stores = storesOn(link, tell);
  return {
    onQueued: (listener) => void listeners.push(listener),
    uow: {
      stores: { ...stores, audit: writtenTogether(stores.audit), outbox: settledTogether(stores.outbox, link) },
      transaction,
    },
    disconnect: () => prisma.$disconnect(),
  };
}

// The pool as Prisma sees it: a connection taken for a transaction is noted with that transaction until it is let go.
function poolForPrisma(pool: pg.Pool, running: AsyncLocalStorage<Running>): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    const connection = await pool.connect();
    const current = running.getStore();
    if (!current) return connection;
    const release = connection.release.bind(connection);
    connection.release = (broken) => {
      current.connection = null;
      release(broken);
    };
    current.connection = connection;
    return connection;
  };
  return Object.create(pool, { connect: { value: connect }, query: { value: pool.query.bind(pool) } }) as pg.Pool;
}

// After its time is up a transaction has no connection any more: what comes too late is refused, not stored beside it.
function connectionOf({ connection }: Running): pg.PoolClient {
  if (!connection) throw new Error('The transaction is over');
  return connection;
}

function rowsOf(where: () => pg.Pool | pg.PoolClient): Link['rows'] {
  return async <Row extends object>({ name, text }: Statement, values: readonly unknown[]) =>
    (await where().query<Row>({ name, text, values: [...values] })).rows;
}

function storesOn(link: Link, queued: () => void): Stores {
  return {
    cases: caseStore(link),
    members: memberStore(link),
    organisations: organisationStore(link),
    audit: auditStore(link),
    privacy: privacyStore(link),
    settings: settingsStore(link),
    tallies: tallyStore(link),
    signals: signalStore(link),
    jobs: jobStore(link),
    reminders: reminderStore(link),
    meetings: meetingStore(link),
    ballots: ballotStore(link),
    outbox: outboxStore(link, queued),
    questions: questionStore(link),
    places: placeStore(link),
    decisions: decisionStore(link),
    proposals: proposalStore(link),
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
