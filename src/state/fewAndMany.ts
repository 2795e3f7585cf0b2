import type { DatasetId } from '../data/catalog';
import { networkFor, type NetworkInfo, trainedCounts } from './networks';

/** N that count as few and at least as many: on either side of the number of pixels, 784. */
const [fewest, most] = [64, 4096];

/** The networks that stand for remembering and for generalising: on 64 images, and on the most that any saw. Empty when one of them is missing. */
export function fewAndMany(networks: readonly NetworkInfo[], dataset: DatasetId): readonly NetworkInfo[] {
  const few = networkFor(networks, dataset, fewest);
  const many = networkFor(networks, dataset, trainedCounts(networks, dataset).at(-1) ?? 0);
  return few && many && many.subset.count >= most ? [few, many] : [];
}
