/**
 * From the press that reports a signal to its card in the case channel, at 50 signals a second; and how fast the outbox
 * drains, beside a bare loop that sends the same. Embedded, or on the server of DATABASE_URL.
 */
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cardRenderer, composeDeps } from '../src/compose.ts';
import { createOutbox } from '../src/outbox/worker.ts';
import { wordCard } from '../src/presenters/notices.ts';
import { createMessenger } from '../src/teams/sdk/messenger.ts';
import { createRoster } from '../src/teams/sdk/roster.ts';
import { createWire } from '../src/teams/sdk/wire.ts';
import { createServerDatabase, testDatabase, testServerDatabase } from '../test/support/database.ts';
import { textTable } from './measure.ts';

const PER_SECOND = 50;
const CASES = 100;
const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
const url = process.env['DATABASE_URL'];

/** 20 seconds of signals and 2000 messages to drain; `quick`: 4 seconds and 400. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const latencies = (await signals(quick ? 4 : 20)).toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(latencies[Math.floor(latencies.length * share)] ?? NaN);
  const delivery = { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
  const drained = await drain(quick ? 400 : 2000);
  const storage = url === undefined ? 'embedded' : 'server';
  const rate = { drainPerSecond: drained.outbox, barePerSecond: drained.bare, ratio: drained.outbox / drained.bare };
  return {
    table: [
      `${latencies.length} signals at ${PER_SECOND} a second, ${storage}: press to card in the channel`,
      textTable([Object.keys(delivery), Object.values(delivery)]),
      'Messages a second, 200 conversations: through the outbox, and a bare loop of the same sends',
      textTable([Object.keys(rate), Object.values(rate).map((value) => value.toFixed(2))]),
    ].join('\n\n'),
    json: { storage, perSecond: PER_SECOND, signals: latencies.length, ...delivery, ...rate },
  };
}

interface Started {
  readonly port: number;
  readonly cases: readonly { readonly id: string; readonly objectId: string; readonly conversationId: string }[];
}

// Times of every signal that arrived, in ms. One that does not arrive is a fault, not a slow one.
async function signals(seconds: number): Promise<readonly number[]> {
  const pressed = new Map<string, number[]>();
  const latencies: number[] = [];
  const teams = await startTeams((method, path) => {
    const conversation = decodeURIComponent(/conversations\/([^/]+)\/activities$/.exec(path)?.[1] ?? '');
    const moment = method === 'POST' ? pressed.get(conversation)?.shift() : undefined;
    if (moment !== undefined) latencies.push(performance.now() - moment);
  });
  const own = url === undefined ? null : await createServerDatabase(url);
  const database = own ? { mode: 'server', url: own.url } : { mode: 'embedded', folder: null };
  const child = fork(fileURLToPath(new URL('./signalsServer.ts', import.meta.url)), [
    JSON.stringify({ database, serviceUrl: teams.url, count: CASES }),
  ]);
  child.on('message', (message: { fault?: string }) => message.fault && console.error(message.fault));
  const started = await new Promise<Started>((resolve) =>
    child.on('message', (message: Partial<Started>) => message.port && resolve(message as Started)),
  );
  const total = seconds * PER_SECOND;
  const begin = performance.now();
  const turns: Promise<unknown>[] = [];
  for (let n = 0; n < total; n += 1) {
    await pause(Math.max(0, begin + (n * 1000) / PER_SECOND - performance.now()));
    const one = started.cases[n % CASES] as Started['cases'][number];
    pressed.set(one.conversationId, [...(pressed.get(one.conversationId) ?? []), performance.now()]);
    turns.push(press(started.port, teams.url, one, n));
  }
  await Promise.all(turns);
  for (let tries = 0; latencies.length < total && tries < 100; tries += 1) await pause(200);
  child.kill('SIGKILL');
  await teams.close();
  await own?.drop();
  if (latencies.length < total) throw new Error(`${total - latencies.length} of ${total} signals did not arrive`);
  return latencies;
}

async function press(port: number, serviceUrl: string, one: Started['cases'][number], n: number): Promise<void> {
  const data = {
    c: one.id,
    s_kind: 'incident',
    s_severity: 'licht',
    s_seen: 'Lang geluid in de nacht',
    s_since: today(),
  };
  const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ type: 'invoke', name: 'adaptiveCard/action', id: `p${n}`, channelId: 'msteams', serviceUrl },
      from: { id: `29:${one.objectId}`, name: 'B', aadObjectId: one.objectId },
      recipient: { id: '28:opstap' },
      conversation: { id: `a:${one.objectId}`, conversationType: 'personal', tenantId: TENANT },
      value: { action: { type: 'Action.Execute', verb: 'signal_save', data } },
    }),
  });
  if (response.status !== 200) throw new Error(`A press was answered with ${response.status}`);
  await response.arrayBuffer();
}

const today = (): string => new Date().toISOString().slice(0, 10);

async function drain(count: number): Promise<{ readonly outbox: number; readonly bare: number }> {
  const teams = await startTeams(() => undefined);
  const database = url === undefined ? await testDatabase() : await testServerDatabase(url);
  const deps = await composeDeps(database);
  const wire = createWire(async () => null, { info: () => {}, warn: () => {}, error: () => {} });
  const messenger = createMessenger(wire, createRoster(wire));
  const render = cardRenderer();
  const place = (n: number) =>
    ({ conversationId: `k${n % 200}`, kind: 'group', tenantId: 't', serviceUrl: teams.url, botId: 'b' }) as const;
  for (let n = 0; n < 200; n += 1) await deps.uow.stores.places.remember({ ...place(n), objectId: null });
  // An hour apart, so that no conversation meets its own limit.
  let hours = 0;
  const start = Date.now();
  const clock = { now: () => new Date(start + hours * 3_600_000).toISOString() };
  await deps.uow.stores.outbox.add(
    Array.from({ length: count }, (_, n) => ({
      ...{ id: `n${n}`, kind: 'said', about: {}, dueAt: clock.now() },
      to: { kind: 'conversation', conversationId: place(n).conversationId } as const,
    })),
  );
  const outbox = createOutbox({
    ...{ deps: { ...deps, clock }, messenger, mail: null, render, local: false, random: Math.random },
    ...{ onFault: (_id: string, fault: unknown) => console.error(fault), perSecond: 1_000_000 },
    messages: { said: async (_deps, { id }) => ({ card: wordCard([id], []) }) },
  });
  const drainTime = await timeOf(async () => {
    while ((await outbox.sendDue()) > 0) hours += 0.05;
  });
  const post = { card: render(wordCard(['x'], [])), summary: '' };
  const bareTime = await timeOf(async () => {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < count) await messenger.post(place(next++), post, null);
    };
    await Promise.all(Array.from({ length: 25 }, worker));
  });
  wire.close();
  await database.close();
  await teams.close();
  return { outbox: Math.round(count / drainTime), bare: Math.round(count / bareTime) };
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

async function startTeams(
  onCall: (method: string, path: string) => void,
): Promise<{ url: string; close(): Promise<void> }> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      onCall(request.method ?? '', request.url ?? '');
      const members = request.url?.includes('pagedmembers') ? '{"members":[]}' : `{"id":"t${(calls += 1)}"}`;
      response.writeHead(request.method === 'GET' ? 200 : 201, { 'content-type': 'application/json' }).end(members);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
