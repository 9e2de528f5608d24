/**
 * The end of every line: the channel of a region, else its coordinators, else the administrators. Somebody is told.
 */
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import { quietOf } from '../domain/settings.ts';
import { afterQuiet } from '../domain/workingTime.ts';
import type { Address, Deps, Member, Message } from './ports.ts';

/** A message of this kind about the region, to each of its channels; the same of one day (or `slot`) is sent once. `late`: it says so. */
export async function toRegion(
  deps: Deps,
  region: string,
  kind: string,
  now: Instant,
  slot: string = civilDateOf(now),
  late = false,
): Promise<readonly Message[]> {
  const { settings } = await deps.uow.stores.settings.ofRegion(region);
  return (await endStation(deps, region)).map((to) => ({
    id: `${kind}:${region}:${slot}:${to.kind === 'conversation' ? to.conversationId : to.memberId}`,
    ...{
      kind,
      about: { region, slot, ...(late ? { late: 'yes' } : {}) },
      to,
      dueAt: afterQuiet(now, quietOf(settings)),
    },
  }));
}

async function endStation(deps: Deps, region: string): Promise<readonly Address[]> {
  const { reminders, members } = deps.uow.stores;
  const channels = await reminders.channelsOf(region);
  if (channels.length > 0) return channels.map((conversationId) => ({ kind: 'conversation', conversationId }));
  const coordinators = await members.coordinators(region);
  const known = coordinators.length > 0 ? coordinators : await administrators(deps);
  return known.map(({ id }) => ({ kind: 'member', memberId: id }));
}

async function administrators({ uow, administrators: named }: Deps): Promise<readonly Member[]> {
  const found = await Promise.all(
    [...named].map((each) => {
      const [tenantId = '', objectId = ''] = each.split('/');
      return uow.stores.members.find(tenantId, objectId);
    }),
  );
  return found.flatMap((each) => (each && each.leftOn === null ? [each] : []));
}
