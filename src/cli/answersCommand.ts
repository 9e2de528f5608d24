/**
 * `opstap answers lint|unanswered|export`: for the owners of questions and answers. Only `export --out` writes files.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { answerFilesOf } from '../content/answersExport.ts';
import { civilDateOf } from '../domain/calendar.ts';
import { answerFiles } from './answerFiles.ts';
import { CliError, onStored, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { problemText } from './protocolFiles.ts';

const USAGE = 'schrijf: opstap answers lint | unanswered | export PROTOCOL [--out MAP]';

export async function answersCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, out: { type: 'string' } });
  const [name, region, ...more] = positionals;
  const json = values.json === true;
  if (name === 'lint' && region === undefined) return lint(json, io, deps);
  if (name === 'unanswered' && region === undefined) return unanswered(json, io, deps);
  if (name === 'export' && region !== undefined && more.length === 0) {
    return exportAnswers(region, { json, out: values.out ?? null }, io, deps);
  }
  throw new CliError('usage', USAGE);
}

function lint(json: boolean, io: Io, deps: CliDeps): ExitCode {
  const { base, files, problems } = answerFiles(deps);
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (json) writeJson(io, { ok: errors === 0, files, problems, answers: base.entries.map(({ id }) => id) });
  else {
    const word = { error: 'fout', note: 'ter info' };
    for (const problem of problems) io.stdout(`${word[problem.level]}  ${problemText(problem)}\n`);
    io.stdout(`${base.entries.length} antwoorden gelezen, ${errors} fouten, ${problems.length - errors} ter info\n`);
  }
  return errors === 0 ? 0 : 1;
}

function unanswered(json: boolean, io: Io, deps: CliDeps): Promise<ExitCode> {
  return onStored<ExitCode>(deps, async ({ uow }) => {
    const open = await uow.stores.questions.inState(['open']);
    const questions = open.map(({ id, region, text, asked, askedAt }) => ({
      ...{ id, region, question: text, asked, since: civilDateOf(askedAt) },
    }));
    if (json) writeJson(io, { questions });
    else {
      for (const each of questions) io.stdout(`${each.asked}×  ${each.region}  ${each.since}  ${each.question}\n`);
      io.stdout(`${questions.length} vragen zonder antwoord\n`);
    }
    return 0;
  });
}

function exportAnswers(
  region: string,
  { json, out }: { readonly json: boolean; readonly out: string | null },
  io: Io,
  deps: CliDeps,
): Promise<ExitCode> {
  return onStored<ExitCode>(deps, async ({ answers, protocols }) => {
    if (!protocols.current.has(region)) throw new CliError('unknown_protocol', `protocol "${region}" is er niet`);
    const { base, analyse } = await answers.index();
    const files = answerFilesOf(region, base.entries, (text) => analyse(text).concepts);
    if (out !== null) for (const { name, text } of files) write(resolve(io.cwd, out), name, text);
    if (json) writeJson(io, { files, written: out !== null });
    else if (files.length === 0) io.stdout('Er zijn geen goedgekeurde antwoorden om mee te nemen\n');
    else if (out === null) for (const { name, text } of files) io.stdout(`# ${name}\n${text}\n`);
    else for (const { name } of files) io.stdout(`${name} geschreven\n`);
    return 0;
  });
}

// A file that is there already is somebody's work.
function write(folder: string, name: string, text: string): void {
  try {
    writeFileSync(join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    throw new CliError('not_written', `${name} kan niet worden geschreven: ${(error as NodeJS.ErrnoException).code}`);
  }
}
