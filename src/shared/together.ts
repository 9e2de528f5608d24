/**
 * What is asked for one at a time, done together: whatever comes while one round runs goes with the next round.
 * Each asker waits until its own is done. Holds nothing back to wait for more.
 */

/** `run` gets all that waits and answers them in the same order. Where it fails, all of that round do. */
export function together<T, R>(run: (items: readonly T[]) => Promise<readonly R[]>): (item: T) => Promise<R> {
  let waiting: T[] = [];
  let next: Promise<readonly R[]> | null = null;
  let running: Promise<unknown> = Promise.resolve();
  const flush = async (): Promise<readonly R[]> => {
    await running.catch(() => undefined);
    const items = waiting;
    [waiting, next] = [[], null];
    const answers = run(items);
    running = answers;
    return answers;
  };
  return async (item) => {
    const place = waiting.push(item) - 1;
    next ??= flush();
    return (await next)[place] as R;
  };
}
