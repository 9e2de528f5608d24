/**
 * The cases of a member that are not closed, the most urgent first.
 */
import { byDay, leadingStep } from '../domain/urgency.ts';
import { viewAs } from '../domain/protocol/view.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf, viewOf, type CaseView } from './readCase.ts';

// So many are looked through for the most urgent ones; whoever has more gets those of them with the earliest terms.
const MOST_LOOKED_THROUGH = 100;

/** At most `limit` cases, by the last day of what is up in them for this member; on hold or without a day: last. */
export async function listCases(deps: Deps, member: Member, limit: number): Promise<readonly CaseView[]> {
  const most = Math.max(limit, MOST_LOOKED_THROUGH);
  const cases = await deps.uow.stores.cases.ofMember(member.id, todayOf(deps), most);
  const views = await Promise.all(cases.map((each) => viewOf(deps, each)));
  const days = new Map(views.map((view) => [view, dayOf(view)]));
  return views.toSorted((a, b) => byDay(days.get(a), days.get(b))).slice(0, limit);
}

function dayOf({ evaluation, who }: CaseView) {
  if (evaluation.onHold) return null;
  return leadingStep(viewAs(evaluation, [...who.roles]).steps, who.roles)?.terms[0]?.by ?? null;
}
