/** Training images by their index, asked of the engine once each. */
import type { DatasetId } from '../data/catalog';
import type { EngineClient } from '../engine/client';

export interface TrainingImage {
  /** Gray values, [784]. */
  readonly image: Uint8Array;
  readonly className?: string;
}

export type LoadImage = (dataset: DatasetId, index: number) => Promise<TrainingImage>;

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
    asked.catch(() => cache.delete(key)); // asked again next time
    return asked;
  };
}
