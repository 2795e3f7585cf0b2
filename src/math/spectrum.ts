/** Mean, eigenvalues and modes of a set of images, in float64, from sums over their bytes that are exact integers. */
import { symmetricEigen } from './symmetricEigen';

/** The empirical Gaussian of `count` images: covariance divided by count, eigenvalues above 1e-10 of the largest. */
export interface Spectrum {
  readonly count: number;
  readonly dim: number;
  /** [dim], pixels in [-1, 1]. */
  readonly mean: Float64Array;
  /** Descending, length = rank <= min(count - 1, dim); squares of pixel units. */
  readonly eigenvalues: Float64Array;
  /** [rank, dim], orthonormal rows; the entry of largest size in each row is positive. */
  readonly modes: Float64Array;
}

const relativeCut = 1e-10;
/** Pixel = byte / 127.5 - 1. */
const bytesPerUnit = 127.5;

/** Second moments of bytes, summed over images, exact integers: either over pairs of pixels [dim, dim], or over pairs of images [count, count] (Gram). */
export interface ByteMoments {
  readonly kind: 'pixels' | 'images';
  /** Symmetric, row-major. */
  readonly products: Float64Array;
}

/** The smaller of the two kinds of moments: the rank is at most min(count - 1, dim). */
export function momentsKind(count: number, dim: number): ByteMoments['kind'] {
  return count < dim ? 'images' : 'pixels';
}

/** @param bytes  [count, dim]  @param moments  of the same bytes */
export function spectrumOfBytes(bytes: Uint8Array, count: number, dim: number, moments: ByteMoments): Spectrum {
  if (bytes.length !== count * dim || count < 1)
    throw new RangeError(`spectrumOfBytes: bytes must be [${count}, ${dim}], got length ${bytes.length}`);
  const sums = new Float64Array(dim);
  for (let i = 0; i < count; i++) for (let p = 0; p < dim; p++) sums[p]! += bytes[i * dim + p]!;
  const mean = sums.map((sum) => sum / count / bytesPerUnit - 1);
  const { eigenvalues, modes } =
    moments.kind === 'pixels'
      ? fromPixelMoments(moments.products, sums, count)
      : fromImageMoments(bytes, moments.products, sums, count);
  return { count, dim, mean, eigenvalues, modes };
}

function rankOf(eigenvalues: Float64Array): number {
  const cut = relativeCut * Math.max(eigenvalues[0] ?? 0, 0);
  const first = eigenvalues.findIndex((value) => !(value > cut));
  return first < 0 ? eigenvalues.length : first;
}

function fromPixelMoments(products: Float64Array, sums: Float64Array, count: number) {
  const dim = sums.length;
  const covariance = new Float64Array(dim * dim);
  for (let p = 0; p < dim; p++) {
    for (let q = 0; q < dim; q++) {
      // integers up to 2^53: the difference is exact, whatever the mean
      covariance[p * dim + q] = (count * products[p * dim + q]! - sums[p]! * sums[q]!) / (count * bytesPerUnit) ** 2;
    }
  }
  const { eigenvalues, vectors } = symmetricEigen(covariance, dim);
  const rank = rankOf(eigenvalues);
  return { eigenvalues: eigenvalues.slice(0, rank), modes: withPositivePeaks(vectors.slice(0, rank * dim), dim) };
}

/** The Gram trick: modes u = (Y - mean)^T v / sqrt(count lambda) from the eigenvectors v of the centred products of images. */
function fromImageMoments(bytes: Uint8Array, products: Float64Array, sums: Float64Array, count: number) {
  const dim = sums.length;
  const rowSums = Array.from({ length: count }, (_, i) =>
    products.subarray(i * count, (i + 1) * count).reduce((a, b) => a + b, 0),
  );
  const total = rowSums.reduce((a, b) => a + b, 0);
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const centered = count * count * products[i * count + j]! - count * (rowSums[i]! + rowSums[j]!) + total;
      gram[i * count + j] = centered / (count * count * bytesPerUnit ** 2) / count;
    }
  }
  const { eigenvalues, vectors } = symmetricEigen(gram, count);
  const rank = Math.min(rankOf(eigenvalues), count - 1);
  const modes = new Float64Array(rank * dim);
  for (let m = 0; m < rank; m++) {
    const mode = modes.subarray(m * dim, (m + 1) * dim);
    for (let i = 0; i < count; i++) {
      const weight = vectors[m * count + i]! / bytesPerUnit;
      for (let p = 0; p < dim; p++) mode[p]! += weight * (bytes[i * dim + p]! - sums[p]! / count);
    }
    const norm = Math.sqrt(count * eigenvalues[m]!);
    for (let p = 0; p < dim; p++) mode[p]! /= norm;
  }
  return { eigenvalues: eigenvalues.slice(0, rank), modes: withPositivePeaks(modes, dim) };
}

/** Turns each row so that its entry of largest size is positive: the sign of an eigenvector is arbitrary, and pictures should not flip. */
function withPositivePeaks(modes: Float64Array, dim: number): Float64Array {
  for (let start = 0; start < modes.length; start += dim) {
    const mode = modes.subarray(start, start + dim);
    const peak = mode.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    if (peak < 0) for (let p = 0; p < dim; p++) mode[p] = -mode[p]!;
  }
  return modes;
}
