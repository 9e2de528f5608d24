/**
 * A full turn, "wat is de volgende stap?", against the bare echo bot of the same SDK, in the same run.
 * Both serve over HTTP and answer to the same fake connector; CPU is that of the serving process alone.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// So many that nobody goes on faster than a person may (src/teams/pace.ts): a refusal costs less than an answer.
const PEOPLE = 512;
const CALLERS = 16;

interface Bot {
  readonly process: ChildProcess;
  readonly port: number;
  readonly latencies: number[];
  readonly cpuPerTurn: number[];
}

/** Measures and answers the table and the figures. `quick` for a look, not for a figure to quote. */
export async function run(options: { quick: boolean }): Promise<{ table: string; json: object }> {
  const results = [await measure('embedded', options.quick)];
  if (process.env['DATABASE_URL']) results.push(await measure('server', options.quick));
  const rows = results.map((each) =>
    [each.storage, each.cpuUsPerTurn, each.echoCpuUsPerTurn, each.ratio, each.p50Ms, each.p99Ms, each.echoP50Ms].join(
      '\t',
    ),
  );
  const table = ['storage\tCPU µs/turn\techo µs/turn\tratio\tp50 ms\tp99 ms\techo p50 ms', ...rows].join('\n');
  const [first] = results;
  return { table, json: { ...first, runs: results } };
}

async function measure(storage: 'embedded' | 'server', quick: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'opstap-bench-'));
  const connector = await startConnector();
  const database =
    storage === 'embedded'
      ? { mode: 'embedded', folder: join(folder, 'data') }
      : { mode: 'server', url: process.env['DATABASE_URL'] };
  const opstap = await startBot('opstap', database);
  const echo = await startBot('echo', database);
  try {
    const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
    const rounds = quick ? 2 : 7;
    const turns = quick ? 400 : 2000;
    // Everybody says hello and names a case, so that "this client" is known; then both warm up.
    for (let n = 0; n < PEOPLE; n += CALLERS)
      await burst(opstap, connector, agent, n, CALLERS, 'volgende stap HLM-2026-001');
    for (const bot of [opstap, echo]) await round(bot, connector, agent, turns / 2);
    for (const bot of [opstap, echo]) bot.latencies.length = bot.cpuPerTurn.length = 0;
    for (let n = 0; n < rounds; n++) {
      for (const bot of n % 2 ? [echo, opstap] : [opstap, echo]) await round(bot, connector, agent, turns);
    }
    agent.destroy();
  } finally {
    for (const bot of [opstap, echo]) bot.process.send('stop');
    connector.server.close();
    connector.server.closeAllConnections();
    await new Promise((resolve) => setTimeout(resolve, 300));
    rmSync(folder, { recursive: true, force: true });
  }
  const ratios = opstap.cpuPerTurn.map((ours, index) => ours / (echo.cpuPerTurn[index] ?? ours));
  return {
    storage,
    cpuUsPerTurn: Math.round(median(opstap.cpuPerTurn)),
    echoCpuUsPerTurn: Math.round(median(echo.cpuPerTurn)),
    ratio: fixed(median(ratios)),
    ratioMin: fixed(Math.min(...ratios)),
    ratioMax: fixed(Math.max(...ratios)),
    p50Ms: fixed(percentile(opstap.latencies, 50)),
    p99Ms: fixed(percentile(opstap.latencies, 99)),
    echoP50Ms: fixed(percentile(echo.latencies, 50)),
    echoP99Ms: fixed(percentile(echo.latencies, 99)),
    callers: CALLERS,
  };
}

interface Connector {
  readonly server: Server;
  readonly url: string;
  /** Resolves when the reply in this conversation has come. */
  wait(conversation: string): Promise<void>;
}

async function startConnector(): Promise<Connector> {
  const waiting = new Map<string, () => void>();
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
      const conversation = decodeURIComponent(/conversations\/([^/]+)/.exec(incoming.url ?? '')?.[1] ?? '');
      waiting.get(conversation)?.();
      waiting.delete(conversation);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url, wait: (conversation) => new Promise((resolve) => waiting.set(conversation, resolve)) };
}

async function startBot(role: 'opstap' | 'echo', database: object): Promise<Bot> {
  const child = fork(new URL('./turnServer.ts', import.meta.url), [JSON.stringify({ role, database })], {
    execArgv: ['--import', 'tsx'],
  });
  const { port } = await answer<{ port: number }>(child);
  return { process: child, port, latencies: [], cpuPerTurn: [] };
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopped = (code: number | null): void => reject(new Error(`The measured process stopped (${code})`));
    child.once('exit', stopped);
    child.once('message', (message) => {
      child.off('exit', stopped);
      resolve(message as T);
    });
  });
}

async function cpuOf(bot: Bot): Promise<number> {
  const reply = answer<{ cpu: { user: number; system: number } }>(bot.process);
  bot.process.send('cpu');
  const { cpu } = await reply;
  return cpu.user + cpu.system;
}

async function round(bot: Bot, connector: Connector, agent: Agent, turns: number): Promise<void> {
  const before = await cpuOf(bot);
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < turns) {
      const n = next++;
      await turn(bot, connector, agent, n % PEOPLE, 'wat is de volgende stap voor deze cliënt?');
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  bot.cpuPerTurn.push(((await cpuOf(bot)) - before) / turns);
}

const burst = (bot: Bot, connector: Connector, agent: Agent, from: number, count: number, text: string) =>
  Promise.all(Array.from({ length: count }, (_, n) => turn(bot, connector, agent, from + n, text)));

let serial = 0;
async function turn(bot: Bot, connector: Connector, agent: Agent, person: number, text: string): Promise<void> {
  const conversation = `conversation-${bot.port}-${person}`;
  const started = performance.now();
  const replied = connector.wait(conversation);
  const status = await post(bot.port, agent, {
    type: 'message',
    id: `m${serial++}`,
    channelId: 'msteams',
    serviceUrl: connector.url,
    locale: 'nl-NL',
    from: {
      id: `29:${person}`,
      aadObjectId: `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`,
      name: 'Test',
    },
    recipient: { id: '28:bot', name: 'Opstap' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: 'tenant' },
    channelData: { tenant: { id: 'tenant' } },
    text,
  });
  if (status !== 200) throw new Error(`The bot answered ${status}`);
  await replied;
  bot.latencies.push(performance.now() - started);
}

function post(port: number, agent: Agent, activity: object): Promise<number> {
  const body = JSON.stringify(activity);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        path: '/api/messages',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const percentile = (values: readonly number[], p: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))] ?? 0;
const median = (values: readonly number[]): number => percentile(values, 50);
const fixed = (value: number): number => Number(value.toFixed(2));
