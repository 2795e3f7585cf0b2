/** The set of images that the reader wants kept in the browser across visits (IndexedDB): one at most. */
import { createStore, del, get, set } from 'idb-keyval';
import { isOwnId } from '../data/catalog';
import type { OwnSet } from '../data/own/ownSet';
import type { Reading } from '../data/own/reading';
import { isRecord } from './networks';

/** What was read of the files, without the set. */
export type ReadingReport = Omit<Reading, 'set'>;

export interface KeptImages {
  readonly set: OwnSet;
  readonly report: ReadingReport;
}

export interface OwnImagesStorage {
  read(): Promise<KeptImages | undefined>;
  /** Rejects with a QuotaExceededError when the browser has no room. */
  write(kept: KeptImages): Promise<void>;
  remove(): Promise<void>;
}

const key = 'images';

export function openOwnImagesStorage(): OwnImagesStorage {
  const store = createStore('hidden-gaussian-images', 'sets');
  return {
    async read() {
      const kept = await get<unknown>(key, store);
      return isKept(kept) ? kept : undefined;
    },
    write: async (kept) => set(key, { version: 1, ...kept }, store),
    remove: async () => del(key, store),
  };
}

function isKept(value: unknown): value is KeptImages {
  const found = isRecord(value) && value['version'] === 1 ? value['set'] : undefined;
  return isRecord(found) && isOwnId(found['id']) && found['bytes'] instanceof Uint8Array && isRecord(found['info']);
}
