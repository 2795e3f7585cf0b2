import { datasetInfo, isOwnId } from '../data/catalog';
import { firstImages } from '../data/subset';
import type { TheorySpectrum } from '../state/theorySpectrum';
import { useSession } from './session';
import { useLoaded } from './useLoaded';

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
