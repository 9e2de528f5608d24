/**
 * The command line: picks the command, turns what goes wrong into a clear word and an exit code.
 * Knows no layer but through `deps`; what it prints is decided by the commands.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { explainCommand } from './explain.ts';
import { factsCommand } from './facts.ts';
import { HELP } from './help.ts';
import { CliError, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { protocolsCommand } from './protocolsCommand.ts';
import { simulateCommand } from './simulate.ts';

const ROOT = new URL('../../', import.meta.url);
const COMMANDS: Record<string, (args: readonly string[], io: Io, deps: CliDeps) => Promise<ExitCode>> = {
  simulate: simulateCommand,
  facts: factsCommand,
  protocols: protocolsCommand,
  explain: explainCommand,
};

const ownDeps = (io: Io): CliDeps => ({
  openCases: () => openStoredCases(io),
  protocols: fileURLToPath(new URL('content/protocols', ROOT)),
  now: () => new Date(),
});

// Loaded only when a command reads stored cases: the others need no database and start at once.
async function openStoredCases(io: Io): ReturnType<CliDeps['openCases']> {
  const { readConfig } = await import('../config.ts');
  const read = readConfig(io.env);
  if (!read.ok) throw new CliError('no_database', read.problems.join('\n'));
  const { openCases } = await import('../compose.ts');
  try {
    return await openCases(read.config.database);
  } catch (error) {
    throw new CliError('no_database', `de casussen kunnen niet worden gelezen: ${(error as Error).message}`);
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
