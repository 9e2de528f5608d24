/**
 * Who may do what. No access by default: an action is permitted by one line here, or it is not permitted.
 * Pure: who somebody is and how they stand to a case is looked up by the caller, on the server, at every turn.
 */
import type { Offer } from './cases.ts';
import type { Membership } from './people.ts';
import { coordinatesIn, rolesIn } from './people.ts';
import type { FactId, Protocol, Role, RoleId, Step } from './protocol/definition.ts';
import type { TallyRule } from './protocol/definitionRules.ts';
import { seesStep } from './protocol/view.ts';
import { WHO_MAY, type Move, type SignalTie } from './signals/moves.ts';

/** One way in which a member has to do with a case. Several can hold at once. */
export interface Standing {
  readonly relation: 'participant' | 'deputy' | 'coordinator';
  readonly organisationId: string;
  readonly casushouder: boolean;
  /** The member's role words in that organisation; a deputy has those of the absent colleague. */
  readonly roles: readonly string[];
  /** The absent colleague; null for whoever acts for themselves. */
  readonly behalfOf: string | null;
}

/** A member towards one case: what the policies below look at. */
export interface Position {
  /** Takes part in it, stands in for somebody who does, or coordinates for an organisation that does. */
  readonly inCase: boolean;
  readonly casushouder: boolean;
  readonly coordinator: boolean;
  readonly roles: ReadonlySet<RoleId>;
  /** Has no other role here than one that lets the home. */
  readonly landlord: boolean;
  /** The protocol lets a role of theirs see all steps and all facts. */
  readonly seesAll: boolean;
  /** The facts that the protocol lets one of their roles see. */
  readonly facts: 'all' | ReadonlySet<FactId>;
  /** The absent colleague for whom all this holds; null as soon as something holds for the member themselves. */
  readonly behalfOf: string | null;
}

/** How the member stands to a case of this protocol, out of all their standings. */
export function positionOf(protocol: Protocol, standings: readonly Standing[]): Position {
  const casushouder = standings.some((standing) => standing.casushouder);
  const words = standings.flatMap((standing) => standing.roles);
  const { holder } = protocol;
  // Whoever is casushouder has the role of that name, wherever they work.
  const roles = rolesIn(protocol, casushouder && holder ? [...words, holder.role] : words);
  const known = [...roles].flatMap((id) => protocol.roles[id] ?? []);
  return {
    inCase: standings.length > 0,
    casushouder,
    coordinator: standings.some((standing) => standing.relation === 'coordinator'),
    roles,
    landlord: known.length > 0 && known.every((role) => role.landlord),
    seesAll: known.some(({ sees }) => sees.steps === 'all' && sees.facts === 'all'),
    facts: factsSeen(known),
    behalfOf: standings.every((each) => each.behalfOf !== null) ? (standings[0]?.behalfOf ?? null) : null,
  };
}

function factsSeen(roles: readonly Role[]): Position['facts'] {
  const lists = roles.map(({ sees }) => sees.facts);
  return lists.includes('all') ? 'all' : new Set(lists.flat());
}

/** True for a fact that the protocol lets one of their roles see. */
export const seesFact = ({ facts }: Position, fact: FactId): boolean => facts === 'all' || facts.has(fact);

const does = (who: Position, step: Step): boolean => step.responsible.some((role) => who.roles.has(role));
const decides = (who: Position, { decision }: Step): boolean =>
  [decision?.by ?? [], decision?.parties ?? []].flat(2).some((role) => who.roles.has(role));
const leads = (who: Position): boolean => (who.casushouder || who.coordinator) && !who.landlord;

/** What may be done to a case, and by whom: one line an action. */
export const CASE_POLICY = {
  /** Whoever has to do with a case sees it, as far as the protocol lets their roles see. */
  see_case: (who: Position) => who.inCase,
  /** The casushouder and coordinator record any step; others the steps that are theirs. */
  do_step: (who: Position, step: Step) => who.inCase && (leads(who) || does(who, step)),
  /** Who leads the case gives any fact; others those that they may see. */
  give_fact: (who: Position, fact: FactId) => who.inCase && ((leads(who) && who.seesAll) || seesFact(who, fact)),
  hold_case: (who: Position) => who.inCase && leads(who),
  close_case: (who: Position) => who.inCase && leads(who),
  /** Letting another organisation know of the case, and ending that. */
  share_case: (who: Position) => who.inCase && leads(who) && who.seesAll,
  /** Recording that the client knows: who leads, or who tells others as a part of their own step. */
  record_informed: (who: Position) => who.inCase && !who.landlord,
  /** The sheet of what was shared with whom. */
  see_shares: (who: Position) => who.inCase && who.seesAll,
  link_channel: (who: Position) => who.inCase && leads(who),
  /** A decision is recorded by who leads the case, who decides, or whose step it is; superseding it likewise. */
  decide: (who: Position, step: Step) => who.inCase && (leads(who) || does(who, step) || decides(who, step)),
  /** Why it was decided: for who sees the whole case and who decided, never for a landlord. */
  see_reasons: (who: Position, step: Step) => who.inCase && !who.landlord && (who.seesAll || decides(who, step)),
  /** To the present version of its protocol. */
  move_case: (who: Position) => who.inCase && leads(who) && who.seesAll,
  hand_over: (who: Position) => who.inCase && leads(who),
  /** Everybody who has to do with a case may say that something is wrong. */
  raise_signal: (who: Position) => who.inCase,
  /** Each move has its own line in `signals/moves.ts`. */
  move_signal: (who: Position, { move, tie }: { readonly move: Move; readonly tie: SignalTie }) =>
    WHO_MAY[move](who, tie),
  /** Putting the case on the agenda of a table: who leads it, and who sits at that table and is no landlord. */
  plan_table: (who: Position, step: Step) =>
    who.inCase &&
    !who.landlord &&
    (leads(who) || [...step.responsible, ...step.involved].some((r) => who.roles.has(r))),
} as const;
export type CaseAction = keyof typeof CASE_POLICY;

