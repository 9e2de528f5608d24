/**
 * Who a person is in a protocol. Roles of a member are words; each protocol says which of its roles they mean.
 */
import type { Protocol, RoleId } from './protocol/definition.ts';

// The roles that a word stands for: id, title or one of the other names. Capitals do not count.
function rolesOfWord(protocol: Protocol, word: string): readonly RoleId[] {
  const wanted = word.trim().toLowerCase();
  return Object.values(protocol.roles)
    .filter((role) => [role.id, role.title, ...role.aliases].some((name) => name.toLowerCase() === wanted))
    .map((role) => role.id);
}

const known = new WeakMap<Protocol, Map<string, ReadonlySet<RoleId>>>();

/** The protocol's roles that a person with these words has. Looked up once for each protocol and set of words. */
export function rolesIn(protocol: Protocol, words: readonly string[]): ReadonlySet<RoleId> {
  let ofProtocol = known.get(protocol);
  if (!ofProtocol) known.set(protocol, (ofProtocol = new Map<string, ReadonlySet<RoleId>>()));
  const key = words.join('\n');
  let roles = ofProtocol.get(key);
  if (!roles) {
    roles = new Set(words.flatMap((word) => rolesOfWord(protocol, word)));
    // Words come from the members' rows, so there are few; a bound all the same.
    if (ofProtocol.size < 1000) ofProtocol.set(key, roles);
  }
  return roles;
}
