/**
 * Votes: random schedules played by the core against the reference of twenty lines, a sample of them through the whole
 * bot and its database, and presses a second beside the bare echo bot in the same run.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { openDatabase, type Database } from '../src/storage/database.ts';
import { ballotReference } from '../test/support/ballotReference.ts';
import { ballotSchedules, playBallot } from '../test/support/ballotSchedules.ts';
import { createServerDatabase, testDatabase } from '../test/support/database.ts';
import { voteWorld } from '../test/support/voteWorld.ts';
import { figure, textTable } from './measure.ts';

const SEED = 20_261_127;
const ORGANISATIONS = 12;
// So many that nobody goes on faster than a person may (src/teams/pace.ts).
const PEOPLE = 240;
const CALLERS = 16;

/** Plays and measures; `quick`: fewer schedules and presses, for a look. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const played = schedules(quick ? 1_000 : 20_000);
  const places: readonly (readonly [string, () => Promise<Opened>])[] = [
    ['embedded', embedded],
    ...(process.env['DATABASE_URL'] ? [['server, two replicas', server] as const] : []),
  ];
  const speeds = [];
  for (const [name, open] of places) speeds.push({ storage: name, ...(await speed(open, quick ? 200 : 1_600)) });
  const echo = await echoSpeed(quick ? 400 : 4_000);
  const [first] = speeds;
  const rows = [
    ['', 'a second', 'p50 ms', 'p99 ms'],
    ...speeds.map(({ storage, perSecond, p50Ms, p99Ms }) => [`presses, ${storage}`, perSecond, p50Ms, p99Ms]),
    ['echo bot', echo.perSecond, echo.p50Ms, echo.p99Ms],
  ];
  const sum = `${played.schedules} schedules, ${played.mismatches} mismatches; outcomes: ${JSON.stringify(played.outcomes)}`;
  return {
    table: [sum, textTable(rows)].join('\n\n'),
    json: {
      ...{ schedules: played.schedules, mismatches: played.mismatches, outcomes: played.outcomes },
      ...{ pressesPerSecond: first?.perSecond, echoPerSecond: echo.perSecond, callers: CALLERS, runs: speeds, echo },
      uncounted: speeds.reduce((total, each) => total + each.uncounted, 0),
    },
  };
}

// How often each outcome came up says that the schedules are worth something.
function schedules(count: number) {
  const outcomes: Record<string, number> = {};
  let mismatches = 0;
  for (const schedule of fc.sample(ballotSchedules, { numRuns: count, seed: SEED })) {
    const expected = ballotReference(schedule.present, schedule.events);
    if (JSON.stringify(playBallot(schedule)) !== JSON.stringify(expected)) mismatches += 1;
    const key = expected?.outcome ?? 'nothing decided';
    outcomes[key] = (outcomes[key] ?? 0) + 1;
  }
  return { schedules: count, mismatches, outcomes };
}

interface Opened {
  readonly databases: readonly Database[];
  close(): Promise<void>;
}

async function embedded(): Promise<Opened> {
  const database = await testDatabase();
  return { databases: [database], close: () => database.close() };
}

async function server(): Promise<Opened> {
  const own = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
  const databases = [await openDatabase({ mode: 'server', url: own.url })];
  databases.push(await openDatabase({ mode: 'server', url: own.url }));
  const close = async (): Promise<void> => {
    for (const each of databases) await each.close();
    await own.drop();
  };
  return { databases, close };
}

interface Speed {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Presses on one vote, each a change of mind: read, judged, stored with its line in the log, answered. */
async function speed(open: () => Promise<Opened>, presses: number): Promise<Speed & { readonly uncounted: number }> {
  const opened = await open();
  const world = await voteWorld(opened.databases, { organisations: ORGANISATIONS, people: PEOPLE });
  try {
    let uncounted = 0;
    const choices = ['for', 'against', 'abstain'];
    // The first of each organisation has its vote; the others hear that it was done already. Both are a press.
    const one = async (n: number): Promise<number> => {
      const { person } = world.voters[n % PEOPLE] as (typeof world.voters)[number];
      const x = choices[Math.floor(n / PEOPLE) % 3];
      const { text, ms } = await world.press(person, 'vote', { b: world.ballotId, x }, n);
      if (!/stemt|veranderd|al gestemd|stemde al/.test(text)) uncounted += 1;
      return ms;
    };
    for (let n = 0; n < 24; n += 1) await one(n);
    return { ...(await burst(presses, one)), uncounted };
  } finally {
    await world.close();
    await opened.close();
  }
}

async function burst(count: number, one: (n: number) => Promise<number>): Promise<Speed> {
  const latencies: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) latencies.push(await one(next++));
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const seconds = (performance.now() - began) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    perSecond: Math.round(count / seconds),
    p50Ms: Math.round(figure(latencies).median),
    p99Ms: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
  };
}

/** The bare echo bot of the SDK, in a process of its own, answering to a connector that takes everything. */
async function echoSpeed(turns: number): Promise<Speed> {
  const waiting = new Map<string, () => void>();
  const connector = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
      const conversation = decodeURIComponent(/conversations\/([^/]+)/.exec(incoming.url ?? '')?.[1] ?? '');
      waiting.get(conversation)?.();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => connector.once('listening', resolve));
  const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;
  const child = fork(new URL('./turnServer.ts', import.meta.url), [JSON.stringify({ role: 'echo', database: null })], {
    execArgv: ['--import', 'tsx'],
  });
  const { port } = await messageOf(child);
  try {
    const one = async (n: number): Promise<number> => {
      const id = `echo-${n}`;
      const began = performance.now();
      const replied = new Promise<void>((resolve) => waiting.set(id, resolve));
      await fetch(`http://127.0.0.1:${port}/api/messages`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({
          ...{
            type: 'message',
            id,
            channelId: 'msteams',
            serviceUrl,
            text: 'stem',
            from: { id: '29:x', name: 'Test' },
          },
          ...{ recipient: { id: '28:bot' }, conversation: { id, conversationType: 'personal', tenantId: 't' } },
        }),
      });
      await replied;
      return performance.now() - began;
    };
    await burst(turns / 4, one);
    return await burst(turns, one);
  } finally {
    child.send('stop');
    connector.close();
    connector.closeAllConnections();
  }
}

const messageOf = (child: ChildProcess): Promise<{ port: number }> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The echo bot stopped (${code})`)));
    child.once('message', (message) => resolve(message as { port: number }));
  });
