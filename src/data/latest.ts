/** A small cache of promises by key: what is in it is shared, what failed is forgotten, and the oldest goes when there are too many. */
export interface LatestCache<Value> {
  get(key: string, make: () => Promise<Value>): Promise<Value>;
  clear(): void;
}

export function keepLatest<Value>(most: number): LatestCache<Value> {
  const entries = new Map<string, Promise<Value>>();
  return {
    get(key, make) {
      const known = entries.get(key);
      if (known) {
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      const value = make();
      entries.set(key, value);
      value.catch(() => {
        if (entries.get(key) === value) entries.delete(key);
      });
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
      return value;
    },
    clear: () => {
      entries.clear();
    },
  };
}
