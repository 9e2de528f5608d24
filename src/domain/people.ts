/**
 * Who people are in the protocols: organisations, what somebody does in each of them, and which roles that means.
 * Roles of a member are words; each protocol says which of its roles they mean. Who may do what is in `access.ts`.
 */
import type { CivilDate } from './calendar.ts';
import type { Protocol, RoleId } from './protocol/definition.ts';

export const ORGANISATION_KINDS = ['zorgaanbieder', 'woningcorporatie', 'gemeente', 'wijkteam', 'anders'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** An organisation as it takes part in one region; one that works in two regions is there twice. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** The id of the protocol that it works by. */
  readonly region: string;
}

/**
 * beheerder: manages the people of the organisation. coordinator: sees all cases that the organisation takes part in.
 * deskundige: answers questions about the rules of the region. redacteur: decides what becomes part of the answers.
 */
export const FUNCTIONS = ['beheerder', 'coordinator', 'deskundige', 'redacteur'] as const;
export type MemberFunction = (typeof FUNCTIONS)[number];

/** What a person does in an organisation. */
export interface Membership {
  readonly organisation: Organisation;
  /** Words of the protocol's role names, such as `begeleider`, `gemeente`, `woningcorporatie`. */
  readonly roles: readonly string[];
  readonly functions: readonly MemberFunction[];
}

/** What a person does in one organisation, as somebody wrote it down, not checked yet. Capitals and spaces around do not count, but for names. */
export interface PersonLine {
  /** Where it stands, for the person who has to mend it. */
  readonly line: number;
  readonly tenantId: string;
  readonly objectId: string;
  /** Empty: keep the name that is known. */
  readonly name: string;
  readonly organisation: string;
  /** One of ORGANISATION_KINDS. Empty: keep what is known, `anders` for a new one. */
  readonly kind: string;
  /** The id of a protocol. */
  readonly region: string;
  readonly roles: readonly string[];
  readonly functions: readonly string[];
}

/** An absence, both days included, and the member who stands in. */
export interface Absence {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly deputyId: string;
}

/** True for who coordinates for an organisation in the region. */
export const coordinatesIn = (memberships: readonly Membership[], region: string): boolean =>
  memberships.some((each) => each.organisation.region === region && each.functions.includes('coordinator'));

/** True on the days of the absence; without one, never. */
export const isAwayOn = (away: Absence | null, day: CivilDate): away is Absence =>
  away !== null && away.from <= day && day <= away.until;

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
