/**
 * For whom Teams rings in a conversation about a signal: whoever is up, is there, and may be named to all who are.
 * Changes nothing; the message of one's own is sent beside it, whatever comes out here.
 */
import { mayBeNamed } from '../domain/signals/signalView.ts';
import type { Signal, WatchId } from '../domain/signals/signal.ts';
import { running } from '../domain/signals/watches.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf } from './readCase.ts';
import type { SignalTogether } from './readSignal.ts';
import { ownersOf, telling } from './tellSignal.ts';

/** Teams shows them in one line. */
const MOST_RUNG = 5;

/** Those in the conversation who are up for this watch, or for any that runs. */
export async function ringFor(
  deps: Deps,
  signal: Signal,
  there: SignalTogether,
  watch: WatchId | null,
): Promise<readonly Member[]> {
  const { stores } = deps.uow;
  const known = await telling(stores, signal.caseId, todayOf(deps), there);
  const watches = running(signal.state).filter(({ id }) => watch === null || id === watch);
  const up = watches.flatMap(({ id }) => ownersOf(signal, id, known));
  const ids = [...new Set(up.flatMap((to) => ('memberId' in to ? to.memberId : [])))];
  const members = (await Promise.all(ids.map((id) => stores.members.byId(id)))).flatMap((each) => each ?? []);
  const isHere = ({ tenantId, objectId }: Member): boolean =>
    there.people.some((one) => one.tenantId === tenantId && one.objectId === objectId);
  return members
    .filter(isHere)
    .filter(({ memberships }) => mayBeNamed(new Set(memberships.map((each) => each.organisation.id)), there.all))
    .slice(0, MOST_RUNG);
}
