/** `opstap audit verify`: what it prints and how it ends. What it finds is proven in test/storage/audit.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stored } from '../../src/cli/io.ts';
import { eraseCase } from '../../src/usecases/eraseCase.ts';
import type { AuditFault, AuditVerdict, Deps } from '../../src/usecases/ports.ts';
import { opstap, type Run } from '../support/cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { CANARIES, canaryCase, OPERATOR, privacyDeps, privacyPeople } from '../support/privacyCase.ts';

let database: TestDatabase;
let deps: Deps;
let [opened, closed] = [0, 0];
const close = (): Promise<void> => Promise.resolve(void (closed += 1));
const openStored = (): Promise<Stored> => {
  opened += 1;
  return Promise.resolve({ deps, close });
};
const audit = (...args: string[]): Promise<Run> => opstap(['audit', ...args], '', { openStored });

beforeAll(async () => {
  database = await testDatabase();
  deps = await privacyDeps(database, () => '2026-06-15T10:00:00.000Z');
  const people = await privacyPeople(deps);
  const { code } = await canaryCase(deps, people, 'gone');
  await canaryCase(deps, people, 'kept');
  await eraseCase(deps, { code, reason: 'Verzoek' }, OPERATOR);
});
afterAll(() => database.close());

test('a sound log ends with 0, with its head to note; the noted head is found again', async () => {
  const verdict = (await audit('verify', '--json')).json<AuditVerdict & { sound: boolean }>();
  expect(verdict).toMatchObject({ sound: true, lines: 51, erased: 25, faults: [] });
  expect(verdict.head).toMatch(/^[0-9a-f]{64}$/);
  const run = await audit('verify', '--expect', verdict.head.toUpperCase());
  const out = `51 regels, waarvan 25 zonder inhoud (gewiste casussen)\nhet logboek klopt\nlaatste hash: ${verdict.head}\n`;
  expect([run.code, run.out]).toEqual([0, out]);
  expect(run.err).toContain('--expect');
});

test('another head than was noted ends with 1', async () => {
  const run = await audit('verify', '--expect', 'a'.repeat(64));
  expect(run.code).toBe(1);
  expect(run.out).toMatch(/^fout: de hash van --expect staat niet in het logboek/);
  expect(run.out).toMatch(/het logboek klopt niet\n$/);
});

describe('a fault ends with 1, and is said with its line and nothing that stands in it:', () => {
  test.each<[string, string, RegExp]>([
    ['changed', `UPDATE audit_log SET type = 'x' WHERE seq = 30`, /^fout: regel 30 is veranderd/],
    ['missing', 'DELETE FROM audit_log WHERE seq = 31', /fout: regel 31 ontbreekt\n/],
    ['missing many', 'DELETE FROM audit_log WHERE seq IN (33, 34)', /fout: regels 33 tot en met 34 ontbreken\n/],
    ['emptied', 'UPDATE audit_log SET effect = NULL WHERE seq = 36', /fout: de inhoud van regel 36 is weg/],
    ['cut off', 'UPDATE audit_head SET seq = 60', /fout: na regel 51 klopt het einde niet/],
  ])('%s', async (_, sql, words) => {
    const client = await database.pool.connect();
    await client.query(`SET session_replication_role = replica; ${sql}; SET session_replication_role = DEFAULT`);
    client.release();
    const run = await audit('verify');
    expect(run.code).toBe(1);
    expect(run.out).toMatch(words);
    const json = (await audit('verify', '--json')).json<{ sound: boolean; faults: AuditFault[] }>();
    expect(json.sound).toBe(false);
    for (const canary of CANARIES) expect(run.out + run.err + JSON.stringify(json)).not.toContain(canary);
  });
});

test.each<[string, string[], string, string?]>([
  ['no action', [], 'usage'],
  ['another action', ['mend'], 'usage'],
  ['a word too many', ['verify', 'x'], 'usage'],
  ['a hash that is too short', ['verify', '--expect', 'abc'], 'wrong_value', 'expect'],
])('%s is a wrong question', async (_, args, errorCode, path) => {
  const run = await audit(...args, '--json');
  const { error } = run.json<{ error: { code: string; path?: string } }>();
  expect([run.code, error.code, error.path]).toEqual([2, errorCode, path]);
});

test('the database is let go of every time', () => {
  expect(opened).toBeGreaterThan(5);
  expect(closed).toBe(opened);
});
