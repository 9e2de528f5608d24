/**
 * Who a person is in a protocol. Roles of a member are words; each protocol says which of its roles they mean.
 */
import type { Protocol, RoleId } from './protocol/definition.ts';

/** The protocol's roles that a word stands for: its id, its title or one of its other names. Capitals do not count. */
export function rolesOfWord(protocol: Protocol, word: string): readonly RoleId[] {
  const wanted = word.trim().toLowerCase();
  return Object.values(protocol.roles)
    .filter((role) => [role.id, role.title, ...role.aliases].some((name) => name.toLowerCase() === wanted))
    .map((role) => role.id);
}

/** The protocol's roles that a person with these words has. */
export function rolesIn(protocol: Protocol, words: readonly string[]): ReadonlySet<RoleId> {
  return new Set(words.flatMap((word) => rolesOfWord(protocol, word)));
}
