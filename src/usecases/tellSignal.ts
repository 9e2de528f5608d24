/**
 * To whom a signal goes, and the messages that a change of it brings: its card, in place, wherever it hangs, and words
 * that ring. What they say is worked out when they are sent: see `src/outbox/signals.ts`.
 */
import { positionOf } from '../domain/access.ts';
import type { Instant } from '../domain/calendar.ts';
import type { RoleId } from '../domain/protocol/definition.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { RegionSettings } from '../domain/settings.ts';
import { once, reached, receiversOf, type Receivers, type Somebody } from '../domain/signals/receivers.ts';
import type { Signal, SignalState, WatchId } from '../domain/signals/signal.ts';
import type { Alert } from '../domain/signals/step.ts';
import { clockRule, DUE, REGION } from '../domain/signals/watches.ts';
import type { Address, AroundCase, Message, Stores } from './ports.ts';

/** Why something about a signal is said beside its card. */
export type SignalNews = 'watch' | 'worse' | 'reopened' | 'lead' | 'back' | 'done' | 'mdo';

/** Those around a case, with their roles in its agreements. */
export function somebodies(around: readonly AroundCase[], { protocol }: Plan): readonly Somebody[] {
  return around.map(({ memberId, organisationId, relation, roles, casushouder, away }) => {
    const standing = { relation: 'participant', organisationId, casushouder, roles, behalfOf: null } as const;
    const position = positionOf(protocol, [standing]);
    return {
      ...{ memberId, organisationId, relation, casushouder, roles: position.roles, landlord: position.landlord },
      away: away && { deputy: away.deputy?.id ?? null },
    };
  });
}

/** Who gets the signal, as things stand today. */
export function receiversIn(
  around: readonly AroundCase[],
  plan: Plan,
  state: SignalState,
  settings: RegionSettings,
): Receivers {
  const { told, fallback } = plan.protocol.signals;
  return receiversOf(somebodies(around, plan), {
    lead: state.lead,
    contact: clockRule(plan, 'feedback', settings).responsible,
    named: told.filter(({ kinds }) => kinds.includes(state.kind)).flatMap(({ roles }) => roles),
    fallback: fallback.roles,
    reporterId: state.reports[0]?.memberId ?? '',
  });
}

/** All that telling needs to know, read in the transaction of the change. */
export interface Telling {
  readonly plan: Plan;
  readonly settings: RegionSettings;
  readonly around: readonly AroundCase[];
  readonly conversations: { readonly ofCase: readonly string[]; readonly ofRegion: readonly string[] };
}

/** Reads who is around the case and where it hangs. */
export async function telling(
  stores: Stores,
  caseId: string,
  today: string,
  known: Pick<Telling, 'plan' | 'settings'>,
): Promise<Telling> {
  const around = await stores.signals.around(caseId, today);
  return { ...known, around, conversations: await stores.signals.conversations(caseId) };
}

/** The state with everybody in it who has a copy now or gets one. */
export function withTold(state: SignalState, { around, plan, settings }: Telling): SignalState {
  const list = receiversIn(around, plan, state, settings).list.map(({ memberId }) => memberId);
  return { ...state, told: [...new Set([...state.told, ...list])] };
}

/** The organisations of these members, for the log: which of them got to know of the signal. */
export function organisationsOf(
  memberIds: readonly string[],
  { state }: Pick<Signal, 'state'>,
  { around }: Telling,
): readonly string[] {
  const found = memberIds.flatMap((memberId) => {
    const there =
      around.find((each) => each.memberId === memberId) ??
      around.find((each) => each.away?.deputy?.id === memberId) ??
      state.reports.find((each) => each.memberId === memberId);
    return there?.organisationId ?? [];
  });
  return [...new Set(found)];
}

const member = (memberId: string): Address => ({ kind: 'member', memberId });
const conversation = (conversationId: string): Address => ({ kind: 'conversation', conversationId });
const wordOf = (to: Address): string => ('memberId' in to ? to.memberId : to.conversationId);

/** The key of a signal's card in each place. */
const cardKey = (signalId: string): string => `signal:${signalId}`;

