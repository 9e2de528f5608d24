/**
 * How fast one person may go on: so that a stuck client, or somebody who tries codes one by one, is slowed down.
 * In memory, for each process on its own; a restart forgives.
 */

const MOST_TURNS = 40;
const WINDOW_MS = 60_000;
const MOST_PEOPLE = 10_000;

/** True while the person, known by `key`, has gone on at most 40 times in the last minute. `now` in milliseconds. */
export type Pace = (key: string, now: number) => boolean;

export function createPace(): Pace {
  const windows = new Map<string, { since: number; turns: number }>();
  return (key, now) => {
    const known = windows.get(key);
    // A clock that went back, as in the trial version, begins anew: else who was ahead of it would wait for it.
    if (known && Math.abs(now - known.since) < WINDOW_MS) return (known.turns += 1) <= MOST_TURNS;
    if (windows.size >= MOST_PEOPLE) windows.clear();
    windows.set(key, { since: now, turns: 1 });
    return true;
  };
}
