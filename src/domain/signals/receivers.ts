/**
 * Who gets a signal: never nobody. The casushouder, both during a handover; whoever has the lead; the contact person;
 * those whom the agreements name. Whoever is away is replaced by their deputy, and if then nobody is left, by the
 * agreements' fallback, the coordinators of the case, those of the region. Pure.
 */
import type { RoleId } from '../protocol/definition.ts';

/** Somebody who works on the case for an organisation, or coordinates around it. */
export interface Somebody {
  readonly memberId: string;
  readonly organisationId: string;
  readonly roles: ReadonlySet<RoleId>;
  /** region: coordinates in the region, and has nothing to do with the case itself. */
  readonly relation: 'participant' | 'coordinator' | 'region';
  readonly casushouder: boolean;
  readonly landlord: boolean;
  /** Away today; `deputy` is the member who stands in, null where there is none. */
  readonly away: { readonly deputy: string | null } | null;
}

export type ReceivedAs =
  'casushouder' | 'lead' | 'contact' | 'named' | 'fallback' | 'coordinator' | 'region' | 'absent' | 'reporter';

export interface Receiver {
  readonly memberId: string;
  readonly as: ReceivedAs;
  /** The absent colleague for whom they stand in. */
  readonly behalfOf: string | null;
}

/** What had to be done to find somebody; null: the casushouder or whoever leads is there. Said on the card. */
export type Gap = 'deputy' | 'fallback' | 'contact' | 'coordinator' | 'region' | 'nobody';

export interface Receivers {
  /** Each member once, the most important first. Never empty. */
  readonly list: readonly Receiver[];
  readonly gap: Gap | null;
}

/** What this signal asks for. */
export interface Wanted {
  readonly lead: string | null;
  /** Roles that report back: the contact person. */
  readonly contact: readonly RoleId[];
  /** Roles that the agreements name for this kind of signal. */
  readonly named: readonly RoleId[];
  /** Roles that take the place of a casushouder. */
  readonly fallback: readonly RoleId[];
  readonly reporterId: string;
}

/** Everybody who gets the signal, as things stand today. */
export function receiversOf(people: readonly Somebody[], wanted: Wanted): Receivers {
  const inCase = people.filter(({ relation }) => relation === 'participant');
  const having = (roles: readonly RoleId[]) => inCase.filter((each) => roles.some((role) => each.roles.has(role)));
  const holders = inCase.filter(({ casushouder }) => casushouder);
  const leads = wanted.lead === null ? [] : inCase.filter((each) => each.organisationId === wanted.lead);
  const first = [...reached(holders, 'casushouder'), ...reached(leads, 'lead')];
  const contact = reached(having(wanted.contact), 'contact');
  const named = reached(having(wanted.named), 'named');
  const [gap, instead] = first.length > 0 ? standsIn(first) : others(people, wanted, contact, holders);
  return { list: once([...first, ...instead, ...contact, ...named]), gap };
}

const standsIn = (first: readonly Receiver[]): readonly [Gap | null, readonly Receiver[]] => [
  first.every(({ behalfOf }) => behalfOf !== null) ? 'deputy' : null,
  [],
];

// Nobody of those who should is there: the first of these that is.
function others(
  people: readonly Somebody[],
  wanted: Wanted,
  contact: readonly Receiver[],
  holders: readonly Somebody[],
): readonly [Gap, readonly Receiver[]] {
  const of = (relation: Somebody['relation']) => people.filter((each) => each.relation === relation && !each.landlord);
  const fallback = of('participant').filter((each) => wanted.fallback.some((role) => each.roles.has(role)));
  const ladder: readonly (readonly [Gap, readonly Receiver[]])[] = [
    ['fallback', reached(fallback, 'fallback')],
    ['contact', contact],
    ['coordinator', reached(of('coordinator'), 'coordinator')],
    ['region', reached(of('region'), 'region')],
  ];
  const found = ladder.find(([, list]) => list.length > 0);
  if (found) return found;
  // Whoever is away reads it when they are back; the reporter hears that nobody is there.
  const absent = holders.map(({ memberId }): Receiver => ({ memberId, as: 'absent', behalfOf: null }));
  return ['nobody', [...absent, { memberId: wanted.reporterId, as: 'reporter', behalfOf: null }]];
}

/** These people, or who stands in for them; whoever is away without a deputy is left out. */
export function reached(people: readonly Somebody[], as: ReceivedAs): readonly Receiver[] {
  return people.flatMap(({ memberId, away }): readonly Receiver[] => {
    if (!away) return [{ memberId, as, behalfOf: null }];
    return away.deputy === null ? [] : [{ memberId: away.deputy, as, behalfOf: memberId }];
  });
}

/** Each member once, as what they are first in the list. */
export const once = (list: readonly Receiver[]): readonly Receiver[] =>
  list.filter((each, at) => list.findIndex(({ memberId }) => memberId === each.memberId) === at);
