/**
 * The local Teams: starts the Microsoft 365 Agents Playground beside the bot. Local mode only.
 * It is a development dependency: without it the bot runs on, and says how to get it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Playground {
  /** Where to open it in a browser. */
  readonly url: string;
  stop(): void;
}

const LOOPBACK_ONLY = fileURLToPath(new URL('./loopbackOnly.cjs', import.meta.url));
const START_LIMIT_MS = 30_000;

/**
 * Starts the Playground for the bot on `botUrl`. Null if it is not installed or does not start in 30 seconds.
 * `config` is the file that fixes its people and chats; `openBrowser` false on machines without one.
 */
export async function startPlayground(options: {
  readonly botUrl: string;
  readonly port: number;
  readonly config: string;
  readonly openBrowser: boolean;
}): Promise<Playground | null> {
  const script = playgroundScript();
  if (script === null) return null;
  const { botUrl, port, config, openBrowser } = options;
  const child = spawn(
    process.execPath,
    [
      '--require',
      LOOPBACK_ONLY,
      script,
      'start',
      '-e',
      botUrl,
      '-p',
      String(port),
      '-c',
      'msteams',
      '--disable-telemetry',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        ...(openBrowser ? {} : { TEAMSAPPTESTER_BROWSER: 'none' }),
      },
    },
  );
  const listening = await listeningPort(child);
  if (listening === null) {
    child.kill();
    return null;
  }
  return { url: `http://127.0.0.1:${listening}`, stop: () => void child.kill() };
}

function playgroundScript(): string | null {
  try {
    const require = createRequire(import.meta.url);
    const manifest = require.resolve('@microsoft/m365agentsplayground/package.json');
    const bin = (require(manifest) as { bin?: Record<string, string> }).bin?.['agentsplayground'];
    return bin === undefined ? null : require.resolve(`@microsoft/m365agentsplayground/${bin.replace(/^\.\//, '')}`);
  } catch {
    return null;
  }
}

// An occupied port makes it choose another one, which only its output tells.
function listeningPort(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    let output = '';
    const limit = setTimeout(() => resolve(null), START_LIMIT_MS);
    const done = (port: number | null): void => {
      clearTimeout(limit);
      resolve(port);
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
      const match = /Listening on\D*(?:[\d.]+:|localhost:)?(\d{2,5})/i.exec(output);
      if (match) done(Number(match[1]));
    });
    child.once('exit', () => done(null));
    child.once('error', () => done(null));
  });
}
