/**
 * Reads signals: for one member, for everybody in a conversation, and lists of them. Whoever may see nothing of a signal
 * gets the same answer as for a signal that does not exist.
 */
import { positionOf, type Position } from '../domain/access.ts';
import type { Case } from '../domain/cases.ts';
import { planOf, type Plan } from '../domain/protocol/evaluate.ts';
import type { RegionSettings } from '../domain/settings.ts';
import type { SignalTie } from '../domain/signals/moves.ts';
import type { Receivers } from '../domain/signals/receivers.ts';
import type { Signal } from '../domain/signals/signal.ts';
import { signalFor, signalForAll, tieOf, type SeenSignal, type WholeSignal } from '../domain/signals/signalView.ts';
import type { AroundCase, CaseForMember, Deps, Member, Stores } from './ports.ts';
import { todayOf, viewOf, type CaseView, type Person } from './readCase.ts';
import { receiversIn } from './tellSignal.ts';

/** A signal as one member stands to it. Never shown as it is: see `seeSignal`. */
export interface SignalForMember {
  readonly signal: Signal;
  readonly view: CaseView;
  readonly settings: RegionSettings;
  readonly tie: SignalTie;
  /** The organisation for which the member works on the case. */
  readonly organisationId: string;
}

/** The signal with how the member stands to it; null if there is none for them. */
export async function readSignal(deps: Deps, signalId: string, member: Member): Promise<SignalForMember | null> {
  const signal = await deps.uow.stores.signals.byId(signalId);
  const found = signal && (await deps.uow.stores.cases.forMember(signal.caseId, member.id, todayOf(deps)));
  return signal && found ? forMember(deps, signal, found) : null;
}

async function forMember(deps: Deps, signal: Signal, found: CaseForMember): Promise<SignalForMember | null> {
  const [standing] = found.standings;
  if (!standing) return null;
  const view = await viewOf(deps, found);
  const { settings } = await deps.uow.stores.settings.ofRegion(found.case.protocolId);
  const organisations = found.standings.map((each) => each.organisationId);
  const tie = tieOf({ signal, plan: view.plan, settings }, view.who, organisations);
  return { signal, view, settings, tie, organisationId: standing.organisationId };
}

/** What the member may be shown of it, alone; null: nothing. */
export async function seeSignal(
  deps: Deps,
  { signal, view, settings, tie }: SignalForMember,
): Promise<SeenSignal | null> {
  return signalFor(await wholeSignal(deps, signal, view.case, view.plan, settings), view.who, tie);
}

/** The signal as everybody in a conversation may see it; null if one of them may see nothing, or is not known. */
export async function seeSignalTogether(
  deps: Deps,
  signal: Signal,
  people: readonly Person[] | null,
): Promise<SeenSignal | null> {
  const there = await togetherAt(deps, signal, people);
  return there && seeTogether(deps, signal, there);
}

/** The same, where it is known already how they stand to it. */
export const seeTogether = async (deps: Deps, signal: Signal, there: SignalTogether): Promise<SeenSignal | null> =>
  signalForAll(await wholeSignal(deps, signal, there.case, there.plan, there.settings), there.all);

/** A signal with how each of those in a conversation stands to it, in the order in which they were asked for. */
export interface SignalTogether {
  readonly case: Case;
  readonly plan: Plan;
  readonly settings: RegionSettings;
  readonly people: readonly Person[];
  readonly all: readonly (readonly [who: Position, tie: SignalTie, organisationIds: readonly string[]])[];
}

/** How everybody in a conversation stands to the signal; null: its case is gone, or Teams does not tell who is there. */
export async function togetherAt(
  deps: Deps,
  signal: Signal,
  people: readonly Person[] | null,
): Promise<SignalTogether | null> {
  const { stores } = deps.uow;
  const found = people && (await stores.cases.byId(signal.caseId));
  if (!found) return null;
  const protocol = await deps.protocols.ofCase(found);
  const plan = planOf(protocol, found.route);
  const { settings } = await stores.settings.ofRegion(found.protocolId);
  const standings = await stores.cases.standingsOf(found.id, people, todayOf(deps));
  const all = standings.map((each) => {
    const who = positionOf(protocol, each);
    const organisations = each.map(({ organisationId }) => organisationId);
    return [who, tieOf({ signal, plan, settings }, who, organisations), organisations] as const;
  });
  return { case: found, plan, settings, people, all };
}

