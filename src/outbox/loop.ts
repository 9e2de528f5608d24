/**
 * Keeps the outbox going: at once when something was queued here, and every second for the rest.
 * Decides nothing about messages.
 */
import type { Outbox } from './worker.ts';

/** What another process queued, or what was put off, is seen at the latest after this time. */
const LOOK_EVERY_MS = 1_000;

export interface OutboxLoop {
  /** Something was queued. */
  nudge(): void;
  /** Resolves when nothing is being sent any more. */
  stop(): Promise<void>;
}

/** Starts sending. A fault, of the database for one, is told to `onFault`; sending goes on. */
export function runOutbox(outbox: Outbox, onFault: (fault: unknown) => void): OutboxLoop {
  let stopping = false;
  let nudged = false;
  let wake: () => void = () => undefined;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (nudged || stopping) wake();
      nudged = false;
    });
  const done = (async () => {
    while (!stopping) {
      const took = await outbox.sendDue().catch((fault: unknown) => {
        onFault(fault);
        return 0;
      });
      if (took === 0 && !stopping) await rest();
    }
  })();
  return {
    nudge: () => {
      nudged = true;
      wake();
    },
    stop: () => {
      stopping = true;
      wake();
      return done;
    },
  };
}
