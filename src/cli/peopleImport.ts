/**
 * `opstap people import` and `add`: lines about people from a file, standard input or options, stored all or none.
 * Never prints a name: ids say who it is.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPeople } from '../content/peopleCsv.ts';
import type { PersonLine } from '../domain/people.ts';
import { faultLines, personFaultText } from '../presenters/personFaults.ts';
import { importPeople, planImport, type ImportPlan, type ImportResult } from '../usecases/importPeople.ts';
import type { PersonFault } from '../usecases/personLines.ts';
import { onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { personIds, lineOf, shown } from './peopleText.ts';

const IMPORT = { json: { type: 'boolean' }, preview: { type: 'boolean' }, as: { type: 'string' } } as const;

/** `opstap people import FILE|-` */
export async function importFile(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, IMPORT);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) {
    throw new CliError('usage', 'schrijf: opstap people import BESTAND|- [--preview] [--as TENANT/OBJECT]');
  }
  const { lines, broken } = readPeople(await textOf(file, io));
  if (lines.length + broken.length === 0) throw new CliError('wrong_value', 'er staat geen enkele persoon in');
  const result = await onStoredAs(deps, values.as, async (stored, by): Promise<ImportResult> => {
    const preview = values.preview === true || broken.length > 0;
    return preview ? { kind: 'faults', plan: await planImport(stored, lines, by) } : importPeople(stored, lines, by);
  });
  if (result.kind === 'stale') throw STALE;
  const { plan } = result;
  const faults = faultLines(plan.faults, broken, 'nl');
  if (values.json) writeJson(io, { stored: result.kind === 'imported', ...planJson(plan, broken) });
  else io.stdout(plan.lines.map((each) => `regel ${each.line}: ${planLine(each)}\n`).join(''));
  if (faults.length > 0) {
    io.stderr(
      `opstap: er is niets opgeslagen; verbeter eerst:\n${faults.map((each) => `  ${clean(each)}\n`).join('')}`,
    );
  } else if (result.kind !== 'imported') io.stderr('opstap: er is nog niets opgeslagen; herhaal zonder --preview\n');
  return faults.length > 0 ? 1 : 0;
}

const EFFECT = { new_person: 'nieuw', new_task: 'nieuwe taak', changed: 'veranderd', same: 'al goed' } as const;

function planLine({ effect, person, organisation, roles, functions }: ImportPlan['lines'][number]): string {
  const work = `${organisation.name} (${organisation.region}): ${[...roles, ...functions].join(', ')}`;
  return `${EFFECT[effect]}  ${person.tenantId}  ${person.objectId}  ${work}`;
}

const planJson = (plan: ImportPlan, broken: readonly number[]) => ({
  lines: plan.lines.map(({ line, effect, person, organisation, roles, functions }) => ({
    ...{ line, effect, tenant: person.tenantId, objectId: person.objectId, organisation: organisation.name },
    ...{ kind: organisation.kind, region: organisation.region, roles, functions },
  })),
  faults: [
    ...plan.faults.map(({ line, fault }) => ({ line, code: fault.kind, message: personFaultText(fault, 'nl') })),
    ...broken.map((line) => ({ line, code: 'columns', message: faultLines([], [line], 'nl').join('') })),
  ].toSorted((a, b) => a.line - b.line),
});

// Spreadsheets also write other encodings: letters of names would be lost without a word.
async function textOf(file: string, io: Io): Promise<string> {
  if (file === '-') return io.stdin();
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(io.cwd, file));
  } catch {
    throw new CliError('file_missing', `kan dit bestand niet lezen: ${file}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CliError('wrong_value', 'dit bestand is geen UTF-8; bewaar het als "CSV UTF-8"');
  }
}

const TEXT = { type: 'string' } as const;
const WORDS = { type: 'string', multiple: true } as const;
const ADD = {
  json: { type: 'boolean' },
  ...{ tenant: TEXT, 'object-id': TEXT, name: TEXT },
  ...{ organisation: TEXT, kind: TEXT, region: TEXT, role: WORDS, function: WORDS },
} as const;

/** `opstap people add` */
export async function addPerson(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, ADD);
  if (positionals.length > 0) {
    throw new CliError(
      'usage',
      'schrijf: opstap people add --tenant … --object-id … --role … --organisation … --region …',
    );
  }
  const line: PersonLine = {
    ...{ line: 1, ...personIds(values.tenant, values['object-id']), name: values.name ?? '' },
    ...{ organisation: needed(values.organisation, 'organisation'), region: needed(values.region, 'region') },
    ...{ kind: values.kind ?? '', roles: values.role ?? [], functions: values.function ?? [] },
  };
  const result = await onStoredAs(deps, undefined, (stored, by) => importPeople(stored, [line], by));
  if (result.kind === 'stale') throw STALE;
  if (result.kind === 'faults') throw refusalOf(result.plan.faults[0]?.fault);
  const [member] = result.members;
  const effect = result.plan.lines[0]?.effect ?? 'same';
  if (member && values.json) writeJson(io, { person: shown(member, false), effect });
  else if (member) io.stdout(`${EFFECT[effect]}: ${lineOf(member, false)}\n`);
  return 0;
}

function needed(value: string | undefined, option: string): string {
  if (value === undefined) throw new CliError('missing_key', `--${option} ontbreekt`, option);
  return value;
}

const OPTION: Record<PersonFault['kind'], string | null> = {
  ...{
    bsn: null,
    not_a_guid: 'tenant',
    no_role: 'role',
    unknown_role: 'role',
    unknown_region: 'region',
    unknown_kind: 'kind',
  },
  ...{ unknown_function: 'function', wrong_name: 'name', wrong_organisation: 'organisation' },
  ...{ twice: null, two_kinds: 'kind', forbidden: null },
};

function refusalOf(fault: PersonFault | undefined): CliError {
  if (!fault) throw new Error('Refused without a fault');
  const code = fault.kind.startsWith('unknown_')
    ? fault.kind
    : fault.kind === 'no_role'
      ? 'missing_key'
      : 'wrong_value';
  return new CliError(code, clean(personFaultText(fault, 'nl')), OPTION[fault.kind]);
}

// What somebody typed cannot steer the terminal.
const clean = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

const STALE = new CliError('stale', 'iemand anders veranderde net dezelfde mensen; probeer het opnieuw', null, 1);
