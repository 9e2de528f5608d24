/**
 * `opstap protocols diff OLD NEW [--cases]` of two files, and `diff PROTOCOL` of what running cases are on against
 * what stands in content now. Changes nothing: moving a case is `opstap protocols move`.
 */
import type { Case } from '../domain/cases.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { diffProtocols } from '../domain/protocol/diff.ts';
import { planOf } from '../domain/protocol/evaluate.ts';
import { previewMove, type MoveResult } from '../domain/protocol/move.ts';
import type { Deps } from '../usecases/ports.ts';
import { diffText } from './diffText.ts';
import { CliError, onStored, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { moveRefusal } from '../presenters/caseMove.ts';
import { moveJson, moveText } from './moveText.ts';
import { protocolAt, protocolById } from './protocolFiles.ts';

interface Question {
  readonly from: string;
  /** Null: `from` is a protocol, not a file. */
  readonly to: string | null;
  /** Also what the new version would do to the running cases. */
  readonly cases: boolean;
  readonly json: boolean;
}

/** Says what a new version of a protocol changes, and what it would do to running cases. */
export async function diff(question: Question, io: Io, deps: CliDeps): Promise<ExitCode> {
  const { from, to } = question;
  const next = to === null ? protocolById(deps, from) : protocolAt(io, to);
  const running = question.cases || to === null ? await runningCases(deps, next) : null;
  const olds = to === null ? versionsOf(running ?? [], next) : [protocolAt(io, from)];
  const other = olds.find((old) => old.id !== next.id);
  if (other) throw new CliError('wrong_value', `dit zijn twee protocollen: "${other.id}" en "${next.id}"`);
  const differences = olds.map((old) => ({ old, difference: diffProtocols(old, next) }));
  if (question.json) {
    const versions = differences.map(({ old, difference }) => ({ from: old.version, ...difference }));
    const cases = running?.map(({ found, result }) => caseJson(found, result)) ?? null;
    writeJson(io, { protocol: next.id, to: next.version, differences: versions, cases });
    return 0;
  }
  for (const { old, difference } of differences) {
    io.stdout(`${next.id}: van versie ${old.version} naar ${next.version}\n\n${diffText(old, next, difference)}\n`);
  }
  if (olds.length === 0) io.stdout(`${next.id}: geen lopende casus staat op een andere versie dan ${next.version}\n`);
  for (const each of running ?? []) io.stdout(caseText(each));
  return 0;
}

interface Running {
  readonly found: Case;
  readonly protocol: Protocol;
  readonly result: MoveResult;
}

const runningCases = (deps: CliDeps, next: Protocol): Promise<readonly Running[]> =>
  onStored(deps, async (stored: Deps) => {
    const now = stored.clock.now();
    const cases = await stored.uow.stores.cases.ofProtocol(next.id);
    return Promise.all(
      cases.map(async (found) => {
        const protocol = await stored.protocols.ofCase(found);
        return { found, protocol, result: previewMove(planOf(protocol, found.route), next, found.state, now) };
      }),
    );
  });

function versionsOf(running: readonly Running[], next: Protocol): readonly Protocol[] {
  const versions = new Map(running.map(({ protocol }) => [protocol.version, protocol]));
  versions.delete(next.version);
  return [...versions.values()];
}

const caseJson = (found: Case, result: MoveResult): object => ({
  case: found.code,
  version: found.protocolVersion,
  ...(result.ok ? moveJson(result.preview) : { refused: result.refusal.kind }),
});

function caseText({ found, result }: Running): string {
  const head = `${found.code} (versie ${found.protocolVersion})`;
  return `${head}: ${result.ok ? moveText(result.preview) : `${moveRefusal(result.refusal, 'nl')}\n`}`;
}
