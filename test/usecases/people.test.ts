/** What a member changes about themselves, the local trial version, and administrators; on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import { welcomeAdministrator } from '../../src/usecases/administrators.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { actAs, chooseLanguage, isAdministrator, rolesToActAs, welcomeLocalMember } from '../../src/usecases/people.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
const OBJECT = '99999999-bbbb-4bbb-8bbb-000000000001';
const TODAY = '2026-03-10';
let database: TestDatabase;
let deps: Deps;
let last = 0;
const person = (name: string | null = null) => ({ tenantId: 'local', objectId: `user-${(last += 1)}`, name });
const rolesOf = (member: Member | null): readonly string[] => [
  ...new Set(member?.memberships.flatMap((each) => each.roles)),
];

beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => `${TODAY}T09:00:00.000Z` }, undefined, [`${TENANT}/${OBJECT}`]);
});
afterAll(() => database.close());

async function aCase(): Promise<string> {
  const member = await aMember(deps.uow.stores, person(), ['begeleider']);
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 2', facts: {} };
  const opened = await openCase(deps, { ...start, member });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.view.case.code;
}
const codes = async (member: Member): Promise<readonly string[]> =>
  (await deps.uow.stores.cases.ofMember(member.id, TODAY, 10)).map((each) => each.case.code);

it('a chosen language stays', async () => {
  const who = person();
  const member = await aMember(deps.uow.stores, who, ['begeleider']);
  expect(await chooseLanguage(deps, member, 'en')).toEqual({ ...member, lang: 'en' });
  expect(await deps.uow.stores.members.find(who.tenantId, who.objectId)).toMatchObject({ lang: 'en' });
});

describe('the local trial version', () => {
  it('lets whoever speaks in as begeleider of every region, into the demo cases that there are', async () => {
    const code = await aCase();
    const member = await welcomeLocalMember(deps, person('Alex'), [code, 'HLM-1999-001']);
    expect(member.displayName).toBe('Alex');
    expect(rolesOf(member)).toEqual(['begeleider']);
    expect(member.memberships).toHaveLength(deps.protocols.current.size);
    expect(await codes(member)).toEqual([code]);
  });

  it('two first words at once make one member', async () => {
    const who = person('Alex');
    const both = await Promise.all([welcomeLocalMember(deps, who, []), welcomeLocalMember(deps, who, [])]);
    expect(new Set(both.map((each) => each.id)).size).toBe(1);
  });

  it('looks through the eyes of a role that a protocol knows, in the same cases, and of no other', async () => {
    const code = await aCase();
    const member = await welcomeLocalMember(deps, person(), [code]);
    const played = await actAs(deps, member, ' WONINGCORPORATIE ');
    expect(rolesOf(played)).toEqual(['Woningcorporatie']);
    expect(await codes(member)).toEqual([code]);
    expect(await actAs(deps, member, 'baas')).toBeNull();
    expect(rolesOf(await deps.uow.stores.members.byId(member.id))).toEqual(['Woningcorporatie']);
    expect(rolesToActAs(deps)).toEqual(expect.arrayContaining(['begeleider', 'Woningcorporatie']));
  });
});

describe('an administrator by configuration', () => {
  const admin = { tenantId: TENANT, objectId: OBJECT, name: 'Bea' };

  it.each<[string, { tenantId: string; objectId: string }, boolean]>([
    ['is known by both ids', admin, true],
    ['is not somebody of the same number in another tenant', { ...admin, tenantId: 'other' }, false],
    ['is not somebody else of the tenant', { ...admin, objectId: 'other' }, false],
  ])('%s', async (_, who, expected) => {
    expect(isAdministrator(deps, who)).toBe(expected);
    expect((await welcomeAdministrator(deps, { ...who, name: null })) !== null).toBe(expected);
  });

  it('becomes a member without work, keeps that after leaving, and sees no case', async () => {
    await aCase();
    const member = await welcomeAdministrator(deps, admin);
    expect(member).toMatchObject({ displayName: 'Bea', memberships: [], leftOn: null });
    expect(await codes(member as Member)).toEqual([]);
    await deps.uow.stores.members.leave((member as Member).id, TODAY);
    expect(await welcomeAdministrator(deps, admin)).toMatchObject({ id: member?.id, memberships: [], leftOn: null });
  });
});
