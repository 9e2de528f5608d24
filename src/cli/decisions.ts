/**
 * `opstap decisions list|export`: the register, for who has the database or as far as somebody may see it. What is
 * shown is noted in the log.
 */
import { isCivilDate } from '../domain/calendar.ts';
import { decisionLines, decisionsCsv, decisionsData } from '../presenters/decisionExport.ts';
import { listDecisions } from '../usecases/exportDecisions.ts';
import { todayOf } from '../usecases/readCase.ts';
import { onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, writeOwn, type CliDeps, type ExitCode, type Io } from './io.ts';

const USAGE =
  'schrijf: opstap decisions list|export [--case CASUS] [--today|--on DAG] [--protocol AFSPRAKEN] [--format csv|json] [--out BESTAND]';

export async function decisionsCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const [action = '', ...rest] = args;
  if (action !== 'list' && action !== 'export') throw new CliError('usage', USAGE);
  const { values, positionals } = readArgs(rest, {
    ...{ json: { type: 'boolean' }, as: { type: 'string' }, case: { type: 'string' }, today: { type: 'boolean' } },
    ...{ on: { type: 'string' }, protocol: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  } as const);
  if (positionals.length > 0) throw new CliError('usage', USAGE);
  const format = values.format ?? (values.json ? 'json' : 'csv');
  if (format !== 'csv' && format !== 'json') throw new CliError('wrong_value', '--format is csv of json', 'format');
  if (values.on !== undefined && !isCivilDate(values.on)) {
    throw new CliError('wrong_value', '--on is een dag, zoals 2026-03-12', 'on');
  }
  const result = await onStoredAs(deps, values.as, (stored, by) => {
    if (values.protocol !== undefined && !stored.protocols.current.has(values.protocol)) {
      throw new CliError('wrong_value', 'deze afspraken zijn er niet; kijk bij: opstap protocols list', 'protocol');
    }
    const query = {
      code: values.case?.trim().toUpperCase() ?? null,
      ...{ region: values.protocol ?? null, day: values.on ?? (values.today ? todayOf(stored) : null) },
    };
    return listDecisions(stored, query, by, action === 'export');
  });
  if (result.kind === 'no_case') throw new CliError('case_not_found', 'deze casus is er niet', 'case', 1);
  if (result.kind === 'forbidden') {
    throw new CliError('forbidden', 'besluiten uitvoeren naar een bestand mag alleen een coördinator', 'as', 1);
  }
  const data = decisionsData(result.cases);
  if (action === 'list') {
    if (values.json) writeJson(io, { decisions: data });
    else io.stdout(data.length === 0 ? 'Er zijn geen besluiten.\n' : `${decisionLines(data).join('\n')}\n`);
    return 0;
  }
  const text = format === 'csv' ? decisionsCsv(data) : `${JSON.stringify({ decisions: data }, null, 2)}\n`;
  if (values.out === undefined) {
    io.stdout(text);
    return 0;
  }
  writeOwn(io, values.out, text);
  if (values.json) writeJson(io, { decisions: data.length, written: values.out });
  else io.stdout(`geschreven: ${values.out} (${data.length} besluiten)\n`);
  io.stderr('opstap: dit bestand gaat over cliënten; bewaar het niet langer dan nodig\n');
  return 0;
}
