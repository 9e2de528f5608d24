/**
 * A socket that is none: what `pg` writes goes to the PostgreSQL inside this process, what that answers comes back.
 * Knows only where one request ends and the next begins; never what is in it.
 */
import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

// AuthenticationOk, BackendKeyData (nothing can be cancelled) and ReadyForQuery.
const WELCOME = Buffer.from([
  ...[0x52, 0, 0, 0, 8, 0, 0, 0, 0],
  ...[0x4b, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 1],
  ...[0x5a, 0, 0, 0, 5, 0x49],
]);
const SYNC = 0x53;
const QUERY = 0x51;
const FLUSH = 0x48;
const TERMINATE = 0x58;
// Two requests, since DISCARD ALL must stand alone.
const FRESH_SESSION = ['ROLLBACK', 'DISCARD ALL'];

/**
 * One connection to the embedded database, as `pg` wants it. `mayUse` is asked before each request: false breaks the
 * connection, because another process has the folder.
 */
export function pipe(lite: PGlite, mayUse: () => boolean): Duplex {
  let waiting: Buffer = Buffer.alloc(0);
  let started = false;

  const send = (batch: Buffer): Promise<void> =>
    lite.runExclusive(() =>
      lite.execProtocolRawStream(batch, {
        syncToFs: false,
        // The bytes are a view on the database's own memory, which the next request overwrites.
        onRawData: (data) => void stream.push(Buffer.from(data)),
      }),
    );

  const run = async (): Promise<void> => {
    if (!started) {
      const length = waiting.length < 4 ? Infinity : waiting.readInt32BE(0);
      if (waiting.length < length) return;
      waiting = waiting.subarray(length);
      started = true;
      // Whoever had the one session before may have left a transaction, settings or prepared statements in it.
      for (const sql of FRESH_SESSION) await lite.exec(sql);
      stream.push(WELCOME);
    }
    for (;;) {
      const { length, end } = nextBatch(waiting);
      if (end) return void stream.push(null);
      if (length === 0) return;
      const batch = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      // The database works on this thread: timers and sockets get their turn in between.
      await new Promise(setImmediate);
      if (!mayUse()) throw new Error('Another process has taken over the database folder');
      await send(batch);
    }
  };

  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      run().then(() => done(), done);
    },
    writev: (chunks, done) => {
      waiting = Buffer.concat([waiting, ...chunks.map((each) => each.chunk as Buffer)]);
      run().then(() => done(), done);
    },
    final: (done) => {
      stream.push(null);
      done();
    },
  });
  const itself = (): Duplex => stream;
  return Object.assign(stream, {
    connect: () => (process.nextTick(() => stream.emit('connect')), stream),
    setNoDelay: itself,
    setKeepAlive: itself,
    ref: itself,
    unref: itself,
  });
}

// The length up to and with the first message that wants an answer; 0 if it is not all there yet.
function nextBatch(bytes: Buffer): { readonly length: number; readonly end: boolean } {
  let at = 0;
  while (at + 5 <= bytes.length) {
    const type = bytes[at];
    if (type === TERMINATE) return { length: 0, end: true };
    at += 1 + bytes.readInt32BE(at + 1);
    if (at > bytes.length) break;
    if (type === SYNC || type === QUERY || type === FLUSH) return { length: at, end: false };
  }
  return { length: 0, end: false };
}
