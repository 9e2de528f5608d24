/**
 * The end of every line: the channel of a region, else its coordinators, else the administrators. Somebody is told.
 */
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import { coordinatesIn } from '../domain/people.ts';
import { quietOf } from '../domain/settings.ts';
import { afterQuiet } from '../domain/workingTime.ts';
import { isAdministrator } from './people.ts';
import type { Address, Deps, Message } from './ports.ts';

/** A message of this kind about the region, to each of its channels; the same of one day (or `slot`) is sent once. */
export async function toRegion(
  deps: Deps,
  region: string,
  kind: string,
  now: Instant,
  slot: string = civilDateOf(now),
): Promise<readonly Message[]> {
  const { settings } = await deps.uow.stores.settings.ofRegion(region);
  return (await endStation(deps, region)).map((to) => ({
    id: `${kind}:${region}:${slot}:${to.kind === 'conversation' ? to.conversationId : to.memberId}`,
    ...{ kind, about: { region, slot }, to, dueAt: afterQuiet(now, quietOf(settings)) },
  }));
}

async function endStation(deps: Deps, region: string): Promise<readonly Address[]> {
  const { reminders, members } = deps.uow.stores;
  const channels = await reminders.channelsOf(region);
  if (channels.length > 0) return channels.map((conversationId) => ({ kind: 'conversation', conversationId }));
  const people = (await members.all()).filter(({ leftOn }) => leftOn === null);
  const coordinators = people.filter(({ memberships }) => coordinatesIn(memberships, region));
  const known = coordinators.length > 0 ? coordinators : people.filter((each) => isAdministrator(deps, each));
  return known.map(({ id }) => ({ kind: 'member', memberId: id }));
}
