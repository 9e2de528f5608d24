/**
 * `opstap people add|list|join`: lets people in, one by one. Names of people are printed only when asked for.
 */
import { joinCase, letIn, type JoinResult, type LetInResult } from '../usecases/letIn.ts';
import type { Member } from '../usecases/ports.ts';
import { CliError, onStored, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';

const ACTIONS = { add, list, join };
const PERSON = { json: { type: 'boolean' }, tenant: { type: 'string' }, 'object-id': { type: 'string' } } as const;
const FIELDS = { tenantId: 'tenant', objectId: 'object-id' } as const;

export async function peopleCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const [action = '', ...rest] = args;
  if (!Object.hasOwn(ACTIONS, action)) throw new CliError('usage', 'schrijf: opstap people add|list|join …');
  return ACTIONS[action as keyof typeof ACTIONS](rest, io, deps);
}

async function add(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const options = { ...PERSON, role: { type: 'string', multiple: true }, name: { type: 'string' } } as const;
  const { values, positionals } = readArgs(args, options);
  if (positionals.length > 0) {
    throw new CliError('usage', 'schrijf: opstap people add --tenant GUID --object-id GUID --role ROL [--name "…"]');
  }
  const input = { ...personOf(values), roles: values.role ?? [], name: values.name ?? null };
  const result = await onStored(deps, (stored) => letIn(stored, input));
  if (result.kind !== 'let_in') throw refusalOf(result);
  if (values.json) writeJson(io, { person: shown(result.member, false), added: result.isNew });
  else io.stdout(`${result.isNew ? 'toegelaten' : 'bijgewerkt'}: ${lineOf(result.member, false)}\n`);
  return 0;
}

async function list(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, names: { type: 'boolean' } });
  if (positionals.length > 0) throw new CliError('usage', 'schrijf: opstap people list [--names]');
  const names = values.names === true;
  const members = await onStored(deps, (stored) => stored.uow.stores.members.all());
  if (values.json) writeJson(io, { people: members.map((member) => shown(member, names)) });
  else io.stdout(members.length === 0 ? 'nog niemand\n' : members.map((each) => `${lineOf(each, names)}\n`).join(''));
  return 0;
}

async function join(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, PERSON);
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0) {
    throw new CliError('usage', 'schrijf: opstap people join CASUS --tenant GUID --object-id GUID');
  }
  const input = { ...personOf(values), code };
  const result = await onStored(deps, (stored) => joinCase(stored, input));
  if (result.kind !== 'joined') throw refusalOf(result);
  if (values.json) writeJson(io, { case: result.code, person: shown(result.member, false) });
  else io.stdout(`doet mee in ${result.code}: ${lineOf(result.member, false)}\n`);
  return 0;
}

function personOf(values: { readonly tenant?: string | undefined; readonly 'object-id'?: string | undefined }) {
  const { tenant, 'object-id': objectId } = values;
  if (tenant === undefined) throw new CliError('missing_key', '--tenant ontbreekt: de tenant-id uit Entra', 'tenant');
  if (objectId === undefined) {
    throw new CliError('missing_key', '--object-id ontbreekt: de object-id van de persoon uit Entra', 'object-id');
  }
  return { tenantId: tenant, objectId };
}

type Refused = Exclude<LetInResult, { kind: 'let_in' }> | Exclude<JoinResult, { kind: 'joined' }>;

function refusalOf(refused: Refused): CliError {
  switch (refused.kind) {
    case 'not_a_guid': {
      const field = FIELDS[refused.field];
      return new CliError('wrong_value', `--${field} is een GUID: 8-4-4-4-12 cijfers en letters a tot en met f`, field);
    }
    case 'no_role':
      return new CliError('missing_key', '--role ontbreekt: wat deze persoon in de protocollen doet', 'role');
    case 'unknown_role': {
      const known = refused.known.join(', ');
      return new CliError('unknown_role', `rol "${refused.word}" kent geen protocol; er is: ${known}`, 'role');
    }
    case 'wrong_name':
      return new CliError('wrong_value', '--name is een naam van ten hoogste 100 tekens', 'name');
    case 'no_person':
      return new CliError('person_not_found', 'deze persoon is er niet; eerst: opstap people add', 'object-id', 1);
    case 'no_case':
      return new CliError('case_not_found', 'deze casus is er niet', 'case', 1);
  }
}

const shown = ({ tenantId, objectId, roles, displayName }: Member, names: boolean) => ({
  ...{ tenant: tenantId, objectId, roles },
  ...(names ? { name: displayName } : {}),
});

// A name comes from Teams as it is: what would steer the terminal is left out.
function lineOf({ tenantId, objectId, roles, displayName }: Member, names: boolean): string {
  const name = names ? `  ${(displayName ?? '').replaceAll(/\p{Cc}/gu, '')}` : '';
  return `${tenantId}  ${objectId}  ${roles.join(', ')}${name}`.trimEnd();
}
