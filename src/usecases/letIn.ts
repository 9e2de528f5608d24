/**
 * Lets people in: whom an administrator names becomes a member, and takes part in the cases that are named.
 * Asks nobody whether this may be done: only the command line calls it, and who runs that has the database already.
 */
import { rolesIn } from '../domain/people.ts';
import { rolesToActAs } from './people.ts';
import type { Deps, Member } from './ports.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_NAME = 100;

/** A person as an administrator reads them in Entra. Capitals and spaces around do not count. */
export interface PersonInput {
  readonly tenantId: string;
  readonly objectId: string;
}

export type PersonFault = { readonly kind: 'not_a_guid'; readonly field: keyof PersonInput };

export type LetInResult =
  | { readonly kind: 'let_in'; readonly member: Member; readonly isNew: boolean }
  | PersonFault
  /** Nobody is let in without a task: they would see nothing and not know why. */
  | { readonly kind: 'no_role' }
  /** `known` are roles that there are. */
  | { readonly kind: 'unknown_role'; readonly word: string; readonly known: readonly string[] }
  | { readonly kind: 'wrong_name' };

export type JoinResult =
  | { readonly kind: 'joined'; readonly member: Member; readonly code: string }
  | PersonFault
  | { readonly kind: 'no_person' }
  | { readonly kind: 'no_case' };

/**
 * Makes the person a member with exactly these roles. A member who is there already gets them instead of the old ones,
 * and keeps name and language; a `name` that is given replaces the name.
 */
export async function letIn(
  deps: Deps,
  input: PersonInput & { readonly roles: readonly string[]; readonly name: string | null },
): Promise<LetInResult> {
  const person = personOf(input);
  if ('kind' in person) return person;
  const roles = [...new Set(input.roles.map(plain))];
  if (roles.length === 0) return { kind: 'no_role' };
  const word = roles.find((each) => !isRole(deps, each));
  if (word !== undefined) return { kind: 'unknown_role', word, known: rolesToActAs(deps) };
  const name = input.name?.trim() ?? null;
  if (name !== null && !isName(name)) return { kind: 'wrong_name' };
  return deps.uow.transaction(async ({ members }) => {
    const before = await members.find(person.tenantId, person.objectId);
    const member = await members.put({ ...person, displayName: name ?? before?.displayName ?? null, roles });
    return { kind: 'let_in', member, isNew: before === null };
  });
}

/** The member takes part in the case from now on; twice is once. */
export async function joinCase(deps: Deps, input: PersonInput & { readonly code: string }): Promise<JoinResult> {
  const person = personOf(input);
  if ('kind' in person) return person;
  const { cases, members } = deps.uow.stores;
  const member = await members.find(person.tenantId, person.objectId);
  if (!member) return { kind: 'no_person' };
  const found = await cases.byCode(input.code.trim().toUpperCase());
  if (!found) return { kind: 'no_case' };
  await cases.join(found.id, member.id);
  return { kind: 'joined', member, code: found.code };
}

// In lower case, as ids that come in from Teams are too (teams/sdk/parse.ts): the database tells capitals apart.
function personOf(input: PersonInput): PersonInput | PersonFault {
  const person = { tenantId: plain(input.tenantId), objectId: plain(input.objectId) };
  if (!GUID.test(person.tenantId)) return { kind: 'not_a_guid', field: 'tenantId' };
  if (!GUID.test(person.objectId)) return { kind: 'not_a_guid', field: 'objectId' };
  return person;
}

const plain = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

const isRole = (deps: Deps, word: string): boolean =>
  [...deps.protocols.current.values()].some((protocol) => rolesIn(protocol, [word]).size > 0);

const isName = (name: string): boolean => name !== '' && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name);
