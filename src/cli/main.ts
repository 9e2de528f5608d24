/**
 * The command line: picks the command, turns what goes wrong into a clear word and an exit code.
 * Knows no layer but through `deps`; what it prints is decided by the commands.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { answersCommand } from './answersCommand.ts';
import { askCommand } from './ask.ts';
import { auditCommand } from './audit.ts';
import { decisionsCommand } from './decisions.ts';
import { explainCommand } from './explain.ts';
import { factsCommand } from './facts.ts';
import { HELP } from './help.ts';
import { interpretCommand } from './interpret.ts';
import { CliError, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { outboxCommand } from './outbox.ts';
import { peopleCommand } from './people.ts';
import { privacyCommand } from './privacy.ts';
import { protocolsCommand } from './protocolsCommand.ts';
import { settingsCommand } from './settings.ts';
import { simulateCommand } from './simulate.ts';
import { tablesCommand } from './tables.ts';
import { talliesCommand } from './tallies.ts';

const ROOT = new URL('../../', import.meta.url);
const COMMANDS: Record<string, (args: readonly string[], io: Io, deps: CliDeps) => Promise<ExitCode>> = {
  simulate: simulateCommand,
  ask: askCommand,
  answers: answersCommand,
  facts: factsCommand,
  interpret: interpretCommand,
  protocols: protocolsCommand,
  explain: explainCommand,
  people: peopleCommand,
  privacy: privacyCommand,
  decisions: decisionsCommand,
  tables: tablesCommand,
  audit: auditCommand,
  settings: settingsCommand,
  tallies: talliesCommand,
  outbox: outboxCommand,
};

// `compose` is loaded only when a command needs what is stored: the others need no database and start at once.
const ownDeps = (io: Io): CliDeps => ({
  openCases: async () => {
    const { openCases } = await import('../compose.ts');
    return onDatabase(io, openCases);
  },
  openStored: async () => {
    const { openStored } = await import('../compose.ts');
    return onDatabase(io, (config) => {
      const { database } = config;
      // Without the bot's settings this is another database than the bot's, and nobody would notice.
      io.stderr(`opstap: database ${database.mode === 'server' ? 'van DATABASE_URL' : `in ${database.folder}`}\n`);
      return openStored(config);
    });
  },
  protocols: fileURLToPath(new URL('content/protocols', ROOT)),
  retention: fileURLToPath(new URL('content/retention.yaml', ROOT)),
  now: () => new Date(),
});

async function onDatabase<T>(io: Io, open: (config: Config) => Promise<T>): Promise<T> {
  const { readConfig } = await import('../config.ts');
  const read = readConfig(io.env);
  if (!read.ok) throw new CliError('no_database', read.problems.join('\n'));
  try {
    return await open(read.config);
  } catch (error) {
    throw new CliError('no_database', `de database kan niet worden gelezen: ${(error as Error).message}`);
  }
}

/** Runs one command. Never throws for what a user can cause: 0 done, 1 the answer is no, 2 wrong question. */
export async function main(argv: readonly string[], io: Io, deps: CliDeps = ownDeps(io)): Promise<number> {
  const [name = 'help', ...args] = argv;
  try {
    if (name === '--version') io.stdout(`${version()}\n`);
    else if (name === 'help' || name === '--help' || name === '-h') io.stdout(HELP);
    else {
      const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
      if (!command) throw new CliError('usage', `"${name}" is geen opdracht; kijk bij: opstap help`);
      return await command(args, io, deps);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const { code, message, path } = error;
    io.stderr(`opstap: ${message}\n`);
    if (argv.includes('--json')) writeJson(io, { error: { code, message, ...(path === null ? {} : { path }) } });
    return error.exit;
  }
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string }).version;
}
