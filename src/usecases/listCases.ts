/**
 * The cases of a member that are not closed, the most urgent first.
 */
import type { Deps, Member } from './ports.ts';
import { todayOf, viewOf, type CaseView } from './readCase.ts';

/** At most `limit` cases; earliest term first, so that what is overdue leads. */
export async function listCases(deps: Deps, member: Member, limit: number): Promise<readonly CaseView[]> {
  const cases = await deps.uow.stores.cases.ofMember(member.id, todayOf(deps), limit);
  return Promise.all(cases.map((each) => viewOf(deps, each)));
}
