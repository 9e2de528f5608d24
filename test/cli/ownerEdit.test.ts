/**
 * What the owner of a protocol does: one line of the file, checked, compared, tried on running cases, and only then
 * taken over by a case. No code changes with it.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeDeps, ROOT } from '../../src/compose.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { opstap, type Run } from '../support/cli.ts';
import { aMember } from '../support/people.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const source = join(ROOT, 'content', 'protocols');
const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
const protocols = join(folder, 'content', 'protocols');
const file = join(protocols, 'haarlemmermeer.yaml');
const draft = join(folder, 'nieuw.yaml');
const text = readFileSync(join(source, 'haarlemmermeer.yaml'), 'utf8');
const TERM_LINE = '- uiterlijk: 3 maanden voor beoogdeSleuteldatum';
const edited = text.replace(TERM_LINE, TERM_LINE.replace('3', '4'));

const clock = { now: () => '2026-03-10T09:00:00.000Z' };
let database: TestDatabase;
let code: string;
// As a new process would: content is read anew, cases are in the same database.
const run = (...args: string[]): Promise<Run> =>
  opstap(['protocols', ...args], '', {
    protocols,
    openStored: async () => ({ deps: await compose(), close: () => Promise.resolve() }),
  });
const compose = (): Promise<Deps> => composeDeps(database, clock, protocols);

beforeAll(async () => {
  mkdirSync(protocols, { recursive: true });
  writeFileSync(file, text);
  for (const target of [join(protocols, 'haarlemmermeer.en.yaml'), join(folder, 'nieuw.en.yaml')]) {
    writeFileSync(target, readFileSync(join(source, 'haarlemmermeer.en.yaml')));
  }
  writeFileSync(draft, edited);
  database = await testDatabase();
  const deps = await compose();
  const member = await aMember(deps.uow.stores, { tenantId: 't', objectId: 'anna' }, ['begeleider']);
  const facts = { hoogRisico: false, beoogdeSleuteldatum: '2026-09-01' };
  const opened = await openCase(deps, {
    protocolId: 'haarlemmermeer',
    route: 'A',
    pseudonym: 'bewoner 27',
    facts,
    member,
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  ({ code } = opened.view.case);
});
afterAll(() => database.close());

const TERM =
  'termijn HLM-A-11, uiterlijk: was 3 maanden voor "Beoogde sleuteldatum", wordt 4 maanden voor "Beoogde sleuteldatum"';
const MOVES = 'termijn van A2 Inschrijven bij WoningNet (HLM-A-11): was 1 juni 2026, wordt 1 mei 2026';

describe('a term from three to four months', () => {
  test('is one line', () => {
    const lines = [text, edited].map((each) => each.split('\n'));
    const changed = lines[1]?.filter((line, index) => line !== lines[0]?.[index]).map((line) => line.trim());
    expect(changed).toEqual(['- uiterlijk: 4 maanden voor beoogdeSleuteldatum']);
  });
  test('is checked by lint, before it is in use', async () => {
    expect((await run('lint', draft)).code).toBe(0);
    writeFileSync(join(folder, 'fout.yaml'), text.replace(TERM_LINE, '- uiterlijk: 4 maanden voor sleutel'));
    const wrong = await run('lint', join(folder, 'fout.yaml'));
    expect([wrong.code, wrong.out]).toEqual([
      1,
      expect.stringMatching(
        /fout {2}fout\.yaml:\d+ routes\.A\.stappen\.woningnet\.termijnen: "sleutel" is geen gegeven/,
      ),
    ]);
  });
  test('is shown in words, with what it would do to running cases', async () => {
    const { code: exit, out } = await run('diff', file, draft, '--cases');
    expect(exit).toBe(0);
    expect(out).toContain(`Route A, C, E\n  A2 Inschrijven bij WoningNet (woningnet)\n    ${TERM}\n`);
    expect(out).toContain(`${code} (versie`);
    expect(out).toContain(MOVES);
    expect(out).not.toContain('bewoner 27');
  });
  test('touches no running case once it is in use', async () => {
    writeFileSync(file, edited);
    const { out } = await run('diff', 'haarlemmermeer');
    expect(out).toContain(TERM);
    expect(out).toContain(MOVES);
    const shown = await run('move', code);
    expect(shown.out).toContain(`${MOVES}\nnog niets veranderd; met --yes gaat de casus over\n`);
    expect((await run('diff', 'haarlemmermeer', '--json')).json()).toMatchObject({
      protocol: 'haarlemmermeer',
      cases: [{ case: code, terms: [{ step: 'woningnet', from: '2026-06-01', to: '2026-05-01' }], lostFacts: [] }],
    });
  });
  test('is taken over by a case when somebody says so, and then there is nothing left to take over', async () => {
    const moved = await run('move', code.toLowerCase(), '--yes', '--json');
    expect(moved.json()).toMatchObject({ case: code, moved: true, steps: [], lostSteps: [] });
    expect((await run('diff', 'haarlemmermeer')).out).toContain('geen lopende casus staat op een andere versie');
    const again = await run('move', code, '--json');
    expect([again.code, again.json<{ error: { code: string } }>().error.code]).toEqual([1, 'same_version']);
  });
});

describe('a wrong question is told apart', () => {
  test.each([
    ['a case that is not there', ['move', 'HLM-2026-999'], 1, 'case_not_found'],
    ['no case', ['move'], 2, 'usage'],
    ['nothing to compare', ['diff'], 2, 'usage'],
    ['a file that is not there', ['diff', 'weg.yaml', 'weg.yaml'], 2, 'file_missing'],
    ['a file with a fault', ['diff', join(folder, 'fout.yaml'), draft], 2, 'protocol_faulty'],
    ['two protocols', ['diff', 'test/support/proef.yaml', draft], 2, 'wrong_value'],
  ])('%s', async (_, args, exit, error) => {
    const answer = await run(...args, '--json');
    expect([answer.code, answer.json<{ error: { code: string } }>().error.code]).toEqual([exit, error]);
  });
});
