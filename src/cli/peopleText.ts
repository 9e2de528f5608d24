/**
 * People on the command line: their ids read from options, and a member as a line or as JSON. Stores nothing.
 */
import type { Member } from '../usecases/ports.ts';
import { CliError } from './io.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
type Path = 'successor' | null;

/** The ids of a person as the options give them; capitals do not count. `path`: the option, if it is one for both. */
export function personIds(
  tenant: string | undefined,
  objectId: string | undefined,
  path: Path = null,
): { readonly tenantId: string; readonly objectId: string } {
  if (tenant === undefined) throw new CliError('missing_key', '--tenant ontbreekt: de tenant-id uit Entra', 'tenant');
  if (objectId === undefined) {
    throw new CliError('missing_key', '--object-id ontbreekt: de object-id van de persoon uit Entra', 'object-id');
  }
  return { tenantId: guidOf(tenant, path ?? 'tenant'), objectId: guidOf(objectId, path ?? 'object-id') };
}

function guidOf(text: string, option: string): string {
  const id = text.trim().toLowerCase();
  if (GUID.test(id)) return id;
  throw new CliError('wrong_value', `--${option}: een GUID is 8-4-4-4-12 cijfers en letters a tot en met f`, option);
}

/** A member for `--json`. */
export const shown = (member: Member, names: boolean) => ({
  ...{ tenant: member.tenantId, objectId: member.objectId },
  ...(names ? { name: member.displayName } : {}),
  leftOn: member.leftOn,
  work: member.memberships.map(({ organisation, roles, functions }) => ({
    ...{ organisation: organisation.name, kind: organisation.kind, region: organisation.region, roles, functions },
  })),
});

/** A member on one line. A name comes from outside as it is: what would steer the terminal is left out. */
export function lineOf(member: Member, names: boolean): string {
  const work = member.memberships.map(
    ({ organisation, roles, functions }) =>
      `${organisation.name} (${organisation.region}): ${[...roles, ...functions].join(', ')}`,
  );
  const name = names ? [(member.displayName ?? '').replaceAll(/\p{Cc}/gu, '')] : [];
  const gone = member.leftOn === null ? [] : [`weg sinds ${member.leftOn}`];
  return [member.tenantId, member.objectId, ...name, work.join('; '), ...gone].filter((each) => each !== '').join('  ');
}
