/** `opstap privacy`: what it prints, what it changes and how it ends; and that nothing of a client slips out. */
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stored } from '../../src/cli/io.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { opstap, type Run } from '../support/cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import {
  ADMIN,
  CANARIES,
  canaryCase,
  everything,
  privacyDeps,
  privacyPeople,
  type People,
} from '../support/privacyCase.ts';

const NOW = '2026-06-15T10:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
const AS_ADMIN = ['--as', `${ADMIN.tenantId.toUpperCase()}/${ADMIN.objectId}`];

let database: TestDatabase;
let deps: Deps;
let people: People;
let code: string;
let running: string;
let [opened, closed] = [0, 0];
const openStored = (): Promise<Stored> => {
  opened += 1;
  return Promise.resolve({ deps, close: () => Promise.resolve(void (closed += 1)) });
};
const privacy = (...args: string[]): Promise<Run> => opstap(['privacy', ...args], '', { openStored });

beforeEach(async () => {
  database = await testDatabase();
  deps = await privacyDeps(database, () => NOW);
  people = await privacyPeople(deps);
  ({ code } = await canaryCase(deps, people, 'one'));
  ({ code: running } = await canaryCase(deps, people, 'running', { closed: null }));
});
afterEach(async () => {
  expect(closed).toBe(opened);
  await database.close();
});

const lastLine = async () => (await deps.uow.stores.audit.ofCase('one')).at(-1);
function expectNoCanary(run: Run): void {
  for (const canary of CANARIES) expect(run.out + run.err).not.toContain(canary);
}

describe('export', () => {
  test('prints a sheet that can be read, and with --json one object', async () => {
    const sheet = await privacy('export', code.toLowerCase());
    expect(sheet).toMatchObject({ code: 0, err: '' });
    expect(sheet.out).toContain(`Alles wat Opstap bewaart over casus ${code}\nGemaakt op 15 juni 2026 om 12:00 uur\n`);
    expect(sheet.out).toContain('\nWat niet in dit overzicht staat\n');
    const data = (await privacy('export', code, '--json')).json<{ case: string; log: { type: string }[] }>();
    expect([data.case, data.log.at(-2)?.type, data.log.at(-1)?.type]).toEqual([code, 'exported', 'exported']);
  });

  test('with --out writes a file that only its owner can read, and prints nothing of the client', async () => {
    const [sheet, data] = [join(folder, `${code}.txt`), join(folder, `${code}.json`)];
    const run = await privacy('export', code, '--out', sheet, ...AS_ADMIN);
    expect(run).toMatchObject({ code: 0, out: `geschreven: ${sheet}\n` });
    expectNoCanary(run);
    expect(readFileSync(sheet, 'utf8')).toContain('PSEUDO-7Q');
    expect(statSync(sheet).mode & 0o777).toBe(0o600);
    expect((await privacy('export', code, '--json', '--out', data)).json()).toEqual({ case: code, written: data });
    expect(JSON.parse(readFileSync(data, 'utf8'))).toMatchObject({ pseudonym: 'PSEUDO-7Q' });
  });

  test('never writes over a file that is there', async () => {
    const path = join(folder, 'there.txt');
    writeFileSync(path, 'mine');
    const run = await privacy('export', code, '--out', path, '--json');
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, 'file_not_written']);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('is logged with who asked', async () => {
    await privacy('export', code, ...AS_ADMIN);
    expect(await lastLine()).toMatchObject({ type: 'exported', memberId: people.admin.id });
    await privacy('export', code);
    expect(await lastLine()).toMatchObject({ type: 'exported', memberId: null });
  });

  test('of a case that still runs is there too', async () => {
    expect((await privacy('export', running)).code).toBe(0);
  });
});