async function wholeSignal(
  deps: Deps,
  signal: Signal,
  found: Case,
  plan: Plan,
  settings: RegionSettings,
): Promise<WholeSignal> {
  const { stores } = deps.uow;
  const around = await stores.signals.around(found.id, todayOf(deps));
  const receivers: Receivers = receiversIn(around, plan, signal.state, settings);
  return {
    ...{ signal, code: found.code, plan, settings, now: deps.clock.now() },
    names: await namesIn(stores, signal, around),
    ...{ receivers: receivers.list, gap: receivers.gap },
  };
}

// Names of those around the case, and of those who did something in it and are gone since.
async function namesIn(stores: Stores, { state }: Signal, around: readonly AroundCase[]) {
  const names = new Map<string, string>();
  const put = (id: string, name: string | null): void => void (name !== null && names.set(id, name));
  for (const { memberId, displayName, organisationId, organisation, away } of around) {
    put(memberId, displayName);
    put(organisationId, organisation);
    if (away?.deputy) put(away.deputy.id, away.deputy.displayName);
  }
  const unknown = (ids: readonly (string | null | undefined)[]): readonly string[] => [
    ...new Set(ids.flatMap((id) => (id && !names.has(id) ? [id] : []))),
  ];
  const { reports, taken, lead } = state;
  for (const id of unknown([...reports.map(({ memberId }) => memberId), taken?.memberId])) {
    put(id, (await stores.members.byId(id))?.displayName ?? null);
  }
  const gone = unknown([...reports.map(({ organisationId }) => organisationId), taken?.organisationId, lead]);
  if (gone.length > 0) for (const { id, name } of await stores.organisations.all()) put(id, name);
  return names;
}

/** A line of a list: what the reader may see; null: they get to know that there is one in this case, and no more. */
export interface ListedSignal {
  readonly signal: Signal;
  readonly code: string;
  readonly seen: SeenSignal | null;
  /** The case, where the member has to do with it. */
  readonly view: CaseView | null;
}

/** How many signals one list shows. */
export const MOST_SIGNALS = 10;

/**
 * The signals that are not finished: of one case, or of all cases of the member; for a coordinator of a region also those
 * of other cases of the region, by their code alone.
 */
export async function openSignals(deps: Deps, member: Member, caseId: string | null): Promise<readonly ListedSignal[]> {
  const { signals, cases } = deps.uow.stores;
  const today = todayOf(deps);
  const most = MOST_SIGNALS * 3;
  const own =
    caseId === null
      ? await signals.openOf(member.id, today, most)
      : (await signals.ofCase(caseId)).filter(({ state }) => state.status !== 'done');
  const regions = member.memberships.filter((each) => each.functions.includes('coordinator'));
  const others =
    caseId === null && regions.length > 0
      ? await signals.openIn(
          regions.map(({ organisation }) => organisation.region),
          most,
        )
      : [];
  const listed: ListedSignal[] = [];
  for (const signal of [...own, ...others.filter(({ id }) => own.every((each) => each.id !== id))]) {
    const found = await cases.forMember(signal.caseId, member.id, today);
    const mine = found && (await forMember(deps, signal, found));
    const seen = mine && (await seeSignal(deps, mine));
    const code = found?.case.code ?? '';
    if (seen || (found && found.standings.length === 0 && code !== '')) {
      listed.push({ signal, code, seen, view: mine?.view ?? null });
    }
  }
  return listed;
}

/** Notes in the log that the member was shown this signal. `turnId`: the same turn twice is noted once. */
export async function noteSignalReading(
  deps: Deps,
  member: Member,
  turnId: string,
  signals: readonly { readonly id: string; readonly caseId: string }[],
): Promise<void> {
  const at = deps.clock.now();
  await deps.uow.stores.audit.add(
    signals.map(({ id, caseId }) => ({
      ...{ id: `read:${turnId}:${id}`, at, memberId: member.id, behalfOf: null, caseId },
      ...{ type: 'signal_read', effect: { signal: id } },
    })),
  );
}