/** A member as the policies about people and regions see them. */
export interface Actor {
  /** Named in the configuration: manages everything, and by that sees no case. */
  readonly administrator: boolean;
  readonly memberships: readonly Membership[];
}

const worksIn = (who: Actor, region: string): readonly Membership[] =>
  who.memberships.filter(({ organisation }) => organisation.region === region);

const rolesOf = (who: Actor, protocol: Protocol): readonly Role[] =>
  worksIn(who, protocol.id).flatMap(({ roles }) =>
    [...rolesIn(protocol, roles)].flatMap((id) => protocol.roles[id] ?? []),
  );

const seesTally = ({ routes }: Protocol, role: Role, { step, splitBy }: TallyRule): boolean => {
  const { facts } = role.sees;
  const seen = Object.values(routes).some(({ steps }) =>
    steps.some((each) => each.id === step && seesStep(role, each)),
  );
  return seen && (splitBy === null || facts === 'all' || facts.includes(splitBy));
};

/** What may be done outside a case, and by whom: one line an action. */
export const POLICY = {
  /** A case is opened by who may see all of it, in their own region. */
  open_case: (who: Actor, protocol: Protocol) =>
    worksIn(who, protocol.id).some(({ roles }) =>
      [...rolesIn(protocol, roles)].some((id) => {
        const role = protocol.roles[id];
        return role?.sees.steps === 'all' && role.sees.facts === 'all' && !role.landlord;
      }),
    ),
  /** The people of one organisation. */
  manage_people: (who: Actor, organisationId: string) =>
    who.administrator ||
    who.memberships.some((each) => each.organisation.id === organisationId && each.functions.includes('beheerder')),
  /** To be casushouder or not: whoever was asked, or stands in for them, as long as they work there. */
  answer_handover: (who: Actor & { readonly ids: ReadonlySet<string> }, { member, organisation }: Offer['to']) =>
    who.ids.has(member) && who.memberships.some((each) => each.organisation.id === organisation),
  manage_organisations: (who: Actor) => who.administrator,
  /** Export and erasure of a case: never somebody who works on it. */
  privacy_rights: (who: Actor) => who.administrator,
  /** A channel for the signals of a whole region. */
  link_region: (who: Actor, region: string) => who.administrator || coordinatesIn(who.memberships, region),
  /** Handing out decisions as a file, each as far as they may see it: who coordinates there for another than a landlord. */
  export_decisions: (who: Actor, region: string) =>
    worksIn(who, region).some(
      ({ functions, organisation }) => functions.includes('coordinator') && organisation.kind !== 'woningcorporatie',
    ),
  /** When people of a region are reminded, whom to tell when nothing happens, and the numbers of a year. */
  set_region: (who: Actor, region: string) => who.administrator || coordinatesIn(who.memberships, region),
  /** What is counted by the year: who may see the step by which it is counted, and by which option where it is divided. */
  see_tally: (who: Actor, { protocol, rule }: { readonly protocol: Protocol; readonly rule: TallyRule }) =>
    who.administrator || rolesOf(who, protocol).some((role) => seesTally(protocol, role, rule)),
  /** Answering what no source answers: the experts of the region, or who coordinates there for another than a landlord. */
  answer_question: (who: Actor, region: string) =>
    who.administrator ||
    worksIn(who, region).some(
      ({ functions, organisation }) =>
        functions.includes('deskundige') ||
        (functions.includes('coordinator') && organisation.kind !== 'woningcorporatie'),
    ),
  /** Deciding what becomes part of the answers, and reading what people say of them. */
  edit_answers: (who: Actor, region: string) =>
    who.administrator || worksIn(who, region).some(({ functions }) => functions.includes('redacteur')),
} as const;

/** A member towards one meeting of a table. */
export interface TablePosition {
  /** Chair or secretary. */
  readonly leads: boolean;
  readonly planned: boolean;
  /** Is invited, or works for an organisation at the table in one of its roles. */
  readonly seated: boolean;
}

/** What may be done to a meeting, and by whom: one line an action. Who votes is also a matter of presence: `cast`. */
export const TABLE_POLICY = {
  see_meeting: (who: TablePosition) => who.leads || who.planned || who.seated,
  /** Time, place, agenda and people, and calling it off. */
  change_meeting: (who: TablePosition) => who.leads || who.planned,
  /** Leading it from item to item, the roll-call, opening and closing a ballot, a vote given in the room. */
  chair_meeting: (who: TablePosition) => who.leads,
  /** Of the parts that they join; what stands in them of a case is for who may see that case. */
  read_minutes: (who: TablePosition) => who.leads || who.planned || who.seated,
  /** That one's own organisation is there, or sends apologies. */
  mark_own: (who: TablePosition) => who.seated,
  vote: (who: TablePosition) => who.seated,
} as const;
