/** The worker's copies of the reader's images: put together from parts, opened like any dataset. */
import { type DatasetInfo, type OwnDatasetId, registerOwn } from '../catalog';
import { DataError } from '../dataError';
import type { Dataset } from '../dataset';
import { checkSubset } from '../subset';

export interface OwnPart {
  readonly id: OwnDatasetId;
  readonly info: DatasetInfo;
  /** Of its first image among all, the held-out ones last. */
  readonly start: number;
  /** [any, dim]. */
  readonly images: Uint8Array;
}

export interface OwnShelf {
  add(part: OwnPart): void;
  /** @throws DataError unless all parts are there */
  open(id: OwnDatasetId): Dataset;
  forget(id: OwnDatasetId): void;
}

interface Stored {
  readonly info: DatasetInfo;
  readonly bytes: Uint8Array;
  /** Images that each part brought, by its start. */
  readonly parts: Map<number, number>;
}

export function makeOwnShelf(): OwnShelf {
  const shelf = new Map<OwnDatasetId, Stored>();
  return {
    add({ id, info, start, images }) {
      const count = info.trainCount + info.heldOutCount;
      checkSubset({ start, count: images.length / info.dim }, count, id);
      const stored = shelf.get(id) ?? { info, bytes: new Uint8Array(count * info.dim), parts: new Map() };
      stored.bytes.set(images, start * info.dim);
      stored.parts.set(start, images.length / info.dim);
      shelf.set(id, stored);
      registerOwn(id, info);
    },
    open(id) {
      const stored = shelf.get(id);
      const there = [...(stored?.parts.values() ?? [])].reduce((sum, count) => sum + count, 0);
      if (!stored || there * stored.info.dim !== stored.bytes.length)
        throw new DataError(`The images ${id} are not here. Open them again under "Your own images".`);
      return asDataset(id, stored);
    },
    forget: (id) => void shelf.delete(id),
  };
}

function asDataset(id: OwnDatasetId, { info, bytes }: Stored): Dataset {
  const { trainCount, heldOutCount, dim } = info;
  return {
    id,
    dim,
    images(split, start, count, { onProgress } = {}) {
      const [first, available] = split === 'train' ? [0, trainCount] : [trainCount, heldOutCount];
      checkSubset({ start, count }, available, `${id}: images of ${split}`);
      onProgress?.({ loadedCount: count, count });
      return Promise.resolve(bytes.slice((first + start) * dim, (first + start + count) * dim));
    },
    labels: () => Promise.resolve(undefined),
  };
}
