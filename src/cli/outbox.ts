/**
 * `opstap outbox list`: messages that wait, did not arrive or may have arrived twice. Ids, states and faults; never what
 * was said, and nothing of a client.
 */
import type { MessageState, MessageTrace } from '../usecases/ports.ts';
import { onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';

const USAGE = 'schrijf: opstap outbox list [--state dead|ambiguous|queued]';
const STATES: Readonly<Record<string, readonly MessageState[]>> = {
  dead: ['dead'],
  ambiguous: ['ambiguous'],
  queued: ['queued', 'claimed', 'sending'],
};
const MOST = 500;

/** `opstap outbox …` */
export async function outboxCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, state: { type: 'string' } } as const);
  const states = values.state === undefined ? Object.values(STATES).flat() : STATES[values.state];
  if (positionals.join(' ') !== 'list' || !states) throw new CliError('usage', USAGE);
  const found = await onStoredAs(deps, undefined, ({ uow }) => uow.stores.outbox.traces(states, MOST));
  if (values.json) writeJson(io, { messages: found.map(shown) });
  else if (found.length === 0) io.stdout('geen berichten\n');
  else for (const each of found) io.stdout(`${Object.values(shown(each)).join('  ')}\n`);
  return 0;
}

const shown = ({ id, state, kind, attempts, dueAt, fault }: MessageTrace) => ({
  ...{ id, state, kind, tries: attempts, dueAt, fault: fault ?? '-' },
});