describe('sheet', () => {
  test('prints what was shared with whom and why, with the day on which it was made', async () => {
    const run = await privacy('sheet', code.toLowerCase());
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(`Wat is er met wie gedeeld, en waarom\nCasus ${code}. Gemaakt op 15 juni 2026.\n`);
    expect(run.out).toContain('Waarom: SHARE-5E');
    expect(run.out).not.toContain('PSEUDO-7Q');
    expect(await lastLine()).toMatchObject({ type: 'sheet_made', memberId: null });
  });

  test('with --out writes a page that only its owner can read, and prints nothing of the client', async () => {
    const page = join(folder, `${code}.html`);
    const run = await privacy('sheet', code, '--out', page, ...AS_ADMIN);
    expect(run).toMatchObject({ code: 0, out: `geschreven: ${page}\n` });
    expectNoCanary(run);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*SHARE-5E/);
    expect(statSync(page).mode & 0o777).toBe(0o600);
    expect((await privacy('sheet', code, '--out', page)).code).toBe(2);
  });

  test.each([
    [['sheet'], 2],
    [['sheet', 'PRF-2026-999'], 1],
    [['sheet', 'ONE', '--as', 'tenant-a/anna'], 1],
  ])('%j ends with %i and says why', async (args, exit) => {
    const run = await privacy(...args.map((each) => (each === 'ONE' ? code : each)));
    expect([run.code, run.out]).toEqual([exit, '']);
    expect(run.err).not.toBe('');
  });
});

describe('erase', () => {
  const reason = ['--reason', 'Verzoek van de cliënt'];

  test('without --yes says what goes, what stays and why, and erases nothing', async () => {
    const before = await everything(database);
    const run = await privacy('erase', code, ...reason);
    expect(run.code).toBe(1);
    expect(run.err).toBe('opstap: er is niets gewist; lees wat weggaat, en herhaal de opdracht met --yes\n');
    expect(run.out).toContain('4 gegevens, 2 gezette stappen');
    expect(run.out).toContain('de inhoud van 25 regels in het logboek');
    for (const heading of ['Wat weggaat\n', 'Wat blijft, en waarom\n', 'Wat Opstap niet kan wissen\n']) {
      expect(run.out).toContain(heading);
    }
    expectNoCanary(run);
    const plan = {
      case: code,
      erased: false,
      goes: { facts: 4, steps: 2, participants: 2, conversations: 1, signals: 1 },
      lines: 25,
    };
    expect((await privacy('erase', code, ...reason, '--json')).json()).toEqual(plan);
    expect(await everything(database)).toEqual(before);
  });

  test('with --yes erases, and says what', async () => {
    const run = await privacy('erase', code, ...reason, '--yes', ...AS_ADMIN);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(`Gewist: casus ${code}.\n\nWat weg is\n`);
    expect(await deps.uow.stores.cases.byCode(code)).toBeNull();
    expect(await lastLine()).toMatchObject({ type: 'erased', memberId: people.admin.id, effect: { lines: 25 } });
    expect((await privacy('log')).out).toBe(`${code}  15 juni 2026, door Ada Beheer: Verzoek van de cliënt\n`);
    expect((await privacy('erase', code, ...reason, '--yes')).code).toBe(1);
  });

  test('by the command line alone is logged without a name', async () => {
    expect((await privacy('erase', code, ...reason, '--yes', '--json')).json()).toMatchObject({ erased: true });
    expect(await lastLine()).toMatchObject({ type: 'erased', memberId: null });
    const by = { code, on: '2026-06-15', by: null, reason: 'Verzoek van de cliënt' };
    expect((await privacy('log', '--json')).json()).toEqual({ erased: [by] });
    expect((await privacy('log')).out).toContain('door de beheerder:');
  });
});

