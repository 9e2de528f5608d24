/** Letting people in and changing them: what is stored, what is refused, and two who do it at once; on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { PersonLine } from '../../src/domain/people.ts';
import { importPeople, planImport } from '../../src/usecases/importPeople.ts';
import type { By, Deps, Member } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
const ADMIN: By = { memberId: null, administrator: true, memberships: [] };
let last = 0;
const guid = (): string => `99999999-bbbb-4bbb-8bbb-${String((last += 1)).padStart(12, '0')}`;
const line = (parts: Partial<PersonLine> = {}): PersonLine => ({
  ...{ line: 1, tenantId: TENANT, objectId: guid(), name: 'Anna', organisation: 'Huis', kind: '' },
  ...{ region: 'haarlemmermeer', roles: ['begeleider'], functions: [], ...parts },
});

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => '2026-03-10T09:00:00.000Z' });
});
afterAll(() => database.close());

const find = (objectId: string): Promise<Member | null> => deps.uow.stores.members.find(TENANT, objectId);
const stored = async (): Promise<unknown> => [
  await deps.uow.stores.members.all(),
  await deps.uow.stores.organisations.all(),
  (await database.pool.query('SELECT count(*) FROM audit_log')).rows,
];
async function imported(lines: readonly PersonLine[], by = ADMIN): Promise<readonly Member[]> {
  const result = await importPeople(deps, lines, by);
  if (result.kind !== 'imported') throw new Error(JSON.stringify(result));
  return result.members;
}

describe('a list', () => {
  it('lets people in under ids in lower case, with what they do in each organisation', async () => {
    const objectId = guid();
    const roles = ['Begeleider', 'begeleider ', ' gemeente'];
    const tenantId = ` ${TENANT.toUpperCase()}`;
    await imported([
      line({ tenantId, objectId: objectId.toUpperCase(), roles, functions: ['Beheerder'], kind: 'Zorgaanbieder' }),
      line({ line: 2, objectId, name: '', organisation: ' Wonen  BV ', roles: ['woningcorporatie'] }),
    ]);
    const member = await find(objectId);
    expect(member).toMatchObject({ displayName: 'Anna', version: 1, leftOn: null });
    expect(member?.memberships.map((each) => [each.organisation.name, each.roles, each.functions]).toSorted()).toEqual([
      ['Huis', ['begeleider', 'gemeente'], ['beheerder']],
      ['Wonen BV', ['woningcorporatie'], []],
    ]);
  });

  it('twice is once: the second time nothing changes, not even the log', async () => {
    const lines = [line({ organisation: 'Tweemaal' }), line({ line: 2, organisation: 'tweemaal', kind: 'gemeente' })];
    await imported(lines);
    const before = await stored();
    await imported(lines);
    expect(await stored()).toEqual(before);
    expect((await planImport(deps, lines, ADMIN)).lines.map((each) => each.effect)).toEqual(['same', 'same']);
  });

  it('with one bad line stores nothing, and says which lines and why', async () => {
    const before = await stored();
    const twice = line({ line: 4 });
    const result = await importPeople(
      deps,
      [line(), line({ line: 2, roles: ['baas'] }), line({ line: 3, objectId: 'x' }), twice, { ...twice, line: 5 }],
      ADMIN,
    );
    expect(result).toMatchObject({ kind: 'faults', plan: { faults: [{ line: 2 }, { line: 3 }, { line: 5 }] } });
    expect(await stored()).toEqual(before);
  });

  it('says beforehand what it would do, and does nothing by that', async () => {
    const [known] = await imported([line()]);
    const { objectId } = known as Member;
    const before = await stored();
    const lines = [
      line(),
      line({ objectId, organisation: 'Elders' }),
      line({ objectId, roles: ['gemeente'] }),
      line({ objectId: (await imported([line()]))[0]?.objectId ?? '' }),
    ];
    expect((await planImport(deps, lines, ADMIN)).lines.map((each) => each.effect)).toEqual([
      ...['new_person', 'new_task', 'changed', 'same'],
    ]);
    expect((before as unknown[])[1]).toEqual(await deps.uow.stores.organisations.all());
    expect(await find(lines[0]?.objectId ?? '')).toBeNull();
  });

  it('changes the work in one organisation, and leaves work elsewhere, the language and the name', async () => {
    const objectId = guid();
    const [member] = await imported([line({ objectId }), line({ line: 2, objectId, organisation: 'Elders' })]);
    await deps.uow.stores.members.setLang(member?.id ?? '', 'en');
    await imported([line({ objectId, name: '', roles: ['gemeente'] })]);
    const changed = await find(objectId);
    expect(changed).toMatchObject({ displayName: 'Anna', lang: 'en', version: 2 });
    expect(changed?.memberships.map((each) => [each.organisation.name, each.roles.join()]).toSorted()).toEqual([
      ['Elders', 'begeleider'],
      ['Huis', 'gemeente'],
    ]);
  });

  it('lets somebody who left in again', async () => {
    const [member] = await imported([line()]);
    await deps.uow.stores.members.leave(member?.id ?? '', '2026-03-09');
    await imported([line({ objectId: member?.objectId ?? '' })]);
    expect(await find(member?.objectId ?? '')).toMatchObject({ leftOn: null, memberships: [{}] });
  });
});

it('what one line says of a new organisation holds for the others: one organisation, one kind', async () => {
  const lines = ['', 'gemeente', 'GEMEENTE', 'wijkteam'].map((kind, n) =>
    line({ line: n + 1, kind, organisation: n === 1 ? 'EEN HUIS' : 'Een Huis' }),
  );
  expect(await importPeople(deps, lines, ADMIN)).toMatchObject({
    plan: { faults: [{ line: 4, fault: { kind: 'two_kinds' } }] },
  });
  await imported(lines.slice(0, 3));
  const all = await deps.uow.stores.organisations.all();
  expect(all.filter((each) => each.name.toLowerCase() === 'een huis')).toMatchObject([
    { name: 'Een Huis', kind: 'gemeente' },
  ]);
});

describe('a line is refused', () => {
  it.each<[string, Partial<PersonLine>, object]>([
    ['for a tenant that is no GUID', { tenantId: 'example.org' }, { kind: 'not_a_guid', field: 'tenantId' }],
    ['for an object id that is an address', { objectId: 'a@example.org' }, { kind: 'not_a_guid', field: 'objectId' }],
    ['for more than a GUID', { objectId: `${guid()}\n1` }, { kind: 'not_a_guid', field: 'objectId' }],
    ['without a role', { roles: ['', ' '] }, { kind: 'no_role' }],
    ['for a role that the region does not know', { roles: ['begeleider', 'Baas'] }, { kind: 'unknown_role', word: 'baas' }],
    ['for a region that is not there', { region: 'utopia' }, { kind: 'unknown_region', word: 'utopia' }],
    ['for a kind that is not there', { kind: 'bank' }, { kind: 'unknown_kind', word: 'bank' }],
    ['for a function that is not there', { functions: ['baas'] }, { kind: 'unknown_function', word: 'baas' }],
    ...['name', 'organisation', 'region', 'kind'].map((field): [string, Partial<PersonLine>, object] => [
      `for a BSN in the ${field}`, { [field]: 'Jan 123.45 67 82' }, { kind: 'bsn' },
    ]),
    ['for a BSN among the roles', { roles: ['begeleider', '123456782'] }, { kind: 'bsn' }],
    ['for a long name', { name: 'a'.repeat(101) }, { kind: 'wrong_name' }],
    ['for a name that steers a terminal', { name: 'Anna\u001b[2J' }, { kind: 'wrong_name' }],
    ['without an organisation', { organisation: ' ' }, { kind: 'wrong_organisation' }],
  ])('%s', async (_, parts, fault) => {
    const before = await stored();
    const result = await importPeople(deps, [line(parts)], ADMIN);
    expect(result).toMatchObject({ kind: 'faults', plan: { faults: [{ line: 1, fault }] } });
    expect(await stored()).toEqual(before);
  }); // prettier-ignore
});

describe('who may', () => {
  it.each<[string, string[], string, boolean]>([
    ['a beheerder lets people into the own organisation', ['beheerder'], 'Beheerd', true],
    ['a beheerder cannot for another organisation', ['beheerder'], 'Ander', false],
    ['a beheerder makes no new organisation', ['beheerder'], 'Nieuw', false],
    ['a coordinator lets nobody in', ['coordinator'], 'Beheerd', false],
    ['whoever only works there lets nobody in', [], 'Beheerd', false],
  ])('%s', async (_, functions, organisation, allowed) => {
    await imported([line({ organisation: 'Ander' })]);
    const person = { tenantId: TENANT, objectId: guid() };
    const member = await aMember(deps.uow.stores, person, ['begeleider'], { organisation: 'Beheerd', functions });
    const by: By = { memberId: member.id, administrator: false, memberships: member.memberships };
    const result = await importPeople(deps, [line({ organisation })], by);
    expect(result).toMatchObject(
      allowed ? { kind: 'imported' } : { kind: 'faults', plan: { faults: [{ fault: { kind: 'forbidden' } }] } },
    );
  });
});

describe('two who change the same person at once', () => {
  it('who saw an older version stores nothing', async () => {
    const [member] = await imported([line()]);
    const { objectId, version } = member as Member;
    const change = (role: string) => importPeople(deps, [line({ objectId, roles: [role] })], ADMIN, version);
    const results = await Promise.all([change('gemeente'), change('woningcorporatie')]);
    expect(results.map((each) => each.kind).toSorted()).toEqual(['imported', 'stale']);
    const winner = results[0]?.kind === 'imported' ? 'gemeente' : 'woningcorporatie';
    expect(await find(objectId)).toMatchObject({ version: version + 1, memberships: [{ roles: [winner] }] });
  });

  it('who lets in somebody that another one just let in stores nothing', async () => {
    const objectId = guid();
    const change = (role: string) => importPeople(deps, [line({ objectId, roles: [role] })], ADMIN, 0);
    const results = await Promise.all([change('gemeente'), change('woningcorporatie')]);
    expect(results.map((each) => each.kind).toSorted()).toEqual(['imported', 'stale']);
  });

  it('the same change twice is no quarrel', async () => {
    const [member] = await imported([line()]);
    const { objectId, version } = member as Member;
    for (const kind of ['imported', 'imported']) {
      expect(await importPeople(deps, [line({ objectId, roles: ['gemeente'] })], ADMIN, version)).toMatchObject({
        kind,
      });
    }
    expect(await find(objectId)).toMatchObject({ version: version + 1 });
  });
});

it('each change is in the log, with who did it', async () => {
  const [by] = await imported([line()]);
  const actor: By = { ...ADMIN, memberId: by?.id ?? '' };
  const [member] = await imported([line()], actor);
  const { rows } = await database.pool.query<{ member_id: string; effect: { member: string } }>(
    "SELECT member_id, effect FROM audit_log WHERE type = 'person_changed' ORDER BY seq DESC LIMIT 1",
  );
  expect(rows).toMatchObject([{ member_id: by?.id, effect: { member: member?.id } }]);
  expect(JSON.stringify(rows)).not.toContain('Anna');
});
