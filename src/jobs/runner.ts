/**
 * Does the timed work: each piece by one of several processes, and again by another where one broke off.
 * Looks every minute; what is due is decided by the jobs.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { laterBy } from '../domain/calendar.ts';
import type { Deps } from '../usecases/ports.ts';
import { TERMS, type Job } from './jobs.ts';

const LOOK_EVERY_MS = 60_000;
const LEASE_MS = 10 * 60_000;
/** Without a round for this long something is wrong with this process. */
const BEAT_MS = 5 * 60_000;
/** Without a sweep for this long something is wrong with all of them. */
const SWEEP_MS = 45 * 60_000;

export interface JobParts {
  readonly deps: Deps;
  readonly jobs: readonly Job[];
  /** Called with the name of the job. */
  readonly onFault: (fault: unknown, job: string) => void;
}

/** Does all that is due and that nobody else does. A job that fails holds up no other one. */
export async function runDue({ deps, jobs, onFault }: JobParts): Promise<void> {
  for (const { name, slot, run } of jobs) {
    try {
      const now = deps.clock.now();
      const piece = slot(now);
      if (piece === null) continue;
      const { jobs: store } = deps.uow.stores;
      const leaseUntil = laterBy(now, LEASE_MS);
      const claimed = await store.claim({ name, slot: piece, now, leaseUntil });
      if (!claimed) continue;
      try {
        await run(deps, piece, claimed.since);
        await store.done(name, piece, claimed.claim, deps.clock.now());
      } catch (fault) {
        await store.failed(name, piece, claimed.claim);
        throw fault;
      }
    } catch (fault) {
      onFault(fault, name);
    }
  }
}

export interface Health {
  readonly ok: boolean;
  /** Seconds since this process last looked what is due. */
  readonly beatAge: number;
  /** Seconds since the terms were last swept by any process; null: never. */
  readonly sweepAge: number | null;
}

export interface JobLoop {
  /** Does what is due now, and resolves when it is done. */
  runNow(): Promise<void>;
  health(): Health;
  /** Begins nothing any more, and resolves when nothing runs. */
  stop(): Promise<void>;
}

/** Starts looking. `heartbeat`: a file that is written after each round, for who watches from outside. */
export function startJobs(parts: JobParts, heartbeat: string | null): JobLoop {
  const { deps, onFault } = parts;
  let running: Promise<void> = Promise.resolve();
  let [beat, stopped, swept] = [performance.now(), false, null as string | null];
  const round = async (): Promise<void> => {
    if (stopped) return;
    await runDue(parts);
    swept = await deps.uow.stores.jobs.last(TERMS);
    beat = performance.now();
    if (heartbeat === null) return;
    await mkdir(dirname(heartbeat), { recursive: true });
    await writeFile(heartbeat, `${JSON.stringify({ at: new Date().toISOString(), swept })}\n`);
  };
  // One round at a time, and one asked for while another runs comes after it.
  const runNow = (): Promise<void> => (running = running.then(round).catch((fault: unknown) => onFault(fault, 'jobs')));
  const timer = setInterval(() => void runNow(), LOOK_EVERY_MS).unref();
  void runNow();
  return {
    runNow,
    health: () => {
      const beatAge = performance.now() - beat;
      const sweepAge = swept === null ? null : Date.parse(deps.clock.now()) - Date.parse(swept);
      const ok = beatAge < BEAT_MS && (sweepAge === null || sweepAge < SWEEP_MS);
      return { ok, beatAge: seconds(beatAge), sweepAge: sweepAge === null ? null : seconds(sweepAge) };
    },
    stop: async () => {
      clearInterval(timer);
      stopped = true;
      await running;
    },
  };
}

const seconds = (ms: number): number => Math.round(ms / 1000);
