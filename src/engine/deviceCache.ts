/** What lies on the device between jobs: training images and denoisers, by key. Things in use are never freed; of the rest, the most recent are kept. */
interface Disposable {
  dispose(): void;
}

interface Entry {
  readonly value: Disposable;
  users: number;
  /** Cleared from the cache while in use: freed by its last user. */
  forgotten: boolean;
}

export interface Borrowed<Value> {
  readonly value: Value;
  /** Gives it back; called once. */
  release(): void;
}

export interface DeviceCache {
  /** Borrows what `make` makes, or made before. */
  borrow<Value extends Disposable>(key: string, make: () => Value): Borrowed<Value>;
  /** Frees what is kept and not in use. */
  freeIdle(): void;
  /** Forgets everything, as when the device is lost. */
  clear(): void;
}

export function makeDeviceCache(keepIdle: number): DeviceCache {
  const entries = new Map<string, Entry>();
  const freeOldest = (kept = keepIdle) => {
    for (;;) {
      // looked up anew each time: freeing a thing may give back others that it held
      const idle = [...entries].filter(([, { users }]) => users === 0);
      const oldest = idle[0];
      if (!oldest || idle.length <= kept) return;
      entries.delete(oldest[0]);
      oldest[1].value.dispose();
    }
  };
  return {
    borrow<Value extends Disposable>(key: string, make: () => Value): Borrowed<Value> {
      const entry = entries.get(key) ?? { value: make(), users: 0, forgotten: false };
      entries.delete(key); // to the end of the order: most recent
      entries.set(key, entry);
      entry.users++;
      return {
        value: entry.value as Value,
        release: () => {
          entry.users--;
          if (!entry.forgotten) freeOldest();
          else if (entry.users === 0) entry.value.dispose();
        },
      };
    },
    freeIdle: () => freeOldest(0),
    clear() {
      for (const entry of entries.values()) {
        entry.forgotten = true;
        if (entry.users === 0) entry.value.dispose();
      }
      entries.clear();
    },
  };
}
