/**
 * `opstap answers lint`: for the owners of questions and answers.
 */
import { answerFiles } from './answerFiles.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { problemText } from './protocolFiles.ts';

export async function answersCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' } });
  if (positionals.join(' ') !== 'lint') throw new CliError('usage', 'schrijf: opstap answers lint');
  const { base, files, problems } = answerFiles(deps);
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (values.json) writeJson(io, { ok: errors === 0, files, problems, answers: base.entries.map(({ id }) => id) });
  else {
    const word = { error: 'fout', note: 'ter info' };
    for (const problem of problems) io.stdout(`${word[problem.level]}  ${problemText(problem)}\n`);
    io.stdout(`${base.entries.length} antwoorden gelezen, ${errors} fouten, ${problems.length - errors} ter info\n`);
  }
  return errors === 0 ? 0 : 1;
}
