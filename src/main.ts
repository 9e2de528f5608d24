/**
 * Start and stop. Reads the environment, starts the app, and in local mode the local Teams beside it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compose, ROOT, type App } from './compose.ts';
import { readConfig, type Config } from './config.ts';
import { createLog } from './shared/log.ts';
import { startPlayground, type Playground } from './teams/playground.ts';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const read = readConfig(process.env);
  if (!read.ok) {
    process.stderr.write(`${read.problems.join('\n')}\n`);
    process.exitCode = 1;
    return;
  }
  const { config } = read;
  const log = createLog(config.logLevel);
  const app = await compose(config, log);
  const playground = config.mode === 'local' && config.playground ? await openPlayground(app, config) : null;
  if (config.mode === 'local') process.stdout.write(greeting(app, playground));
  else log.info({ port: app.server.port }, 'Opstap is running');
  stopOnSignal(app, playground);
}

function openPlayground(app: App, config: Config): Promise<Playground | null> {
  return startPlayground({
    botUrl: `http://127.0.0.1:${app.server.port}/api/messages`,
    port: config.playgroundPort,
    config: join(ROOT, '.m365agentsplayground.yml'),
    openBrowser: hasBrowser(),
  });
}

// A machine without a screen gets the address only.
const hasBrowser = (): boolean =>
  process.env['CI'] === undefined &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']));

function greeting(app: App, playground: Playground | null): string {
  const where = playground
    ? `Open   ${playground.url}`
    : `De lokale Teams (Agents Playground) is niet gestart. De bot luistert op http://127.0.0.1:${app.server.port}/api/messages`;
  return `
Opstap draait op deze computer. Alleen u kunt erbij; alles blijft in de map .opstap.

  ${where}
  Typ    wat is de volgende stap?      (of: what's next for this client)
         mijn casussen · casus openen · ik ben woningcorporatie · english

Stoppen: Ctrl+C
`;
}

function stopOnSignal(app: App, playground: Playground | null): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    playground?.stop();
    void app.close().finally(() => process.exit());
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`Opstap kan niet starten: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