describe('retention', () => {
  const retention = join(folder, 'retention.yaml');
  const terms = readFileSync('content/retention.yaml', 'utf8');
  const at = (args: string[]): Promise<Run> => opstap(['privacy', 'retention', ...args], '', { openStored, retention });

  beforeEach(async () => {
    writeFileSync(retention, terms.replace('vastgesteld: nee', 'vastgesteld: ja'));
    const long = (day: string, ending: string) => ({ closed: { at: `${day}T10:00:00.000Z`, ending, reason: 'x' } });
    await canaryCase(deps, people, 'a', long('2023-01-31', 'gestopt'));
    await canaryCase(deps, people, 'b', long('2022-01-01', 'niet_toegelaten'));
    await canaryCase(deps, people, 'c', long('2020-02-29', 'eigen'));
  });

  const ROWS =
    'PRF-2026-005  doel bereikt, afgesloten op 29 februari 2020, bewaard tot en met 28 februari 2022\n' +
    'PRF-2026-004  nooit toegelaten, afgesloten op 1 januari 2022, bewaard tot en met 1 januari 2023\n' +
    'PRF-2026-003  anders geëindigd, afgesloten op 31 januari 2023, bewaard tot en met 31 januari 2024\n';

  test('--dry-run prints the very rows that the real run carries out, and changes nothing', async () => {
    const before = await everything(database);
    const dry = await at(['--dry-run']);
    expect(dry).toEqual({ code: 0, out: ROWS, err: '', json: expect.any(Function) as unknown });
    expect(await everything(database)).toEqual(before);
    const real = await at(['--yes']);
    expect([real.code, real.out, real.err]).toEqual([0, ROWS, '']);
    expect((await privacy('log')).out.split('\n').map((line) => line.slice(0, 12))).toEqual([
      ...['PRF-2026-005', 'PRF-2026-004', 'PRF-2026-003', ''],
    ]);
    expect((await privacy('log')).out).toContain('door de beheerder: bewaartermijn voorbij\n');
  });

  test('the same with --json', async () => {
    const dry = (await at(['--dry-run', '--json'])).json<{ erased: boolean; rows: object[] }>();
    const real = (await at(['--yes', '--json'])).json<{ erased: boolean; rows: object[] }>();
    expect(dry.rows).toHaveLength(3);
    expect([dry.erased, real.erased, real.rows]).toEqual([false, true, dry.rows]);
    expect(real.rows[0]).toEqual({
      ...{ case: 'PRF-2026-005', ending: 'goal', closedOn: '2020-02-29', keptUntil: '2022-02-28' },
    });
  });

  test('a second run finds nothing', async () => {
    await at(['--yes']);
    const before = await everything(database);
    const again = await at(['--yes']);
    expect([again.code, again.out]).toEqual([0, 'geen casus is over zijn termijn\n']);
    expect(await everything(database)).toEqual(before);
  });

  test.each([
    ['without --yes', [], 1],
    ['with --dry-run beside --yes', ['--dry-run', '--yes'], 0],
  ])('%s erases nothing', async (_, args, exit) => {
    const before = await everything(database);
    const run = await at(args);
    expect([run.code, run.out]).toEqual([exit, ROWS]);
    expect(run.err.includes('herhaal de opdracht met --yes')).toBe(exit === 1);
    expect(await everything(database)).toEqual(before);
  });

  test('says so while nobody has set the terms, and erases nothing by terms that cannot be read', async () => {
    writeFileSync(retention, terms);
    expect((await at(['--dry-run'])).err).toContain('zijn een voorstel');
    expect((await at(['--dry-run', '--json'])).json()).toMatchObject({ confirmed: false });
    writeFileSync(retention, terms.replace('2 jaar', '0 jaar'));
    const run = await at(['--yes', '--json']);
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, 'wrong_value']);
    expect(await deps.uow.stores.cases.closed()).toHaveLength(4);
  });

  test('prints nothing of a client', async () => {
    for (const args of [['--dry-run'], ['--yes'], ['--yes', '--json']]) expectNoCanary(await at(args));
    expectNoCanary(await privacy('log'));
  });
});

