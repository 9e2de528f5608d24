/**
 * Reads the register: of a case, of a day. Each decision only as far as who asks may see it.
 */
import { seenDecision, type SeenDecision } from '../domain/decisions/seen.ts';
import type { StoredDecision } from '../domain/decisions/records.ts';
import { seenByAll, stepsIn } from '../domain/views.ts';
import type { Deps, Member } from './ports.ts';
import { positionsIn, readCase, seeCase, todayOf, type CaseView, type Person } from './readCase.ts';
import { witnessesOf } from './recordDecision.ts';

/** The decisions of a case that the member may see, the newest first. `people`: who reads along, null: nobody. */
export async function decisionsOf(
  deps: Deps,
  view: CaseView,
  people: readonly Person[] | null = null,
): Promise<readonly SeenDecision[]> {
  const register = await deps.uow.stores.decisions.ofCase(view.case.id);
  return (await seenOf(deps, view, register, people)).toReversed();
}

/** These decisions of the case as its reader may see them. `people`: who reads along, null: nobody. */
export async function seenOf(
  deps: Deps,
  view: CaseView,
  register: readonly StoredDecision[],
  people: readonly Person[] | null,
): Promise<readonly SeenDecision[]> {
  const along = people && (await positionsIn(deps, view, people));
  if (people !== null && along === null) return [];
  const seen = along === null ? await seeCase(deps, view) : seenByAll(view, view.who, along);
  const nameOf = await witnessNames(deps, register);
  const ids = stepsIn(seen).map(({ id }) => id);
  return register.flatMap((record) => {
    const step = view.plan.steps.get(record.step);
    return step && ids.includes(step.id) ? [seenDecision(record, step, view.who, along, nameOf)] : [];
  });
}

/** The names of those who heard what was noted in these decisions, by their id. */
export async function witnessNames(
  { uow }: Deps,
  register: readonly Pick<StoredDecision, 'agreements'>[],
): Promise<(memberId: string) => string> {
  const ids = register.flatMap(({ agreements }) => witnessesOf(agreements));
  const found = await Promise.all([...new Set(ids)].map((id) => uow.stores.members.byId(id)));
  return (id) => found.find((each) => each?.id === id)?.displayName ?? '?';
}

/** A case with what may be seen of its decisions. */
export interface CaseDecisions {
  readonly view: CaseView;
  readonly decisions: readonly SeenDecision[];
}

const MOST_OF_A_DAY = 40;

/** What was decided today in the member's cases, as far as they may see it, by case. */
export async function decisionsOfDay(deps: Deps, member: Member): Promise<readonly CaseDecisions[]> {
  const today = todayOf(deps);
  const found = await deps.uow.stores.decisions.ofDay(today, member.id, today, MOST_OF_A_DAY);
  const ids = [...new Set(found.map(({ caseId }) => caseId))];
  const cases = await Promise.all(
    ids.map(async (id) => {
      const view = await readCase(deps, id, member);
      const own = found.filter(({ caseId }) => caseId === id);
      return view ? [{ view, decisions: await seenOf(deps, view, own, null) }] : [];
    }),
  );
  return cases.flat().filter(({ decisions }) => decisions.length > 0);
}
