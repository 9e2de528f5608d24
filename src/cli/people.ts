/**
 * `opstap people import|add|list|join|leave`: lets people in and out. Reads options and files, and words the outcome;
 * who may do what is asked in the use-cases. Names of people are printed only when asked for.
 */
import { personIds, lineOf, shown } from './peopleText.ts';
import type { Deps } from '../usecases/ports.ts';
import { joinCase, type JoinResult } from '../usecases/joinCase.ts';
import { leavePeople, type LeaveResult } from '../usecases/leavePeople.ts';
import { onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { addPerson, importFile } from './peopleImport.ts';

const ACTIONS = { import: importFile, add: addPerson, list, join, leave };
const PERSON = { json: { type: 'boolean' }, tenant: { type: 'string' }, 'object-id': { type: 'string' } } as const;

/** `opstap people …` */
export async function peopleCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const [action = '', ...rest] = args;
  if (!Object.hasOwn(ACTIONS, action)) {
    throw new CliError('usage', 'schrijf: opstap people import|add|list|join|leave …');
  }
  return ACTIONS[action as keyof typeof ACTIONS](rest, io, deps);
}

async function list(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, names: { type: 'boolean' } });
  if (positionals.length > 0) throw new CliError('usage', 'schrijf: opstap people list [--names]');
  const names = values.names === true;
  const members = await onStoredAs(deps, undefined, (stored) => stored.uow.stores.members.all());
  if (values.json) writeJson(io, { people: members.map((member) => shown(member, names)) });
  else io.stdout(members.length === 0 ? 'nog niemand\n' : members.map((each) => `${lineOf(each, names)}\n`).join(''));
  return 0;
}

async function join(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const options = { ...PERSON, organisation: { type: 'string' }, casushouder: { type: 'boolean' } } as const;
  const { values, positionals } = readArgs(args, options);
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0) {
    throw new CliError('usage', 'schrijf: opstap people join CASUS --tenant GUID --object-id GUID [--casushouder]');
  }
  const input = {
    ...personIds(values.tenant, values['object-id']),
    ...{ code: code.trim().toUpperCase(), organisation: values.organisation?.trim() ?? null },
    ...{ casushouder: values.casushouder === true, why: 'Toegevoegd op de opdrachtregel' },
  };
  const result = await onStoredAs(deps, undefined, (stored) => joinCase(stored, input));
  if (result.kind !== 'joined') throw joinRefusal(result);
  const { member, organisation } = result;
  if (values.json) writeJson(io, { case: result.code, organisation: organisation.name, person: shown(member, false) });
  else io.stdout(`doet mee in ${result.code} voor ${organisation.name}: ${member.tenantId}  ${member.objectId}\n`);
  return 0;
}

function joinRefusal(refused: Exclude<JoinResult, { kind: 'joined' }>): CliError {
  switch (refused.kind) {
    case 'no_person':
      return new CliError('person_not_found', 'deze persoon is er niet; eerst: opstap people add', 'object-id', 1);
    case 'no_case':
      return new CliError('case_not_found', 'deze casus is er niet', 'case', 1);
    case 'no_work':
      return new CliError(
        ...(['no_work', `deze persoon werkt niet voor die organisatie in de regio ${refused.region}`] as const),
        ...(['organisation', 1] as const),
      );
    case 'which_organisation':
      return new CliError('missing_key', `kies met --organisation: ${refused.names.join(', ')}`, 'organisation');
    case 'stale':
      return STALE;
  }
}

async function leave(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const place = { organisation: { type: 'string' }, region: { type: 'string' } } as const;
  const { values, positionals } = readArgs(args, { ...PERSON, ...place, successor: { type: 'string' } });
  if (positionals.length > 0) {
    throw new CliError(
      'usage',
      'schrijf: opstap people leave --tenant GUID --object-id GUID [--organisation NAAM [--region REGIO]] [--successor TENANT/OBJECT]',
    );
  }
  const person = personIds(values.tenant, values['object-id']);
  const [tenant, objectId, ...more] = values.successor?.split('/') ?? [];
  if (values.successor !== undefined && (objectId === undefined || more.length > 0)) throw WRONG_SUCCESSOR;
  const successor = values.successor === undefined ? null : personIds(tenant, objectId, 'successor');
  const result = await onStoredAs(deps, undefined, async (stored, by): Promise<LeaveResult> => {
    const member = await memberId(stored, person);
    if (member === null) return { kind: 'unknown_person' };
    const successorId = successor && (await memberId(stored, successor));
    if (successor && successorId === null) return { kind: 'wrong_successor' };
    const leaving = await organisationLeft(stored, member, values.organisation, values.region);
    return leavePeople(stored, { memberId: member, leaving, successorId }, by);
  });
  if (result.kind !== 'left') throw leaveRefusal(result);
  const { altogether, handedOver, withoutHolder } = result;
  if (values.json) writeJson(io, { person: shown(result.member, false), altogether, handedOver, withoutHolder });
  else {
    io.stdout(
      `${altogether ? 'weg' : 'weg bij deze organisatie'}: ${result.member.tenantId}  ${result.member.objectId}\novergedragen casussen: ${handedOver}\n`,
    );
    if (withoutHolder.length > 0) io.stdout(`zonder casushouder: ${withoutHolder.join(', ')}\n`);
  }
  return 0;
}

// Which organisation somebody leaves; null: all of them. The same name can be there in several regions.
async function organisationLeft(deps: Deps, memberId: string, name?: string, region?: string): Promise<string | null> {
  if (name === undefined && region === undefined) return null;
  const found = (await deps.uow.stores.members.byId(memberId))?.memberships.filter(
    ({ organisation }) =>
      (name === undefined || organisation.name.toLowerCase() === name.trim().toLowerCase()) &&
      (region === undefined || organisation.region === region.trim().toLowerCase()),
  );
  const [one, ...more] = found ?? [];
  if (!one) throw new CliError('no_work', 'deze persoon werkt niet voor die organisatie', 'organisation', 1);
  if (more.length > 0) {
    throw new CliError('missing_key', 'deze persoon doet daar meer; kies met --organisation en --region', 'region');
  }
  return one.organisation.id;
}

const memberId = async (stored: Deps, who: { tenantId: string; objectId: string }): Promise<string | null> =>
  (await stored.uow.stores.members.find(who.tenantId, who.objectId))?.id ?? null;

function leaveRefusal(refused: Exclude<LeaveResult, { kind: 'left' }>): CliError {
  switch (refused.kind) {
    case 'unknown_person':
      return new CliError('person_not_found', 'deze persoon is er niet, of is al weg', 'object-id', 1);
    case 'wrong_successor':
      return new CliError('wrong_successor', 'de opvolger werkt niet voor dezelfde organisaties', 'successor', 1);
    case 'forbidden':
      return new CliError('forbidden', 'dit mag alleen een beheerder', null, 1);
    case 'stale':
      return STALE;
  }
}

const STALE = new CliError('stale', 'iemand anders veranderde net hetzelfde; probeer het opnieuw', null, 1);
const WRONG_SUCCESSOR = new CliError('wrong_value', '--successor is TENANT/OBJECT: twee GUIDs uit Entra', 'successor');
