/**
 * Keeps a second process off the database folder, which would corrupt it without an error.
 * A file beside the folder with a heartbeat: left behind by a killed process, it is taken over.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, readlink, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 1_000;
const SILENT_MS = 10_000;
const LOOK_MS = 200;

export interface FolderLock {
  /** False from the moment that another process is seen to have taken over. */
  held(): boolean;
  release(): Promise<void>;
}

/** Takes the lock. Rejects with clear words if a living process has it; waits up to ten seconds to know that it lives. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = `${folder}.lock`;
  const mine = JSON.stringify({ pid: process.pid, machine: await machine(), token: randomUUID() });
  while (!(await create(file, mine))) {
    const theirs = await readOrNull(file);
    if (theirs === null) continue;
    if (!(await isDead(theirs)) && (await beats(file))) {
      const { pid } = ownerOf(theirs);
      throw new Error(
        `De database in ${folder} is al in gebruik door een ander proces${pid === null ? '' : ` (${pid})`}. ` +
          'Stop dat proces, of gebruik PostgreSQL (DATABASE_URL) om met meer processen te werken. / ' +
          'The database folder is in use by another process. Stop it, or use a PostgreSQL server (DATABASE_URL).',
      );
    }
    await remove(file, theirs);
  }
  let held = true;
  const beat = setInterval(() => {
    void (async () => {
      if ((await readOrNull(file)) !== mine) return void (held = false);
      await utimes(file, new Date(), new Date()).catch(() => undefined);
    })();
  }, BEAT_MS).unref();
  return {
    held: () => held,
    release: async () => {
      clearInterval(beat);
      held = false;
      if ((await readOrNull(file)) === mine) await rm(file, { force: true });
    },
  };
}

async function create(file: string, content: string): Promise<boolean> {
  // Written aside and linked into place: nobody ever reads half a lock.
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, content, { flag: 'wx' });
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

// Two processes may find the same dead lock; whoever moves a lock other than the dead one puts it back.
async function remove(file: string, dead: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readOrNull(aside)) !== dead) await link(aside, file).catch(() => undefined);
  await unlink(aside);
}

async function beats(file: string): Promise<boolean> {
  const first = await beatOf(file);
  for (let waited = 0; waited < SILENT_MS; waited += LOOK_MS) {
    await pause(LOOK_MS);
    const now = await beatOf(file);
    if (now === null) return false;
    if (now !== first) return true;
  }
  return false;
}

const beatOf = async (file: string): Promise<number | null> =>
  stat(file).then(
    (found) => found.mtimeMs,
    () => null,
  );

const readOrNull = async (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

// A process id says something only within one machine, and on Linux within one container.
async function machine(): Promise<string> {
  return `${hostname()} ${await readlink('/proc/self/ns/pid').catch(() => '')}`;
}

async function isDead(lock: string): Promise<boolean> {
  const owner = ownerOf(lock);
  if (owner.pid === null || owner.machine !== (await machine())) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function ownerOf(lock: string): { readonly pid: number | null; readonly machine: string | null } {
  try {
    const { pid, machine } = JSON.parse(lock) as Record<string, unknown>;
    return { pid: typeof pid === 'number' ? pid : null, machine: typeof machine === 'string' ? machine : null };
  } catch {
    return { pid: null, machine: null };
  }
}
