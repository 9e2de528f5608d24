/** `opstap people`: what it prints, what it stores and how it ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { Stored } from '../../src/cli/io.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { opstap, type Run } from '../support/cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
const ANNA = '99999999-bbbb-4bbb-8bbb-000000000001';
const BEA = '99999999-bbbb-4bbb-8bbb-000000000002';
const person = (objectId: string): string[] => ['--tenant', TENANT, '--object-id', objectId];

let database: TestDatabase;
let deps: Deps;
let code: string;
let [opened, closed] = [0, 0];
const openStored = (): Promise<Stored> => {
  opened += 1;
  return Promise.resolve({ deps, close: () => Promise.resolve(void (closed += 1)) });
};
const people = (...args: string[]): Promise<Run> => opstap(['people', ...args], '', { openStored });

beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database);
});
afterAll(() => database.close());

test('before anybody is let in the list says so', async () => {
  expect(await people('list')).toMatchObject({ code: 0, out: 'nog niemand\n' });
  expect((await people('list', '--json')).json()).toEqual({ people: [] });
});

test('add lets somebody in, and says of a second time that it brought them up to date', async () => {
  const args = ['add', ...person(ANNA), '--role', 'Begeleider', '--name', 'Anna de Wit'];
  expect(await people(...args)).toMatchObject({ code: 0, out: `toegelaten: ${TENANT}  ${ANNA}  begeleider\n` });
  const again = await people('add', ...person(ANNA.toUpperCase()), '--role', 'begeleider', '--role', 'gemeente');
  expect(again.out).toBe(`bijgewerkt: ${TENANT}  ${ANNA}  begeleider, gemeente\n`);
  const bea = await people('add', ...person(BEA), '--role', 'corporatie', '--json');
  expect(bea.json()).toEqual({ person: { tenant: TENANT, objectId: BEA, roles: ['corporatie'] }, added: true });
});

test('list prints ids and roles, and names only when asked', async () => {
  const { out } = await people('list');
  expect(out).toBe(`${TENANT}  ${ANNA}  begeleider, gemeente\n${TENANT}  ${BEA}  corporatie\n`);
  expect((await people('list', '--json')).out).not.toContain('Anna');
  expect((await people('list', '--names')).out).toContain(`${ANNA}  begeleider, gemeente  Anna de Wit\n`);
  const named = (await people('list', '--names', '--json')).json<{ people: { name: string | null }[] }>();
  expect(named.people.map((each) => each.name)).toEqual(['Anna de Wit', null]);
});

test('a name that came from Teams cannot steer the terminal', async () => {
  const objectId = '99999999-bbbb-4bbb-8bbb-000000000003';
  await deps.uow.stores.members.put({ tenantId: TENANT, objectId, displayName: 'Cor\u001b[2J\n', roles: [] });
  expect((await people('list', '--names')).out).toContain('Cor[2J\n');
});

test('join lets a member take part in a case', async () => {
  const [anna, bea] = await Promise.all([ANNA, BEA].map((id) => deps.uow.stores.members.find(TENANT, id)));
  if (!anna || !bea) throw new Error('let in above');
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {} };
  const result = await openCase(deps, { ...start, member: anna });
  if (result.kind !== 'opened') throw new Error(result.kind);
  ({ code } = result.view.case);
  expect(await people('join', code.toLowerCase(), ...person(BEA))).toMatchObject({
    ...{ code: 0, out: `doet mee in ${code}: ${TENANT}  ${BEA}  corporatie\n` },
  });
  expect(await deps.uow.stores.cases.isParticipant(result.view.case.id, bea.id)).toBe(true);
  expect((await people('join', code, ...person(BEA), '--json')).json()).toEqual({
    ...{ case: code, person: { tenant: TENANT, objectId: BEA, roles: ['corporatie'] } },
  });
});

describe('what is wrong is said with a code and an exit', () => {
  const stranger = person('99999999-bbbb-4bbb-8bbb-000000000009');
  test.each<[string, string[], number, string, string?]>([
    ['no action', [], 2, 'usage'],
    ['an unknown action', ['constructor'], 2, 'usage'],
    ['an unknown option', ['list', '--all'], 2, 'usage'],
    ['a word too many', ['list', 'x'], 2, 'usage'],
    ['a word too many at add', ['add', 'x', ...stranger, '--role', 'begeleider'], 2, 'usage'],
    ['no case', ['join', ...stranger], 2, 'usage'],
    ['no tenant', ['add', '--object-id', ANNA, '--role', 'begeleider'], 2, 'missing_key', 'tenant'],
    ['no object id', ['add', '--tenant', TENANT, '--role', 'begeleider'], 2, 'missing_key', 'object-id'],
    ['no role', ['add', ...stranger], 2, 'missing_key', 'role'],
    ['a tenant that is no GUID', ['add', '--tenant', 'x', '--object-id', ANNA], 2, 'wrong_value', 'tenant'],
    [
      'an object id that is no GUID',
      ['join', 'X', '--tenant', TENANT, '--object-id', 'x'],
      2,
      'wrong_value',
      'object-id',
    ],
    ['an unknown role', ['add', ...stranger, '--role', 'baas'], 2, 'unknown_role', 'role'],
    ['an empty name', ['add', ...stranger, '--role', 'begeleider', '--name', ''], 2, 'wrong_value', 'name'],
    ['a person who is not there', ['join', 'HLM-1999-001', ...stranger], 1, 'person_not_found', 'object-id'],
    ['a case that is not there', ['join', 'HLM-1999-001', ...person(ANNA)], 1, 'case_not_found', 'case'],
  ])('%s', async (_, args, exit, errorCode, path) => {
    const before = await deps.uow.stores.members.all();
    const run = await people(...args, '--json');
    const { error } = run.json<{ error: { code: string; message: string; path?: string } }>();
    expect([run.code, error.code, error.path]).toEqual([exit, errorCode, path]);
    expect(run.err).toBe(`opstap: ${error.message}\n`);
    expect(await deps.uow.stores.members.all()).toEqual(before);
  });

  test('the database is let go of every time', () => {
    expect(opened).toBeGreaterThan(10);
    expect(closed).toBe(opened);
  });
});
