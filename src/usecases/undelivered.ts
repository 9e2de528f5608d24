/**
 * Where a message goes that could not be delivered: to the deputy, to the coordinators, and by e-mail that says only
 * that something waits. Each way is tried once; what has no way left is on the list of dead messages.
 */
import { civilDateOf, type CivilDate, type Instant } from '../domain/calendar.ts';
import { isAwayOn } from '../domain/people.ts';
import type { Member, Message, Stores } from './ports.ts';
import { channelOf } from '../shared/conversation.ts';

/** The messages that go instead of this one. */
export async function nextRoutes(stores: Stores, message: Message, now: Instant): Promise<readonly Message[]> {
  const { to } = message;
  if (to.kind === 'mail') return [];
  if (to.kind === 'conversation') return toldOf(message, now, await askable(stores, message, civilDateOf(now)));
  const member = await stores.members.byId(to.memberId);
  if (!member) return [];
  const mail: Message = {
    ...{ id: `${message.id}>mail`, kind: 'mail', about: {}, dueAt: now, caseId: message.caseId ?? null },
    to: { kind: 'mail', memberId: member.id },
  };
  // A word about a failure is not followed by words about its own failure.
  if (message.kind === 'undelivered') return [mail];
  const deputy = deputyOf(member, now);
  const instead: readonly Message[] =
    deputy === null
      ? []
      : [{ ...message, id: `${message.id}>${deputy}`, to: { kind: 'member', memberId: deputy }, dueAt: now }];
  const others = (
    await coordinatorsOf(
      stores,
      member.memberships.map(({ organisation }) => organisation.id),
    )
  ).filter((id) => id !== member.id && id !== deputy);
  return [...instead, mail, ...toldOf(message, now, others)];
}

const deputyOf = ({ away }: Member, now: Instant): string | null =>
  isAwayOn(away, civilDateOf(now)) ? away.deputyId : null;

// Who looks after a conversation: the casushouder and coordinators of its case, or the coordinators of its region.
async function askable(stores: Stores, { to, caseId }: Message, today: CivilDate): Promise<readonly string[]> {
  if (to.kind !== 'conversation') return [];
  const link = await stores.turns.linkOf(channelOf(to.conversationId));
  const about = caseId ?? link?.caseId ?? null;
  if (about !== null) {
    const people = await stores.cases.participants(about, today);
    const holders = people.filter((each) => each.casushouder);
    const organisations = holders.map((each) => each.organisation.id);
    return [...new Set([...holders.map((each) => each.memberId), ...(await coordinatorsOf(stores, organisations))])];
  }
  const region = link?.region ?? null;
  const all = (await stores.organisations.all()).filter((each) => each.region === region);
  return coordinatorsOf(
    stores,
    all.map((each) => each.id),
  );
}

async function coordinatorsOf(stores: Stores, organisationIds: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of organisationIds) {
    for (const member of await stores.organisations.members(id)) {
      const membership = member.memberships.find((each) => each.organisation.id === id);
      if (membership?.functions.includes('coordinator')) found.push(member.id);
    }
  }
  return [...new Set(found)];
}

function toldOf(message: Message, now: Instant, memberIds: readonly string[]): readonly Message[] {
  const { to } = message;
  const about: Record<string, string> =
    to.kind === 'conversation' ? { conversation: to.conversationId } : { member: to.memberId };
  return memberIds.map((memberId) => ({
    ...{ id: `${message.id}>told:${memberId}`, kind: 'undelivered', about: { ...about, of: message.kind } },
    ...{ to: { kind: 'member', memberId }, dueAt: now, caseId: message.caseId ?? null },
  }));
}
