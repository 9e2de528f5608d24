/** The list of somebody's cases: what they have to do first stands first, in the order that the rows name. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeDeps, seedDemoCases } from '../../src/compose.ts';
import { casesCard } from '../../src/presenters/caseList.ts';
import { listCases } from '../../src/usecases/listCases.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { seeCase } from '../../src/usecases/readCase.ts';
import { datesIn } from '../support/canaries.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember, joins, regionsWith } from '../support/people.ts';

let database: TestDatabase;
let deps: Deps;
let codes: readonly string[];
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => '2026-03-10T09:00:00.000Z' });
  codes = await seedDemoCases(deps);
});
afterAll(() => database.close());

/** Somebody with this role in all demo cases of the regions that know it. */
async function worker(role: string): Promise<Member> {
  const regions = regionsWith(deps, [role]);
  const member = await aMember(deps.uow.stores, { tenantId: 't', objectId: role }, [role], { regions });
  for (const code of codes) {
    const found = await deps.uow.stores.cases.byCode(code);
    if (found && regions.includes(found.protocolId)) await joins(deps.uow.stores, code, member);
  }
  return member;
}

/** The day that each row names, in the order of the list; null: it names none. */
async function days(member: Member): Promise<readonly (string | null)[]> {
  const views = await listCases(deps, member, 100);
  const cards = await Promise.all(
    views.map(async (view) => {
      const seen = { view: await seeCase(deps, view), plan: view.plan };
      return casesCard([seen], { lang: 'nl', shared: false, local: false }, { asking: false }).data;
    }),
  );
  return cards.map((data) => {
    const [row] = data['rows'] as readonly { readonly due: string }[];
    // "Van 1 mei tot uiterlijk 1 juni": the last day counts.
    return [...datesIn(row?.due ?? '')].at(-1) ?? null;
  });
}

it.each(['begeleider', 'gemeente', 'woningcorporatie'])('of a %s', async (role) => {
  const member = await worker(role);
  const found = await days(member);
  const dated = found.filter((day) => day !== null);
  expect(dated.length).toBeGreaterThan(2);
  // Those without a day, and on hold, come last.
  expect(found).toEqual([...dated.toSorted(), ...found.filter((day) => day === null)]);
  // The database knows the next term of a case, whoever it is for: that would be another order.
  const stored = await deps.uow.stores.cases.ofMember(member.id, '2026-03-10', 100);
  const listed = await listCases(deps, member, 100);
  expect(listed.map((each) => each.case.code)).not.toEqual(stored.map((each) => each.case.code));
  expect((await listCases(deps, member, 2)).map((each) => each.case.code)).toEqual(
    listed.slice(0, 2).map((each) => each.case.code),
  );
});
