/**
 * A small map that forgets its oldest entry when it is full. For things that are dear to make and safe to lose.
 * Keys come from outside (service URLs, conversations), so an unbounded map here would be a leak.
 */

export interface BoundedCache<V> {
  /** The kept value, or a new one. A rejected promise is not kept. */
  get(key: string, make: () => V): V;
}

export function boundedCache<V>(limit: number): BoundedCache<V> {
  const entries = new Map<string, V>();
  return {
    get(key, make) {
      const kept = entries.get(key);
      if (kept !== undefined) return kept;
      const made = make();
      if (entries.size >= limit) {
        const oldest = entries.keys().next();
        if (!oldest.done) entries.delete(oldest.value);
      }
      entries.set(key, made);
      if (made instanceof Promise) made.catch(() => entries.delete(key));
      return made;
    },
  };
}
