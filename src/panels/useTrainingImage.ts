import { useEffect, useState } from 'react';
import type { DatasetId } from '../data/catalog';
import type { TrainingImage } from '../state/images';
import { useSession } from './session';

/** A training image once it is there; undefined until then, when it cannot be had, and without an index. */
export function useTrainingImage(dataset: DatasetId, index: number | undefined): TrainingImage | undefined {
  const { loadImage } = useSession();
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly image: TrainingImage }>();
  const key = `${dataset}/${index ?? ''}`;
  useEffect(() => {
    if (index === undefined) return;
    let isCurrent = true;
    loadImage(dataset, index).then(
      (image) => {
        if (isCurrent) setLoaded({ key, image });
      },
      () => setLoaded(undefined), // its place stays empty; the run's own status says what is wrong with the engine
    );
    return () => {
      isCurrent = false;
    };
  }, [loadImage, dataset, index, key]);
  return loaded?.key === key ? loaded.image : undefined;
}
