import { useEffect, useState } from 'react';
import { datasetInfo, isOwnId } from '../../data/catalog';
import { firstImages } from '../../data/subset';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { useSession } from '../session';

/** Of the reader's own images; those of the page are published. */
export const ownResamplings = 6;

/** The eigenvalues of images drawn anew from the reader's own, with replacement, as they come. */
export function useOwnResampled({ dataset, dim }: TheorySpectrum): readonly (readonly number[])[] {
  const { engine } = useSession();
  const [found, setFound] = useState<{ readonly dataset: string; readonly lists: readonly number[][] }>();
  const own = isOwnId(dataset) ? dataset : undefined;
  useEffect(() => {
    if (own === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    const draw = async () => {
      const lists: number[][] = [];
      const subset = firstImages(datasetInfo(own).trainCount);
      for (let resampling = 0; resampling < ownResamplings; resampling++) {
        const { eigenvalues } = await engine.run({ kind: 'spectrum', dataset: own, subset, resampling }, { signal });
        lists.push(Array.from({ length: dim }, (_, i) => eigenvalues[i] ?? 0));
        setFound({ dataset: own, lists: [...lists] });
      }
    };
    draw().catch(() => undefined); // the plan stands without its margin, and says how many are missing
    return () => controller.abort(new DOMException('Other images are planned for.', 'AbortError'));
  }, [engine, own, dim]);
  return found && found.dataset === own ? found.lists : none;
}

const none: readonly (readonly number[])[] = [];
