/**
 * Who answers what no source answers, by region, with who stands in for the absent; and who decides what becomes part of
 * the answers. Where a region has nobody for it, the administrators of Opstap do.
 */
import { POLICY, type Actor } from '../domain/access.ts';
import { isAwayOn, type MemberFunction } from '../domain/people.ts';
import { byMember } from './managePeople.ts';
import { isAdministrator } from './people.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf } from './readCase.ts';

/** Somebody to turn to. */
export interface Expert {
  readonly member: Member;
  /** The absent colleague for whom they stand in; null: for nobody. */
  readonly standsInFor: Member | null;
}

/** The experts of the region who are there, or their deputies; empty: the region has none. */
export const expertsOf = (deps: Deps, region: string): Promise<readonly Expert[]> =>
  those(deps, region, 'deskundige', POLICY.answer_question);

/** The editors of the region who are there, or their deputies; empty: the region has none. */
export const editorsOf = (deps: Deps, region: string): Promise<readonly Expert[]> =>
  those(deps, region, 'redacteur', POLICY.edit_answers);

type Policy = (who: Actor, region: string) => boolean;

// Who has the function by name goes before who may do it because of another one.
async function those(deps: Deps, region: string, named: MemberFunction, may: Policy): Promise<readonly Expert[]> {
  const all = (await deps.uow.stores.members.all()).filter(({ leftOn }) => leftOn === null);
  const able = all.filter((member) => may({ administrator: false, memberships: member.memberships }, region));
  const first = able.filter(({ memberships }) =>
    memberships.some(({ organisation, functions }) => organisation.region === region && functions.includes(named)),
  );
  const found = (first.length > 0 ? first : able).flatMap((member): Expert[] => {
    if (!isAway(deps, member)) return [{ member, standsInFor: null }];
    const deputy = all.find(({ id }) => id === member.away?.deputyId);
    return deputy && !isAway(deps, deputy) ? [{ member: deputy, standsInFor: member }] : [];
  });
  return found.filter(({ member }, at) => found.findIndex((other) => other.member.id === member.id) === at);
}

const isAway = (deps: Deps, { away }: Member): boolean => isAwayOn(away, todayOf(deps));

/** The administrators of Opstap as far as they have spoken to the bot. */
export async function administratorsOf(deps: Deps): Promise<readonly Member[]> {
  const all = await deps.uow.stores.members.all();
  return all.filter((member) => member.leftOn === null && isAdministrator(deps, member));
}

/** True if the member may answer questions of the region, for themselves or for an absent expert. */
export const mayAnswer = (deps: Deps, member: Member, region: string): Promise<boolean> =>
  may(deps, member, region, POLICY.answer_question);

/** True if the member may decide what becomes part of the answers of the region. */
export const mayEdit = (deps: Deps, member: Member, region: string): Promise<boolean> =>
  may(deps, member, region, POLICY.edit_answers);

async function may(deps: Deps, member: Member, region: string, policy: Policy): Promise<boolean> {
  if (policy(byMember(deps, member), region)) return true;
  const all = await deps.uow.stores.members.all();
  return all.some(
    (each) =>
      each.away?.deputyId === member.id &&
      each.leftOn === null &&
      isAway(deps, each) &&
      policy({ administrator: false, memberships: each.memberships }, region),
  );
}
