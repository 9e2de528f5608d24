/**
 * A member's own absence: from when until when, and which colleague stands in. What the deputy may see by it is decided
 * where cases are read; here it is only recorded.
 */
import { isCivilDate } from '../domain/calendar.ts';
import type { Absence } from '../domain/people.ts';
import type { Deps, Member } from './ports.ts';
import { colleaguesOf } from './managePeople.ts';
import { todayOf } from './readCase.ts';

export type AwayResult =
  | { readonly kind: 'away'; readonly away: Absence; readonly deputy: Member }
  /** No dates, the last day before the first, or over already. */
  | { readonly kind: 'wrong_days' }
  /** Nobody, or not a colleague of the same organisation. */
  | { readonly kind: 'wrong_deputy' };

/** The absence that holds now or still has to begin, with who stands in; null: none. */
export async function ownAbsence(
  deps: Deps,
  member: Member,
): Promise<{ readonly away: Absence; readonly deputy: Member | null } | null> {
  const { away } = member;
  if (!away || away.until < todayOf(deps)) return null;
  return { away, deputy: await deps.uow.stores.members.byId(away.deputyId) };
}

/** The member is absent on these days, both included. A second time takes the place of the first. */
export async function setAway(deps: Deps, member: Member, away: Absence): Promise<AwayResult> {
  const { from, until } = away;
  if (!isCivilDate(from) || !isCivilDate(until) || until < from || until < todayOf(deps)) return { kind: 'wrong_days' };
  const deputy = (await colleaguesOf(deps, member)).find((each) => each.id === away.deputyId);
  if (!deputy) return { kind: 'wrong_deputy' };
  await store(deps, member, away);
  return { kind: 'away', away, deputy };
}

/** The member is back: nobody stands in any more. */
export async function endAway(deps: Deps, member: Member): Promise<void> {
  if (member.away) await store(deps, member, null);
}

async function store(deps: Deps, member: Member, away: Absence | null): Promise<void> {
  await deps.uow.transaction(async (stores) => {
    await stores.members.setAway(member.id, away);
    await stores.audit.add([
      {
        ...{ id: deps.newId(), at: deps.clock.now(), memberId: member.id, behalfOf: null, caseId: null },
        ...(away ? { type: 'away_set', effect: { ...away } } : { type: 'away_ended', effect: {} }),
      },
    ]);
  });
}
