/** Who is let in, with what, and what is refused; on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { joinCase, letIn } from '../../src/usecases/letIn.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { actAs, chooseLanguage, welcomeLocalMember } from '../../src/usecases/people.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
let last = 0;
const guid = (): string => `99999999-bbbb-4bbb-8bbb-${String((last += 1)).padStart(12, '0')}`;

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => '2026-03-10T09:00:00.000Z' });
});
afterAll(() => database.close());

const input = (parts: object = {}) => ({
  ...{ tenantId: TENANT, objectId: guid(), roles: ['begeleider'], name: null },
  ...parts,
});

describe('letting somebody in', () => {
  it('makes a member with these roles, found under the ids in lower case', async () => {
    const objectId = guid();
    const result = await letIn(deps, {
      ...{ tenantId: ` ${TENANT.toUpperCase()} `, objectId: objectId.toUpperCase(), name: ' Anna ' },
      roles: ['Begeleider', 'begeleider ', 'Klantmanager  WMO', 'zorgaanbieder_ambulant'],
    });
    const roles = ['begeleider', 'klantmanager wmo', 'zorgaanbieder_ambulant'];
    expect(result).toMatchObject({ kind: 'let_in', isNew: true, member: { displayName: 'Anna', roles } });
    expect(await deps.uow.stores.members.find(TENANT, objectId)).toMatchObject({ displayName: 'Anna', roles });
  });

  it('once more gives the new roles in place of the old, and keeps name and language', async () => {
    const first = await letIn(deps, input({ name: 'Anna' }));
    if (first.kind !== 'let_in') throw new Error(first.kind);
    const { member } = first;
    await chooseLanguage(deps, member, 'en');
    const again = await letIn(deps, input({ objectId: member.objectId, roles: ['corporatie'] }));
    expect(again).toEqual({
      ...{ kind: 'let_in', isNew: false },
      member: { ...member, displayName: 'Anna', roles: ['corporatie'], lang: 'en' },
    });
    const renamed = await letIn(deps, input({ objectId: member.objectId, name: 'Anna B.' }));
    expect(renamed).toMatchObject({ member: { displayName: 'Anna B.' } });
  });

  it.each([
    ['a tenant that is no GUID', { tenantId: 'contoso.onmicrosoft.com' }, { kind: 'not_a_guid', field: 'tenantId' }],
    ['an object id that is no GUID', { objectId: 'anna@example.org' }, { kind: 'not_a_guid', field: 'objectId' }],
    ['more than a GUID', { objectId: `${guid()}\n1` }, { kind: 'not_a_guid', field: 'objectId' }],
    ['no role', { roles: [] }, { kind: 'no_role' }],
    ['a role that no protocol knows', { roles: ['begeleider', 'baas'] }, { kind: 'unknown_role', word: 'baas' }],
    ['two roles in one word', { roles: ['begeleider\ngemeente'] }, { kind: 'unknown_role' }],
    ['an empty role', { roles: [''] }, { kind: 'unknown_role', word: '' }],
    ['an empty name', { name: ' ' }, { kind: 'wrong_name' }],
    ['a name that is too long', { name: 'a'.repeat(101) }, { kind: 'wrong_name' }],
    ['a name that steers the terminal', { name: 'Anna\u001b[2J' }, { kind: 'wrong_name' }],
  ])('is refused for %s, and nobody is let in', async (_, parts, refused) => {
    const before = await deps.uow.stores.members.all();
    expect(await letIn(deps, input(parts))).toMatchObject(refused);
    expect(await deps.uow.stores.members.all()).toEqual(before);
  });

  it('names the roles that there are when it refuses one', async () => {
    const result = await letIn(deps, input({ roles: ['baas'] }));
    expect(result).toMatchObject({ known: expect.arrayContaining(['begeleider', 'Woningcorporatie']) as unknown });
  });
});

describe('taking part in a case', () => {
  const aMember = async () => {
    const result = await letIn(deps, input());
    if (result.kind !== 'let_in') throw new Error(result.kind);
    return result.member;
  };
  const aCase = async () => {
    const member = await aMember();
    const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {}, member };
    const opened = await openCase(deps, start);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    return opened.view.case;
  };

  it('is for the member and the case that are named, however they are written; twice is once', async () => {
    const [found, { id, tenantId, objectId }, other] = [await aCase(), await aMember(), await aMember()];
    const asked = { tenantId: tenantId.toUpperCase(), objectId, code: ` ${found.code.toLowerCase()} ` };
    for (let times = 0; times < 2; times += 1) {
      expect(await joinCase(deps, asked)).toMatchObject({ kind: 'joined', code: found.code, member: { id } });
    }
    const { cases } = deps.uow.stores;
    expect((await cases.ofMember(id, 10)).map((each) => each.code)).toEqual([found.code]);
    expect(await cases.isParticipant(found.id, other.id)).toBe(false);
  });

  it.each([
    ['somebody who is not let in', { objectId: guid() }, { kind: 'no_person' }],
    ['a member of the same number in another tenant', { tenantId: guid() }, { kind: 'no_person' }],
    ['a case that is not there', { code: 'HLM-1999-001' }, { kind: 'no_case' }],
    ['a tenant that is no GUID', { tenantId: 'x' }, { kind: 'not_a_guid', field: 'tenantId' }],
    ['an object id that is no GUID', { objectId: 'x' }, { kind: 'not_a_guid', field: 'objectId' }],
  ])('is refused for %s', async (_, parts, refused) => {
    const [{ code }, { id, tenantId, objectId }] = [await aCase(), await aMember()];
    expect(await joinCase(deps, { tenantId, objectId, code, ...parts })).toEqual(refused);
    expect(await deps.uow.stores.cases.ofMember(id, 10)).toEqual([]);
  });
});

describe('the local trial version', () => {
  it('lets whoever speaks in as begeleider, into the demo cases that there are', async () => {
    const opener = await letIn(deps, input());
    if (opener.kind !== 'let_in') throw new Error(opener.kind);
    const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 2', facts: {} };
    const opened = await openCase(deps, { ...start, member: opener.member });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const { code } = opened.view.case;
    const person = { tenantId: 'local', objectId: 'user-1', name: 'Alex' };
    const member = await welcomeLocalMember(deps, person, [code, 'HLM-1999-001']);
    expect(member).toMatchObject({ roles: ['begeleider'], displayName: 'Alex' });
    expect((await deps.uow.stores.cases.ofMember(member.id, 10)).map((each) => each.code)).toEqual([code]);
  });

  it('looks through the eyes of a role that a protocol knows, and of no other', async () => {
    const member = await welcomeLocalMember(deps, { tenantId: 'local', objectId: 'user-2', name: null }, []);
    expect(await actAs(deps, member, ' CORPORATIE ')).toMatchObject({ roles: ['corporatie'] });
    expect(await actAs(deps, member, 'baas')).toBeNull();
    expect(await deps.uow.stores.members.find('local', 'user-2')).toMatchObject({ roles: ['corporatie'] });
  });
});
