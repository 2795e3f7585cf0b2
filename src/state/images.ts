/** Training images by their index, asked of the engine once as long as they are kept: the latest are. */
import type { DatasetId } from '../data/catalog';
import type { EngineClient } from '../engine/client';

export interface TrainingImage {
  /** Gray values, [784]. */
  readonly image: Uint8Array;
  readonly className?: string;
}

export type LoadImage = (dataset: DatasetId, index: number) => Promise<TrainingImage>;

const mostKept = 1024;

export function makeImageCache(engine: EngineClient): LoadImage {
  const cache = new Map<string, Promise<TrainingImage>>();
  return (dataset, index) => {
    const key = `${dataset}/${index}`;
    const known = cache.get(key);
    if (known) return known;
    const asked = engine
      .run({ kind: 'images', dataset, split: 'train', indices: [index] })
      .then(({ images, classNames }) => ({ image: images, ...(classNames?.[0] && { className: classNames[0] }) }));
    cache.set(key, asked);
    if (cache.size > mostKept) cache.delete(cache.keys().next().value!);
    asked.catch(() => cache.delete(key)); // asked again next time
    return asked;
  };
}
