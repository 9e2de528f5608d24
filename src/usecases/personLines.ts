/**
 * One line about a person, read and checked against the protocols and organisations that there are.
 * Stores nothing; what becomes of the lines together is in `importPeople.ts`.
 */
import { POLICY } from '../domain/access.ts';
import { checkText, isRefused } from '../domain/freeText.ts';
import {
  FUNCTIONS,
  ORGANISATION_KINDS,
  rolesIn,
  type MemberFunction,
  type Organisation,
  type OrganisationKind,
  type PersonLine,
} from '../domain/people.ts';
import type { By, Deps } from './ports.ts';
import { todayOf } from './readCase.ts';

export type PersonFault =
  | { readonly kind: 'not_a_guid'; readonly field: 'tenantId' | 'objectId' }
  | { readonly kind: 'bsn' | 'no_role' | 'wrong_name' | 'wrong_organisation' | 'twice' | 'two_kinds' | 'forbidden' }
  | {
      readonly kind: 'unknown_role' | 'unknown_region' | 'unknown_kind' | 'unknown_function';
      readonly word: string;
      readonly known: readonly string[];
    };

/** A line that is in order. */
export interface ReadLine {
  readonly line: number;
  readonly person: { readonly tenantId: string; readonly objectId: string; readonly displayName: string | null };
  readonly organisation: Omit<Organisation, 'id'>;
  readonly roles: readonly string[];
  readonly functions: readonly MemberFunction[];
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_NAME = 100;

/** The line, or the first thing that is wrong with it. */
export function readLine(
  deps: Deps,
  organisations: readonly Organisation[],
  line: PersonLine,
  by: By,
): ReadLine | { readonly fault: PersonFault } {
  const no = (fault: PersonFault) => ({ fault });
  const [tenantId, objectId] = [plain(line.tenantId), plain(line.objectId)];
  if (!GUID.test(tenantId)) return no({ kind: 'not_a_guid', field: 'tenantId' });
  if (!GUID.test(objectId)) return no({ kind: 'not_a_guid', field: 'objectId' });
  // Before any other word of the line, so that no fault repeats it.
  const today = todayOf(deps);
  const typed = [line.name, line.organisation, line.kind, line.region, ...line.roles, ...line.functions];
  if (typed.some((words) => isRefused(checkText(words, today)))) return no({ kind: 'bsn' });
  const protocol = deps.protocols.current.get(plain(line.region));
  if (!protocol) return no(unknown('unknown_region', line.region, [...deps.protocols.current.keys()]));
  const roles = [...new Set(line.roles.map(plain).filter((role) => role !== ''))];
  // Nobody is let in without a task: they would see nothing and not know why.
  if (roles.length === 0) return no({ kind: 'no_role' });
  const strange = roles.find((role) => rolesIn(protocol, [role]).size === 0);
  const titles = Object.values(protocol.roles).flatMap((role) => [role.title, ...role.aliases]);
  if (strange !== undefined) return no(unknown('unknown_role', strange, titles));
  const functions = [...new Set(line.functions.map(plain).filter((each) => each !== ''))];
  const odd = functions.find((each) => !(FUNCTIONS as readonly string[]).includes(each));
  if (odd !== undefined) return no(unknown('unknown_function', odd, FUNCTIONS));
  const name = line.name.trim();
  if (name !== '' && !isName(name)) return no({ kind: 'wrong_name' });
  const organisation = organisationFor(organisations, line, protocol.id);
  if ('fault' in organisation) return organisation;
  const existing = organisations.find((each) => sameOrganisation(each, organisation));
  const allowed = existing ? POLICY.manage_people(by, existing.id) : POLICY.manage_organisations(by);
  if (!allowed) return no({ kind: 'forbidden' });
  const person = { tenantId, objectId, displayName: name === '' ? null : name };
  return { line: line.line, person, organisation, roles, functions: FUNCTIONS.filter((f) => functions.includes(f)) };
}

function organisationFor(
  organisations: readonly Organisation[],
  line: PersonLine,
  region: string,
): Omit<Organisation, 'id'> | { readonly fault: PersonFault } {
  const name = line.organisation.trim().replaceAll(/\s+/g, ' ');
  if (!isName(name)) return { fault: { kind: 'wrong_organisation' } };
  const known = organisations.find((each) => sameOrganisation(each, { name, region }));
  const word = plain(line.kind);
  const kind = word === '' ? (known?.kind ?? 'anders') : word;
  if (!(ORGANISATION_KINDS as readonly string[]).includes(kind)) {
    return { fault: unknown('unknown_kind', word, ORGANISATION_KINDS) };
  }
  return { name: known?.name ?? name, region, kind: kind as OrganisationKind };
}

/** True for the same name in the same region; capitals do not count. */
export const sameOrganisation = (
  a: Pick<Organisation, 'name' | 'region'>,
  b: Pick<Organisation, 'name' | 'region'>,
): boolean => a.region === b.region && a.name.toLowerCase() === b.name.toLowerCase();

const unknown = (
  kind: 'unknown_role' | 'unknown_region' | 'unknown_kind' | 'unknown_function',
  word: string,
  known: readonly string[],
): PersonFault => ({ kind, word: word.slice(0, 60), known });

// In lower case, as ids that come in from Teams are too (teams/sdk/parse.ts): the database tells capitals apart.
const plain = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

const isName = (name: string): boolean => name !== '' && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name);
