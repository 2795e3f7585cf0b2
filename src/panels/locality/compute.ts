/** Where the pixels of the local denoiser's samples come from, and what the figure says of it. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import type { LocalityFrame } from '../../engine/protocol';
import { isWhole } from '../../denoisers/catalog';
import { formatCount } from '../words';

/** A training image, and a share: of one pixel, or of all pixels. */
export interface Share {
  /** Index within the subset. */
  readonly index: number;
  /** In [0, 1]. */
  readonly share: number;
}

export interface Origins extends LocalityFrame {
  /** Of each pixel, [784], the image of the largest weight. */
  readonly top: readonly Share[];
  /** Of all images, the largest first: the mean of their weights over pixels. Together 1. */
  readonly shares: readonly Share[];
}

/** The images of one pixel, the largest weight first. @param weights  [784, count] */
export function pixelShares(weights: Float32Array, pixel: number, count: number): Share[] {
  const row = weights.subarray(pixel * count, (pixel + 1) * count);
  return Array.from(row, (share, index) => ({ index, share })).sort((a, b) => b.share - a.share);
}

/** What one image gives to each pixel: its weights w_i(p) as gray bytes [784], black for none and white for all. @param weights  [784, count] */
export function weightMap(weights: Float32Array, index: number, count: number): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(
    { length: weights.length / count },
    (_, pixel) => 255 * weights[pixel * count + index]!,
  );
}

export function originsOf(frame: LocalityFrame): Origins {
  const { sample, weights } = frame;
  const count = weights.length / sample.length;
  const total = new Float64Array(count);
  const top = Array.from(sample, (_, pixel): Share => {
    let best = 0;
    for (let i = 0; i < count; i++) {
      const weight = weights[pixel * count + i]!;
      total[i]! += weight / sample.length;
      if (weight > weights[pixel * count + best]!) best = i;
    }
    return { index: best, share: weights[pixel * count + best]! };
  });
  const shares = Array.from(total, (share, index) => ({ index, share })).sort((a, b) => b.share - a.share);
  return { ...frame, top, shares };
}

export const sideWords = (patchSize: number) =>
  isWhole(patchSize) ? 'whole image' : `${patchSize}\u00a0×\u00a0${patchSize}`;

/** The images that give some pixel more than half of its value. */
export const sourceCount = ({ top }: Pick<Origins, 'top'>) =>
  new Set(top.flatMap(({ index, share }) => (share > 0.5 ? [index] : []))).size;

export function percent(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1%';
  return share < 1 && share > 0.995 ? 'over 99%' : `${Math.round(100 * share)}%`;
}

export function localityFinding(dataset: DatasetId, origins: Origins | undefined): string {
  if (!origins) return 'Which training images does each pixel come from?';
  const { one, many } = datasetInfo(dataset).noun;
  const { patchSize, shares } = origins;
  const seen = isWhole(patchSize) ? 'Seeing the whole image' : `Seeing squares of ${sideWords(patchSize)} pixels`;
  const count = sourceCount(origins);
  if (count === 0) return `${seen}, the local denoiser takes no pixel mostly from one ${one}`;
  const mostly = count === 1 ? `one ${one}` : `${formatCount(count)} ${many}`;
  return `${seen}, the local denoiser takes its pixels from ${mostly}; the first gives ${percent(shares[0]!.share)}`;
}
