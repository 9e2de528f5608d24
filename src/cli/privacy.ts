/**
 * `opstap privacy export|sheet|erase|retention|log`: the rights of a client. Prints what is stored of a case only for
 * export and sheet; the other commands and every error keep to codes, dates and counts.
 */
import { civilDateOf } from '../domain/calendar.ts';
import { caseExport } from '../presenters/caseExport.ts';
import { caseExportText } from '../presenters/caseExportText.ts';
import { sheetHtml, sheetText } from '../presenters/shareSheet.ts';
import {
  eraseCase,
  planErasure,
  type Erasure,
  type EraseResult,
  type NotErased,
  type PlanErasureResult,
} from '../usecases/eraseCase.ts';
import { exportCase } from '../usecases/exportCase.ts';
import { makeShareSheet } from '../usecases/shareSheet.ts';
import { forbidden, onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, writeOwn, type CliDeps, type ExitCode, type Io } from './io.ts';
import { erasureLog, retentionCommand } from './retention.ts';

const ACTIONS = { export: exportCommand, sheet: sheetCommand, erase, retention: retentionCommand, log: erasureLog };
const USAGE = {
  export: 'schrijf: opstap privacy export CASUS [--out BESTAND] [--json]',
  sheet: 'schrijf: opstap privacy sheet CASUS [--out BESTAND.html]',
  erase: 'schrijf: opstap privacy erase CASUS --reason "…" [--yes]',
};

export async function privacyCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const [action = '', ...rest] = args;
  if (!Object.hasOwn(ACTIONS, action)) {
    throw new CliError('usage', 'schrijf: opstap privacy export|sheet|erase|retention|log …');
  }
  return ACTIONS[action as keyof typeof ACTIONS](rest, io, deps);
}

async function exportCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    ...{ json: { type: 'boolean' }, as: { type: 'string' }, out: { type: 'string' } },
  } as const);
  const code = codeOf(positionals, USAGE.export);
  const result = await onStoredAs(deps, values.as, (stored, by) => exportCase(stored, code, by));
  if (result.kind === 'forbidden') throw forbidden();
  if (result.kind === 'no_case') throw noCase();
  const data = caseExport(result.record);
  if (values.out === undefined) {
    if (values.json) writeJson(io, data);
    else io.stdout(caseExportText(data));
    return 0;
  }
  writeOwn(io, values.out, values.json ? `${JSON.stringify(data, null, 2)}\n` : caseExportText(data));
  if (values.json) writeJson(io, { case: code, written: values.out });
  else io.stdout(`geschreven: ${values.out}\n`);
  io.stderr(ABOUT_CLIENT);
  return 0;
}

const ABOUT_CLIENT = 'opstap: dit bestand gaat over een cliënt; bewaar het niet langer dan nodig\n';

// What was shared with whom and why, for the client: as text, or with --out as a page to print.
async function sheetCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { as: { type: 'string' }, out: { type: 'string' } } as const);
  const code = codeOf(positionals, USAGE.sheet);
  const sheet = await onStoredAs(deps, values.as, (stored, by) => makeShareSheet(stored, code, by));
  if ('kind' in sheet) throw sheet.kind === 'no_case' ? noCase() : forbidden();
  const made = civilDateOf(deps.now().toISOString());
  if (values.out === undefined) {
    io.stdout(sheetText(sheet, made, 'nl'));
    return 0;
  }
  writeOwn(io, values.out, sheetHtml(sheet, made, 'nl'));
  io.stdout(`geschreven: ${values.out}\n`);
  io.stderr(ABOUT_CLIENT);
  return 0;
}

async function erase(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    ...{ json: { type: 'boolean' }, as: { type: 'string' }, reason: { type: 'string' }, yes: { type: 'boolean' } },
  } as const);
  const code = codeOf(positionals, USAGE.erase);
  if (values.reason === undefined) throw new CliError('missing_key', `--reason ontbreekt; ${USAGE.erase}`, 'reason');
  const input = { code, reason: values.reason };
  const yes = values.yes === true;
  const act: (...of: Parameters<typeof eraseCase>) => Promise<EraseResult | PlanErasureResult> = yes
    ? eraseCase
    : planErasure;
  const result = await onStoredAs(deps, values.as, (stored, by) => act(stored, input, by));
  if (result.kind !== 'ready' && result.kind !== 'erased') throw refusalOf(result);
  const { erasure } = result;
  if (values.json) writeJson(io, { case: code, erased: yes, goes: erasure.goes, lines: erasure.lines });
  else io.stdout(erasureText(erasure, yes));
  if (!yes) io.stderr('opstap: er is niets gewist; lees wat weggaat, en herhaal de opdracht met --yes\n');
  return yes ? 0 : 1;
}

function refusalOf(refused: NotErased): CliError {
  switch (refused.kind) {
    case 'forbidden':
      return forbidden();
    case 'no_case':
      return noCase();
    case 'open':
      return new CliError(
        'case_open',
        'deze casus is niet afgesloten; sluit hem eerst af in Teams: de casushouder typt "casus afsluiten" en kiest hoe de casus is geëindigd',
        ...(['case', 1] as const),
      );
    case 'reason':
      return new CliError('wrong_value', REASONS[refused.fault], 'reason');
  }
}

const REASONS = {
  empty: '--reason is leeg: schrijf waarom de casus wordt gewist',
  too_long: '--reason is te lang: ten hoogste 200 tekens',
  names_client:
    '--reason blijft bewaard als de casus weg is: schrijf er niets in waaraan de cliënt te herkennen is (geen aanduiding, e-mailadres of lang nummer)',
};

function erasureText({ code, goes, lines }: Erasure, done: boolean): string {
  return `${done ? `Gewist: casus ${code}.` : `Casus ${code} wissen. Dit kan niet worden teruggedraaid.`}

${done ? 'Wat weg is' : 'Wat weggaat'}
- de aanduiding van de cliënt, ${goes.facts} gegevens, ${goes.steps} gezette stappen, alle redenen, en of de cliënt is geïnformeerd
- wie meedoet (${goes.participants}) en welke gesprekken bij de casus horen (${goes.conversations})
- de signalen over de cliënt (${goes.signals})
- de inhoud van ${lines} regels in het logboek

Wat blijft, en waarom
- van die regels: wie iets deed of keek, wanneer, en wat voor soort handeling het was. Zo kan later worden verantwoord wie aan de casus heeft gewerkt.
- een regel met de code, de reden van het wissen, wanneer en door wie. Zo is te zien dat de casus met opzet is gewist.
- het volgnummer. Zo krijgt een andere casus nooit dezelfde code.

Wat Opstap niet kan wissen
- berichten en kaarten in Teams, back-ups van de database, overzichten die eerder zijn gemaakt, en wat organisaties zelf bewaren
`;
}

function codeOf(positionals: readonly string[], usage: string): string {
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0) throw new CliError('usage', usage);
  return code.trim().toUpperCase();
}

// Without what was typed: somebody may have typed a name.
const noCase = (): CliError => new CliError('case_not_found', 'deze casus is er niet', 'case', 1);
