import { useEffect, useState } from 'react';
import { datasetInfo, isOwnId } from '../../data/catalog';
import { firstImages } from '../../data/subset';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { useSession } from '../session';
import { useLoaded } from '../useLoaded';

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

/** The fit on all of the reader's own training images, and how much those held out vary along its directions. */
export function useOwnFit({ dataset }: TheorySpectrum) {
  const { engine } = useSession();
  const own = isOwnId(dataset) ? dataset : undefined;
  return useLoaded(own, async () => {
    const images = datasetInfo(own!).trainCount;
    const job = { kind: 'spectrum', dataset: own!, subset: firstImages(images), wantsHeldOut: true } as const;
    const { eigenvalues, heldOut } = await engine.run(job);
    return {
      images,
      sample: Array.from(eigenvalues),
      heldOut: Array.from(heldOut!.along),
      offSpan: heldOut!.offSpan,
    };
  });
}