describe('what is wrong is said with a code and an exit, changes nothing and tells nothing of the client:', () => {
  const reason = ['--reason', 'Verzoek'];
  const as = (person: string): string[] => ['--as', `tenant-a/${person}`];
  test.each<[string, () => string[], number, string, string?]>([
    ['no action', () => [], 2, 'usage'],
    ['an unknown action', () => ['constructor'], 2, 'usage'],
    ['an unknown option', () => ['export', code, '--all'], 2, 'usage'],
    ['no case at export', () => ['export'], 2, 'usage'],
    ['a word too many at erase', () => ['erase', code, 'x', ...reason], 2, 'usage'],
    ['a word too many at retention', () => ['retention', code], 2, 'usage'],
    ['a word too many at log', () => ['log', code], 2, 'usage'],
    ['a case that is not there', () => ['export', 'PRF-1999-001'], 1, 'case_not_found', 'case'],
    ['a case that is not there, at erase', () => ['erase', 'PSEUDO-7Q', ...reason], 1, 'case_not_found', 'case'],
    ['no reason', () => ['erase', code, '--yes'], 2, 'missing_key', 'reason'],
    ['an empty reason', () => ['erase', code, '--yes', '--reason', ' '], 2, 'wrong_value', 'reason'],
    ['a reason with the client in it', () => ['erase', code, '--yes', '--reason', 'pseudo-7q'], 2, 'wrong_value', 'reason'],
    ['a case that still runs', () => ['erase', running, '--yes', ...reason], 1, 'case_open', 'case'],
    ['--as without an object id', () => ['export', code, '--as', 'tenant-a'], 2, 'wrong_value', 'as'],
    ['--as somebody who is not there', () => ['export', code, ...as('nobody')], 1, 'person_not_found', 'as'],
    ['export as who works on the case', () => ['export', code, ...as('anna')], 1, 'forbidden', 'as'],
    ['erase as who works on the case', () => ['erase', code, '--yes', ...reason, ...as('anna')], 1, 'forbidden', 'as'],
    ['retention as who works on cases', () => ['retention', '--yes', ...as('cor')], 1, 'forbidden', 'as'],
    ['the log as who works on cases', () => ['log', ...as('cor')], 1, 'forbidden', 'as'],
    ['a folder that is not there', () => ['export', code, '--out', join(folder, 'no', 'x')], 2, 'file_not_written', 'out'],
  ])('%s', async (_, args, exit, errorCode, path) => {
    const before = await everything(database);
    const run = await privacy(...args(), '--json');
    const { error } = run.json<{ error: { code: string; message: string; path?: string } }>();
    expect([run.code, error.code, error.path]).toEqual([exit, errorCode, path]);
    expect(run.err).toBe(`opstap: ${error.message}\n`);
    expectNoCanary(run);
    const after = await everything(database);
    // An export that could not be written was made all the same, and is logged.
    if (errorCode !== 'file_not_written') expect(after).toEqual(before);
    else expect(existsSync(join(folder, 'no'))).toBe(false);
  });

  test('--as an administrator who has left', async () => {
    await deps.uow.stores.members.leave(people.admin.id, '2026-06-01');
    const run = await privacy('export', code, ...AS_ADMIN, '--json');
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([1, 'person_not_found']);
  });
}); // prettier-ignore

describe('explain --as looks through the eyes of that member, and the log says so', () => {
  const explain = (as: string): Promise<Run> =>
    opstap(['explain', running, '--json', '--as', `tenant-a/${as}`], '', { openStored });

  test('who takes part sees the steps', async () => {
    const run = await explain('anna');
    expect(run.code).toBe(0);
    expect(run.json<{ steps: unknown[] }>().steps.length).toBeGreaterThan(0);
    const line = (await deps.uow.stores.audit.ofCase('running')).at(-1);
    expect(line).toMatchObject({ type: 'read', memberId: people.anna.id });
  });

  test.each([
    ['an administrator, who has no part in the case', ADMIN.objectId],
    ['nobody we know', 'zomaar-iemand'],
  ])('%s is refused as if there were none', async (_, as) => {
    const run = await explain(as);
    expect(run.code).toBe(1);
    expectNoCanary(run);
  });
});
