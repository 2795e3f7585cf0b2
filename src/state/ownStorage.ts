/** The networks a reader trained, kept in the browser across visits (IndexedDB): for each an entry and a file, written together. */
import { createStore, delMany, get, getMany, keys, setMany, update } from 'idb-keyval';
import type { OwnEntry } from '../engine/protocol';
import { isRecord, readInfo } from './networks';

export interface OwnStorage {
  list(): Promise<OwnEntry[]>;
  file(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Rejects with a QuotaExceededError when the browser has no room. */
  save(entry: OwnEntry, file: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(id: string): Promise<void>;
  /** The next number that no page of this browser was given before, at least `least`. */
  takeNumber(least: number): Promise<number>;
}

const keyOf = (part: 'entry' | 'file', id: string) => `${part} ${id}`;

export function openOwnStorage(): OwnStorage {
  const store = createStore('hidden-gaussian', 'networks');
  return {
    async list() {
      const all = await keys<string>(store);
      const entries = await getMany<unknown>(
        all.filter((key) => key.startsWith('entry ')),
        store,
      );
      return entries.filter(
        (entry): entry is OwnEntry => isRecord(entry) && readInfo({ ...entry, plannedImages: 0 }).length > 0,
      );
    },
    async file(id) {
      const file = await get<unknown>(keyOf('file', id), store);
      return file instanceof Uint8Array ? (file as Uint8Array<ArrayBuffer>) : undefined;
    },
    save: async (entry, file) =>
      setMany(
        [
          [keyOf('entry', entry.id), entry],
          [keyOf('file', entry.id), file],
        ],
        store,
      ),
    remove: async (id) => delMany([keyOf('entry', id), keyOf('file', id)], store),
    async takeNumber(least) {
      let taken = least;
      const next = (last: unknown) => (taken = Math.max(least, Number(last ?? 0) + 1));
      await update('last number', next, store);
      return taken;
    },
  };
}
