/** `opstap people`: what it prints, what it stores and how it ends. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { Stored } from '../../src/cli/io.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { opstap, type Run } from '../support/cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
const [ANNA, BEA, COR] = [1, 2, 3].map((n) => `99999999-bbbb-4bbb-8bbb-00000000000${n}`) as [string, string, string];
const person = (objectId: string): string[] => ['--tenant', TENANT, '--object-id', objectId];
const folder = mkdtempSync(join(tmpdir(), 'opstap-people-'));

let database: TestDatabase | null = null;
let deps: Deps;
let [opened, closed] = [0, 0];
const openStored = (): Promise<Stored> => {
  opened += 1;
  return Promise.resolve({ deps, close: () => Promise.resolve(void (closed += 1)) });
};
const people = (...args: string[]): Promise<Run> => opstap(['people', ...args], '', { openStored });
const piped = (stdin: string, ...args: string[]): Promise<Run> => opstap(['people', ...args], stdin, { openStored });
const members = (): Promise<readonly Member[]> => deps.uow.stores.members.all();
const WORK = ['--organisation', 'Huis', '--region', 'haarlemmermeer'];
const add = (objectId: string, ...more: string[]): Promise<Run> =>
  people('add', ...person(objectId), '--role', 'Begeleider', ...WORK, ...more);

beforeEach(async () => {
  // Making a database takes a while: one that nobody was let into serves again.
  if (database && (await members()).length === 0) return;
  await database?.close();
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => '2026-03-10T09:00:00.000Z' });
});
afterAll(() => database?.close());

describe('add and list', () => {
  test('add lets somebody in, says what changed, and a second time that all was well', async () => {
    const line = `${TENANT}  ${ANNA}  Huis (haarlemmermeer): begeleider`;
    expect(await add(ANNA, '--name', 'Anna de Wit')).toMatchObject({ code: 0, out: `nieuw: ${line}\n` });
    expect((await add(ANNA.toUpperCase())).out).toBe(`al goed: ${line}\n`);
    const more = await add(ANNA, '--role', 'gemeente', '--function', 'beheerder', '--kind', 'zorgaanbieder', '--json');
    expect(more.json()).toEqual({
      effect: 'changed',
      person: {
        ...{ tenant: TENANT, objectId: ANNA, leftOn: null },
        work: [
          {
            ...{ organisation: 'Huis', kind: 'zorgaanbieder', region: 'haarlemmermeer' },
            ...{ roles: ['begeleider', 'gemeente'], functions: ['beheerder'] },
          },
        ],
      },
    });
  });

  test('list prints ids and work, and names only when asked; a name cannot steer the terminal', async () => {
    expect((await people('list')).out).toBe('nog niemand\n');
    await add(ANNA, '--name', 'Anna de Wit');
    await deps.uow.stores.members.put(
      { tenantId: TENANT, objectId: COR, displayName: 'Cor\u001b[2J\n', memberships: [] },
      null,
    );
    expect((await people('list')).out).toBe(
      `${TENANT}  ${ANNA}  Huis (haarlemmermeer): begeleider\n${TENANT}  ${COR}\n`,
    );
    expect((await people('list', '--json')).out).not.toContain('Anna');
    expect((await people('list', '--names')).out).toContain(`${ANNA}  Anna de Wit  Huis`);
    expect((await people('list', '--names')).out).toContain('Cor[2J\n');
    const named = (await people('list', '--names', '--json')).json<{ people: { name: string | null }[] }>();
    expect(named.people.map((each) => each.name)).toEqual(['Anna de Wit', 'Cor\u001b[2J\n']);
  });
});

describe('import', () => {
  const row = (objectId: string, role = 'begeleider'): string =>
    `${TENANT};${objectId};"Wit; Anna";Huis;zorgaanbieder;haarlemmermeer;${role};`;
  const list = ['\uFEFFtenant;object;naam;organisatie;soort;regio;rollen;functies', row(ANNA), row(BEA), ''].join(
    '\r\n',
  );
  const lineOf = (n: number, effect: string, id: string): string =>
    `regel ${n}: ${effect}  ${TENANT}  ${id}  Huis (haarlemmermeer): begeleider\n`;

  test('a file of a spreadsheet lets everybody in, and twice is once; no name is printed', async () => {
    const file = join(folder, 'list.csv');
    writeFileSync(file, list);
    const run = await people('import', file);
    expect([run.code, run.err, run.out]).toEqual([0, '', lineOf(2, 'nieuw', ANNA) + lineOf(3, 'nieuw', BEA)]);
    const before = await members();
    expect(before.map((each) => each.displayName)).toEqual(['Wit; Anna', 'Wit; Anna']);
    expect((await people('import', file)).out).toBe(lineOf(2, 'al goed', ANNA) + lineOf(3, 'al goed', BEA));
    expect(await members()).toEqual(before);
  });

  test.each([';', ',', '\t'])('standard input, with "%s" between', async (separator) => {
    const rows = [ANNA, BEA].map((id) => row(id).replace('"Wit; Anna"', 'Anna').replaceAll(';', separator));
    expect(await piped(rows.join('\n'), 'import', '-')).toMatchObject({ code: 0, err: '' });
    expect(await members()).toHaveLength(2);
  });

  test('--preview says what would be done, and stores nothing', async () => {
    const run = await piped(list, 'import', '-', '--preview');
    expect([run.code, run.out]).toEqual([0, lineOf(2, 'nieuw', ANNA) + lineOf(3, 'nieuw', BEA)]);
    expect(run.err).toContain('nog niets opgeslagen');
    expect((await piped(list, 'import', '-', '--preview', '--json')).json()).toMatchObject({
      ...{ stored: false, faults: [], lines: [{ line: 2, effect: 'new_person' }, { line: 3 }] },
    });
    expect(await members()).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a role', row(BEA, 'baas'), 'Regel 2: de rol "baas" kent deze regio niet'],
    ['an id', row('x'), 'Regel 2: een tenant-id en een object-id bestaan uit'],
    ['the columns', `${TENANT};${BEA}`, 'Regel 2: er horen acht kolommen te staan'],
    ['somebody who stands there twice', row(ANNA), 'Regel 2: deze persoon staat er twee keer in'],
  ])('with %s that is wrong nothing is stored, and the line is named', async (_, bad, words) => {
    const text = `${row(ANNA)}\n${bad}\n`;
    const run = await piped(text, 'import', '-');
    expect([run.code, run.err.includes(words)]).toEqual([1, true]);
    const json = (await piped(text, 'import', '-', '--json')).json<{ stored: boolean; faults: { line: number }[] }>();
    expect([json.stored, json.faults.map((each) => each.line)]).toEqual([false, [2]]);
    expect(await members()).toEqual([]);
  });

  test('--as a beheerder lets people into the own organisation only', async () => {
    await add(ANNA, '--function', 'beheerder');
    const as = ['--as', `${TENANT}/${ANNA}`];
    expect(await piped(row(BEA).replace('zorgaanbieder', ''), 'import', '-', ...as)).toMatchObject({ code: 0 });
    const other = await piped(row(COR).replace('Huis', 'Ander'), 'import', '-', ...as);
    expect([other.code, other.err.includes('u beheert deze organisatie niet')]).toEqual([1, true]);
  });

  test('a file in another encoding is refused', async () => {
    const file = join(folder, 'latin1.csv');
    writeFileSync(file, Buffer.from(row(ANNA).replace('Anna', 'Zoë'), 'latin1'));
    const run = await people('import', file, '--json');
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, 'wrong_value']);
  });
});

async function aCase(): Promise<string> {
  await add(ANNA);
  const member = await deps.uow.stores.members.find(TENANT, ANNA);
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {} };
  const result = member && (await openCase(deps, { ...start, member }));
  if (result?.kind !== 'opened') throw new Error('no case');
  return result.view.case.code;
}
const logOf = async (code: string) => {
  const found = await deps.uow.stores.cases.byCode(code);
  return (await deps.uow.stores.cases.log(found?.id ?? '')).map((each) => each.effect);
};

describe('join', () => {
  test('somebody takes part for their organisation; what is new is logged as shared; twice is once', async () => {
    const code = await aCase();
    await people('add', ...person(BEA), '--role', 'gemeente', '--organisation', 'Raad', '--region', 'haarlemmermeer');
    const out = `doet mee in ${code} voor Raad: ${TENANT}  ${BEA}\n`;
    expect(await people('join', code.toLowerCase(), ...person(BEA))).toMatchObject({ code: 0, out });
    expect((await logOf(code)).slice(1)).toMatchObject([
      { type: 'shared', why: 'Toegevoegd op de opdrachtregel' },
      { type: 'joined', casushouder: false },
    ]);
    expect(await people('join', code, ...person(BEA))).toMatchObject({ code: 0, out });
    expect(await logOf(code)).toHaveLength(3);
    await people('join', code, ...person(BEA), '--casushouder');
    await people('join', code, ...person(BEA));
    expect((await logOf(code)).slice(3)).toMatchObject([{ type: 'joined', casushouder: true }]);
  });

  test('a colleague of the same organisation joins without sharing anew', async () => {
    const code = await aCase();
    await add(BEA);
    await people('join', code, ...person(BEA));
    expect((await logOf(code)).slice(1)).toMatchObject([{ type: 'joined' }]);
  });

  test('who works for two organisations there has to choose', async () => {
    const code = await aCase();
    await add(BEA);
    await people('add', ...person(BEA), '--role', 'gemeente', '--organisation', 'Raad', '--region', 'haarlemmermeer');
    const run = await people('join', code, ...person(BEA), '--json');
    expect([run.code, run.json<{ error: { path: string } }>().error.path]).toEqual([2, 'organisation']);
    expect(await people('join', code, ...person(BEA), '--organisation', 'raad')).toMatchObject({ code: 0 });
  });
});

describe('leave', () => {
  test('with a successor the cases go over', async () => {
    await aCase();
    await add(BEA);
    const run = await people('leave', ...person(ANNA), '--successor', `${TENANT}/${BEA.toUpperCase()}`);
    expect([run.code, run.out]).toEqual([0, `weg: ${TENANT}  ${ANNA}\novergedragen casussen: 1\n`]);
    expect((await people('list')).out).toContain(`${ANNA}  Huis`.slice(0, ANNA.length));
    expect(await people('leave', ...person(ANNA))).toMatchObject({ code: 1 });
  });

  test('one organisation: the other work stays; of two with that name the region says which', async () => {
    await add(ANNA);
    await people('add', ...person(ANNA), '--role', 'gemeente', '--organisation', 'Raad', '--region', 'haarlemmermeer');
    await people('add', ...person(ANNA), '--role', 'gemeente', '--organisation', 'Raad', '--region', 'zutphen');
    const leave = (...at: string[]) => people('leave', ...person(ANNA), '--organisation', ...at);
    expect(await leave('Elders')).toMatchObject({ code: 1 });
    expect((await leave('raad')).err).toContain('--region');
    expect(await leave('raad', '--region', 'zutphen')).toMatchObject({
      ...{ code: 0, out: `weg bij deze organisatie: ${TENANT}  ${ANNA}\novergedragen casussen: 0\n` },
    });
    const [anna] = await members();
    expect(
      anna?.memberships.map(({ organisation }) => `${organisation.name} ${organisation.region}`).toSorted(),
    ).toEqual(['Huis haarlemmermeer', 'Raad haarlemmermeer']);
  });

  test('without one it names what nobody holds', async () => {
    const code = await aCase();
    expect((await people('leave', ...person(ANNA))).out).toContain(`zonder casushouder: ${code}\n`);
    expect((await people('list')).out).toBe(`${TENANT}  ${ANNA}  weg sinds 2026-03-10\n`);
  });
});

describe('what is wrong is said with a code and an exit, and changes nothing', () => {
  const stranger = person(COR);
  const role = ['--role', 'begeleider'];
  test.each<[string, string[], number, string, string?]>([
    ['no action', [], 2, 'usage'],
    ['an unknown action', ['constructor'], 2, 'usage'],
    ['an unknown option', ['list', '--all'], 2, 'usage'],
    ['a word too many', ['list', 'x'], 2, 'usage'],
    ['a word too many at add', ['add', 'x', ...stranger, ...role, ...WORK], 2, 'usage'],
    ['no file', ['import'], 2, 'usage'],
    ['a file that is not there', ['import', join(folder, 'no.csv')], 2, 'file_missing'],
    ['nobody on standard input', ['import', '-'], 2, 'wrong_value'],
    ['no case', ['join', ...stranger], 2, 'usage'],
    ['no tenant', ['add', '--object-id', COR, ...role, ...WORK], 2, 'missing_key', 'tenant'],
    ['no object id', ['add', '--tenant', TENANT, ...role, ...WORK], 2, 'missing_key', 'object-id'],
    ['no role', ['add', ...stranger, ...WORK], 2, 'missing_key', 'role'],
    ['no organisation', ['add', ...stranger, ...role, '--region', 'haarlemmermeer'], 2, 'missing_key', 'organisation'],
    ['no region', ['add', ...stranger, ...role, '--organisation', 'Huis'], 2, 'missing_key', 'region'],
    ['a tenant that is no GUID', ['add', '--tenant', 'x', '--object-id', COR, ...role, ...WORK], 2, 'wrong_value', 'tenant'],
    ['an object id that is no GUID', ['join', 'X', '--tenant', TENANT, '--object-id', 'x'], 2, 'wrong_value', 'object-id'],
    ['an unknown role', ['add', ...stranger, '--role', 'baas', ...WORK], 2, 'unknown_role', 'role'],
    ['an unknown region', ['add', ...stranger, ...role, '--organisation', 'H', '--region', 'x'], 2, 'unknown_region', 'region'],
    ['an unknown kind', ['add', ...stranger, ...role, ...WORK, '--kind', 'x'], 2, 'unknown_kind', 'kind'],
    ['an unknown function', ['add', ...stranger, ...role, ...WORK, '--function', 'x'], 2, 'unknown_function', 'function'],
    ['a BSN in a name', ['add', ...stranger, ...role, ...WORK, '--name', 'Cor 123456782'], 2, 'wrong_value'],
    ['a long name', ['add', ...stranger, ...role, ...WORK, '--name', 'a'.repeat(101)], 2, 'wrong_value', 'name'],
    ['a case that is not there', ['join', 'HLM-1999-001', ...stranger], 1, 'case_not_found', 'case'],
    ['somebody who is not there, leaving', ['leave', ...stranger], 1, 'person_not_found', 'object-id'],
    ['half a successor', ['leave', ...stranger, '--successor', TENANT], 2, 'wrong_value', 'successor'],
  ])('%s', async (_, args, exit, errorCode, path) => {
    const run = await people(...args, '--json');
    const { error } = run.json<{ error: { code: string; message: string; path?: string } }>();
    expect([run.code, error.code, error.path]).toEqual([exit, errorCode, path]);
    expect(run.err).toBe(`opstap: ${error.message}\n`);
    expect(await members()).toEqual([]);
  }); // prettier-ignore

  test('a successor who is not there, and a person who is not in the region of the case', async () => {
    const code = await aCase();
    const none = await people('leave', ...person(ANNA), '--successor', `${TENANT}/${COR}`, '--json');
    expect([none.code, none.json<{ error: { code: string } }>().error.code]).toEqual([1, 'wrong_successor']);
    const gone = await people('join', code, ...stranger, '--json');
    expect([gone.code, gone.json<{ error: { code: string } }>().error.code]).toEqual([1, 'person_not_found']);
    const put = { tenantId: TENANT, objectId: COR, displayName: null, memberships: [] };
    await deps.uow.stores.members.put(put, null);
    const other = await people('join', code, ...stranger, '--json');
    expect([other.code, other.json<{ error: { code: string } }>().error.code]).toEqual([1, 'no_work']);
  });

  test('the database is let go of every time', () => {
    expect(opened).toBeGreaterThan(10);
    expect(closed).toBe(opened);
  });
});
