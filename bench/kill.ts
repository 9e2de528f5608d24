/**
 * Kills the real process amid its sending, again and again, and compares what Teams got with what the database says.
 * Embedded with one process, and with DATABASE_URL also on a server with two.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../src/storage/database.ts';
import { createServerDatabase } from '../test/support/database.ts';
import { textTable } from './measure.ts';

const WORKER = fileURLToPath(new URL('./killWorker.ts', import.meta.url));
const EACH = 40;

/** Fifty kills; `quick`: five. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const kills = quick ? 5 : 50;
  const results: Result[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'opstap-kill-'));
  results.push({ storage: 'embedded', ...(await killed(join(folder, 'database'), kills, 1)) });
  await rm(folder, { recursive: true });
  const url = process.env['DATABASE_URL'];
  if (url !== undefined) {
    const own = await createServerDatabase(url);
    results.push({ storage: 'server, two workers', ...(await killed(own.url, kills, 2)) });
    await own.drop();
  }
  const keys = Object.keys(results[0] ?? {});
  return {
    table: textTable([keys, ...results.map((each) => Object.values(each) as (string | number)[])]),
    json: { results },
  };
}

interface Result {
  readonly storage: string;
  readonly kills: number;
  readonly messages: number;
  /** Sent once and there once. */
  readonly once: number;
  /** May have been lost with its process, so said again, and it says so. */
  readonly repeated: number;
  readonly ambiguous: number;
  /** There in another number than the database says. */
  readonly mismatches: number;
}

async function killed(where: string, kills: number, workers: number): Promise<Omit<Result, 'storage'>> {
  const teams = await startTeams();
  let first = 0;
  for (let round = 0; round < kills; round += 1) {
    const running = Array.from({ length: workers }, () => start(where, teams.url, (first += EACH) - EACH, EACH));
    await Promise.all(running.map(({ ready }) => ready));
    // One of them dies amid its work; the others are let go on for a moment, and die too.
    await pause(30 + Math.random() * 300);
    for (const { child } of running) {
      child.kill('SIGKILL');
      await pause(Math.random() * 100);
    }
    await Promise.all(running.map(({ gone }) => gone));
  }
  const last = start(where, teams.url, first, 0);
  await last.gone;
  const result = await compare(where, teams.heard, first);
  await teams.close();
  return { kills: kills * workers, messages: first, ...result };
}

// Leases of a minute end in a minute: the last process waits for them.
async function compare(
  where: string,
  heard: readonly string[],
  messages: number,
): Promise<Omit<Result, 'storage' | 'kills' | 'messages'>> {
  const server = where.startsWith('postgres');
  const database = await openDatabase(server ? { mode: 'server', url: where } : { mode: 'embedded', folder: where });
  const traces = await database.uow.stores.outbox.traces(
    ['queued', 'claimed', 'sending', 'sent', 'ambiguous'],
    100_000,
  );
  await database.close();
  const counts = { once: 0, repeated: 0, ambiguous: 0, mismatches: 0 };
  const [plain, marked] = [new Map<string, number>(), new Map<string, number>()];
  for (const body of heard) {
    const id = /bericht (n\d+)\./.exec(body)?.[1] ?? '';
    const count = body.includes('dubbel') ? marked : plain;
    count.set(id, (count.get(id) ?? 0) + 1);
  }
  for (const { id, state, repeats } of traces) {
    const [first, again] = [plain.get(id) ?? 0, marked.get(id) ?? 0];
    const fits = repeats
      ? first <= 1 && (state === 'ambiguous' ? again <= 1 : again === 1)
      : first === 1 && again === 0;
    if (!fits || (state !== 'sent' && state !== 'ambiguous')) counts.mismatches += 1;
    else if (state === 'ambiguous') counts.ambiguous += 1;
    else counts[repeats ? 'repeated' : 'once'] += 1;
  }
  // Messages of a process that died before it had queued them were never there.
  const unknown = [...plain.keys()].filter((id) => !traces.some((each) => each.id === id)).length;
  return { ...counts, mismatches: counts.mismatches + unknown + Math.max(0, traces.length - messages) };
}

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;
}

function start(where: string, serviceUrl: string, first: number, count: number): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, where, serviceUrl, `${first}`, `${count}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  return { child, ready: Promise.race([ready, gone]), gone };
}

// Notes what arrives before it answers, and takes its time to answer, as Teams does.
async function startTeams(): Promise<{ url: string; heard: string[]; close(): Promise<void> }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push(Buffer.concat(chunks).toString('utf8'));
      setTimeout(() => response.writeHead(201).end(`{"id":"t${heard.length}"}`), 20 + Math.random() * 60);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
