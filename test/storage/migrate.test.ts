/**
 * Migrations at start: applied once and whole, refused when they do not agree with what the database has.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { migrate, MIGRATIONS, type Migrated } from '../../src/storage/migrate.ts';
import { createServerDatabase, testDatabase, testServerDatabase, type TestDatabase } from '../support/database.ts';

const SERVER = process.env['DATABASE_URL'];
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const modes = [
  { mode: 'embedded', open: testDatabase, skip: false },
  { mode: 'server', open: () => testServerDatabase(SERVER ?? ''), skip: SERVER === undefined },
];

for (const { mode, open, skip } of modes) {
  describe.skipIf(skip)(`migrations, ${mode}`, () => {
    let db: TestDatabase;
    let folder: string;
    beforeEach(async () => {
      db = await open();
      folder = mkdtempSync(join(tmpdir(), 'opstap-migrations-'));
    });
    afterEach(async () => {
      rmSync(folder, { recursive: true, force: true });
      await db.close();
    });

    const write = (name: string, sql: string): void => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'migration.sql'), sql);
    };
    const run = async (from = folder): Promise<Migrated> => {
      const client: pg.PoolClient = await db.pool.connect();
      try {
        return await migrate(client, from);
      } finally {
        client.release();
      }
    };
    const tables = async (): Promise<readonly string[]> => {
      const { rows } = await db.pool.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'try_%' ORDER BY 1`,
      );
      return rows.map((row) => row.name);
    };

    it('are applied once, in their order; those of a newer version are named', async () => {
      const known = (await run(MIGRATIONS)).applied;
      write('2_second', 'ALTER TABLE try_a ADD COLUMN b int;');
      write('1_first', 'CREATE TABLE try_a (a int);');
      expect(known).toEqual([]);
      expect((await run()).applied).toEqual(['1_first', '2_second']);
      expect((await run()).applied).toEqual([]);
      expect((await run(MIGRATIONS)).unknown).toEqual(['1_first', '2_second']);
    });

    it('that were edited after they were applied are refused, other line ends are not', async () => {
      write('1_first', 'CREATE TABLE try_a (\n  a int\n);\n');
      await run();
      write('1_first', 'CREATE TABLE try_a (\r\n  a int\r\n);\r\n');
      expect((await run()).applied).toEqual([]);
      write('1_first', 'CREATE TABLE try_a (\n  a text\n);\n');
      await expect(run()).rejects.toThrow(/1_first was edited/);
    });

    it('that fail leave nothing of themselves, stop what comes after, and can be mended', async () => {
      write('1_first', 'CREATE TABLE try_a (a int);');
      write('2_wrong', 'CREATE TABLE try_b (b int); SELECT no_such_column FROM try_b;');
      write('3_third', 'CREATE TABLE try_c (c int);');
      await expect(run()).rejects.toThrow(/2_wrong failed/);
      expect(await tables()).toEqual(['try_a']);
      write('2_wrong', 'CREATE TABLE try_b (b int);');
      expect((await run()).applied).toEqual(['2_wrong', '3_third']);
      expect(await tables()).toEqual(['try_a', 'try_b', 'try_c']);
    });

    it('stop where the books say that one was begun and never finished', async () => {
      write('1_first', 'CREATE TABLE try_a (a int);');
      await db.pool.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '1_first')`);
      await expect(run()).rejects.toThrow(/1_first failed before/);
      expect(await tables()).toEqual([]);
    });
  });
}

describe.skipIf(SERVER === undefined)('on a server', () => {
  it('processes that start together on an empty database all start, and one has migrated', async () => {
    const own = await createServerDatabase(SERVER ?? '');
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ mode: 'server', url: own.url })));
    const counts = await Promise.all(opened.map((each) => each.uow.stores.cases.count()));
    expect(counts).toEqual([0, 0, 0, 0]);
    await Promise.all(opened.map((each) => each.close()));
    await own.drop();
  });

  it('a session in another time zone than UTC is refused', async () => {
    const url = new URL(SERVER ?? '');
    url.searchParams.set('options', '-c TimeZone=Europe/Amsterdam');
    await expect(openDatabase({ mode: 'server', url: url.href })).rejects.toThrow(/Europe\/Amsterdam.*UTC/);
  });
});

describe('the schema', () => {
  it('and the migrations differ by nothing but what was added to the schema since, and then the check exits with 2', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'opstap-schema-'));
    cpSync(join(ROOT, 'prisma'), join(copy, 'prisma'), { recursive: true });
    cpSync(join(ROOT, 'scripts', 'migration.ts'), join(copy, 'scripts', 'migration.ts'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    const file = join(copy, 'prisma', 'schema.prisma');
    writeFileSync(file, readFileSync(file, 'utf8').replace('model Place {', 'model Place {\n  extra String?\n'));
    const args = ['--import', 'tsx', join('scripts', 'migration.ts'), '--check'];
    const run = promisify(execFile)(process.execPath, args, { cwd: copy });
    const { code, stderr } = await run.then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    rmSync(copy, { recursive: true });
    expect(code).toBe(2);
    expect(stderr.match(/^[A-Z].*;$/gm)).toEqual(['ALTER TABLE "places" ADD COLUMN     "extra" TEXT;']);
  });

  it('says of every table what it is for, and of every word about a person why it is kept', () => {
    const schema = readFileSync(join(ROOT, 'prisma', 'schema.prisma'), 'utf8');
    const undocumented = [...schema.matchAll(/(.*)\nmodel (\w+)/g)].filter(([, before]) => !before?.startsWith('///'));
    expect(undocumented.map(([, , model]) => model)).toEqual([]);
    const personal = [
      'displayName',
      'objectId',
      'roles',
      'lang',
      'pseudonym',
      'openedBy',
      'state',
      'memberId',
      'effect',
    ];
    const lines = schema.split('\n');
    const bare = lines.filter((line, index) => {
      const [column = '', type = ''] = line.trim().split(/\s+/);
      // A state that is one word says where a thing stands, and nothing of anybody.
      if (column === 'state' && type.startsWith('String')) return false;
      if (!personal.includes(column) || !/^(String|Json)/.test(type)) return false;
      // The state of a case holds facts; that of a meeting or a message is one word.
      if (column === 'state' && type === 'String') return false;
      return !remarkAbove(lines, index).includes('About a ');
    });
    expect(bare).toEqual([]);
  });
});

function remarkAbove(lines: readonly string[], index: number): string {
  let first = index;
  while (lines[first - 1]?.trim().startsWith('///')) first--;
  return lines.slice(first, index).join(' ');
}