/** The card, new or in place: in the case's conversations, else the region's, and with everybody who was told. */
export function cardMessages(signal: Signal, { conversations }: Telling, now: Instant): readonly Message[] {
  const shared = conversations.ofCase.length > 0 ? conversations.ofCase : conversations.ofRegion;
  return [...shared.map(conversation), ...signal.state.told.map(member)].map((to) => ({
    ...{
      id: `${cardKey(signal.id)}:${signal.version}:${wordOf(to)}`,
      kind: 'signal',
      about: { signal: signal.id },
      to,
    },
    ...{ dueAt: now, caseId: signal.caseId, card: cardKey(signal.id) },
  }));
}

/** Words beside the card, to these people and conversations. */
export function newsMessages(
  signal: Signal,
  news: SignalNews,
  to: readonly Address[],
  now: Instant,
  more: Readonly<Record<string, string>> = {},
): readonly Message[] {
  const key = Object.values(more).join(':');
  const unique = [...new Map(to.map((each) => [wordOf(each), each])).values()];
  return unique.map((each) => ({
    id: `signal-news:${signal.id}:${signal.version}:${news}:${key}:${wordOf(each)}`,
    ...{ kind: 'signal_news', about: { signal: signal.id, news, ...more }, to: each },
    ...{ dueAt: now, caseId: signal.caseId, thread: cardKey(signal.id) },
  }));
}

/** Everybody who receives the signal. */
export const toReceivers = (signal: Signal, { around, plan, settings }: Telling): readonly Address[] =>
  receiversIn(around, plan, signal.state, settings).list.map(({ memberId }) => member(memberId));

/** The people of an organisation who take part, or who stand in for them. */
export const toOrganisation = (organisationId: string, { around, plan }: Telling): readonly Address[] =>
  addresses(somebodies(around, plan).filter((each) => isIn(each) && each.organisationId === organisationId));

/** Those who take part in one of these roles, or who stand in for them. */
export const toRoles = (roles: readonly RoleId[], { around, plan }: Telling): readonly Address[] =>
  addresses(somebodies(around, plan).filter((each) => isIn(each) && roles.some((role) => each.roles.has(role))));

/** Everybody who reported it. */
export const toReporters = ({ state }: Signal): readonly Address[] =>
  state.reports.map(({ memberId }) => member(memberId));

const isIn = ({ relation }: Somebody): boolean => relation === 'participant';
const addresses = (people: readonly Somebody[]): readonly Address[] =>
  once(reached(people, 'named')).map(({ memberId }) => member(memberId));

// A notice that comes more than an hour after its moment says so.
const LATE_MS = 3_600_000;

/**
 * What is said because time has passed: first to those who are up, then to everybody who receives the signal and in the
 * case's conversations, then to the coordinators and in the channel of the region, and there again each week.
 */
export function alertMessages(signal: Signal, alert: Alert, telling: Telling, now: Instant): readonly Message[] {
  const late = Date.parse(now) - Date.parse(alert.at) > LATE_MS;
  const more = { watch: alert.watch, level: String(alert.level), due: alert.at, late: late ? 'yes' : 'no' };
  const up = ownersOf(signal, alert.watch, telling);
  const shared = telling.conversations.ofCase.map(conversation);
  const everybody = [...up, ...toReceivers(signal, telling)];
  if (alert.level < DUE) return newsMessages(signal, 'watch', up, now, more);
  if (alert.level < REGION) return newsMessages(signal, 'watch', [...everybody, ...shared], now, more);
  const coordinators = addresses(
    somebodies(telling.around, telling.plan).filter((each) => !isIn(each) && !each.landlord),
  );
  const region = telling.conversations.ofRegion.map(conversation);
  // Where nobody coordinates, those who received it go on hearing of it.
  const end = [...coordinators, ...region].length > 0 ? [...coordinators, ...region] : everybody;
  return newsMessages(signal, 'watch', alert.level === REGION ? [...end, ...shared] : end, now, more);
}

/** Who is up: for a clock those whom it names, for the rest whoever took it up, else all who receive it. */
export function ownersOf(signal: Signal, watch: WatchId, telling: Telling): readonly Address[] {
  const { taken } = signal.state;
  const receivers = toReceivers(signal, telling);
  if (watch === 'follow_up') return taken ? [member(taken.memberId), ...receivers] : receivers;
  const { responsible } = clockRule(telling.plan, watch, telling.settings);
  const owners = toRoles(responsible, telling);
  return owners.length > 0 ? owners : receivers;
}
