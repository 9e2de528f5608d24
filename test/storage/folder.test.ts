/**
 * The embedded database in a folder: what survives a stop and a kill, and who is kept out.
 */
import { aMember } from '../support/people.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';

const WRITER = fileURLToPath(new URL('../support/databaseWriter.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'opstap-folder-'));
const folder = join(home, 'database');
const open = () => openDatabase({ mode: 'embedded', folder });

let writer: ChildProcess | null = null;
afterAll(() => {
  writer?.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

// Each test goes on where the one before left the folder: making one takes seconds.
describe('an embedded database in a folder', { timeout: 60_000 }, () => {
  it('keeps what was stored when it is closed and opened again', async () => {
    const first = await open();
    const member = await aMember(first.uow.stores, { tenantId: 't', objectId: 'o' }, ['x']);
    await first.close();
    const second = await open();
    expect(await second.uow.stores.members.find('t', 'o')).toEqual(member);
    await second.close();
  });

  it('loses no stored change to kill -9, keeps a second process out until then, and lets the next one in', async () => {
    const process = startWriter();
    await process.says('open');
    await expect(open()).rejects.toThrow(/al in gebruik door een ander proces \(\d+\).*in use by another process/s);
    await process.says('50');
    const stored = await process.killed();
    expect(stored.length).toBeGreaterThanOrEqual(50);

    const database = await open();
    const { cases } = database.uow.stores;
    const log = (await cases.log('killed')).map((each) => each.effect.id);
    expect(log.slice(0, stored.length)).toEqual(stored.map((version) => `killed:${version}`));
    // State and log are never apart, not even in the last change, which nobody was told of.
    expect((await cases.byId('killed'))?.version).toBe(log.length + 1);
    await database.close();
  });

  it('is refused when another PostgreSQL made it', async () => {
    writeFileSync(join(folder, 'PG_VERSION'), '16\n');
    await expect(open()).rejects.toThrow(/van PostgreSQL 16.*export/s);
    writeFileSync(join(folder, 'PG_VERSION'), '18\n');
    await (await open()).close();
  });
});

interface Writer {
  /** Resolves when it has said this line. */
  says(line: string): Promise<void>;
  /** Kills it in the middle of its work, and answers the changes that it said were stored. */
  killed(): Promise<readonly string[]>;
}

function startWriter(): Writer {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  writer = child;
  const said: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    waiting.get(line)?.();
  });
  return {
    says: (line) => new Promise((resolve) => (said.includes(line) ? resolve() : waiting.set(line, resolve))),
    killed: async () => {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
      return said.filter((line) => line !== 'open');
    },
  };
}
