/** What "Which denoiser draws the network's images?" says: distances between samples from the same noises. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserIds } from '../../denoisers/catalog';
import { rmse } from '../../draw/gray';
import type { SampleRows } from '../../state/sampleRows';
import { formatCount, formatDistance } from '../words';

export interface RowDistance {
  readonly id: DenoiserId;
  /** Root mean square difference to the network's samples, in pixels of [-1, 1], median over noises. */
  readonly median: number;
}

/** Half of 255 gray values is a unit of pixels. */
const grayPerUnit = 127.5;

/** Of the other denoisers to the network, the nearest first. @param count  noises */
export function rowDistances(rows: SampleRows, count: number): RowDistance[] {
  const { network } = rows;
  if (!network) return [];
  const size = network.length / count;
  return denoiserIds
    .flatMap((id) => {
      const own = rows[id];
      if (id === 'network' || !own) return [];
      const distances = Array.from({ length: count }, (_, i) => {
        const part = [i * size, (i + 1) * size] as const;
        return rmse(own.subarray(...part), network.subarray(...part)) / grayPerUnit;
      }).sort((a, b) => a - b);
      const middle = (count - 1) / 2;
      return [{ id, median: (distances[Math.floor(middle)]! + distances[Math.ceil(middle)]!) / 2 }];
    })
    .sort((a, b) => a.median - b.median);
}

/** In the middle of a sentence. */
const names: Record<DenoiserId, string> = {
  network: 'network',
  gaussian: 'Gaussian',
  multiDelta: 'multi-delta',
  linear: 'linear denoiser',
  local: 'local denoiser',
};

export interface NamedDistances {
  readonly images: number;
  readonly distances: readonly RowDistance[];
}

/** What the numbers say, in a sentence. */
export function sampleRowsFinding(dataset: DatasetId, sets: readonly NamedDistances[]): string {
  const found = sets.flatMap(({ images, distances }) => (distances[0] ? [{ images, nearest: distances[0] }] : []));
  if (found.length === 0) return `The same noises, drawn by every denoiser`;
  const words = found.map(({ images, nearest: { id, median } }, i) => {
    const noun = i === 0 ? ` ${datasetInfo(dataset).noun.many}` : '';
    return `of ${formatCount(images)}${noun} are nearest to the ${names[id]}’s (${formatDistance(median)})`;
  });
  return `From the same noises, the samples of the network ${words.join(', those ')}`;
}
