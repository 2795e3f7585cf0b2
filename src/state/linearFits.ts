/**
 * Linear denoisers fitted on the first N real images, and what they do on held-out ones: public/results/linear-<dataset>.json. A fit is its mean and covariance;
 * its loss at any noise level, ridge and training time follows from a few numbers for each eigenvector, without drawing noise.
 */
import type { PublishedId } from '../data/catalog';
import { isRecord } from './networks';

export interface LinearFit {
  /** N */
  readonly images: number;
  /** Eigenvalues of the sample covariance above 0, descending. */
  readonly sample: readonly number[];
  /** Mean square of held-out images about the sample's mean along each of these eigenvectors. */
  readonly heldOut: readonly number[];
  /** The same along a direction outside their span, on average; 0 when there is none. */
  readonly offSpan: number;
  /** KL(N(m, C + c) || Gaussian of all training images) per direction, at each of the divergences' ridges. */
  readonly divergence: readonly number[];
  /** Mean square difference per dimension, in noise units, of the fit to that on all training images, on noised held-out images: [level, ridge]. */
  readonly difference: readonly (readonly number[])[];
}

export interface LinearFits {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  readonly dataset: PublishedId;
  readonly dim: number;
  /** Held-out images, all of them. */
  readonly heldOutCount: number;
  /** Training images behind the reference. */
  readonly count: number;
  /** Directions that the divergences count: those with more than 1e-6 of the largest variance. */
  readonly keptCount: number;
  /** c of the divergences, and of the differences; ascending. */
  readonly divergenceRidges: readonly number[];
  readonly ridges: readonly number[];
  /** Noise variances s of the differences. */
  readonly levels: readonly number[];
  /** Ascending N; the last is all training images. */
  readonly fits: readonly LinearFit[];
}

export const linearFitsPath = (dataset: PublishedId) => `results/linear-${dataset}.json`;

/** Throws an Error that names the file, and what is wrong with it. */
export function parseLinearFits(file: unknown, dataset: PublishedId): LinearFits {
  const path = linearFitsPath(dataset);
  const {
    version,
    dataset: own,
    dim,
    command,
    date,
    divergenceRidges,
    ridges,
    levels,
    fits,
  } = isRecord(file) ? file : {};
  const isHead = version === 1 && own === dataset && typeof command === 'string' && typeof date === 'string';
  if (!isHead || !Number.isInteger(dim)) throw new Error(`${path}: must be of version 1 and of ${dataset}`);
  if (!areNumbers(divergenceRidges) || !areNumbers(ridges) || !areNumbers(levels))
    throw new Error(`${path}: ridges and levels must be numbers`);
  const isFit = (fit: unknown) => {
    const { images, sample, heldOut, offSpan, divergence, difference } = isRecord(fit) ? fit : {};
    if (!Number.isInteger(images) || !areNumbers(sample) || !areNumbers(heldOut, sample.length)) return false;
    if (typeof offSpan !== 'number' || !areNumbers(divergence, divergenceRidges.length) || !Array.isArray(difference))
      return false;
    return difference.length === levels.length && difference.every((row) => areNumbers(row, ridges.length));
  };
  if (!Array.isArray(fits) || fits.length === 0 || !fits.every(isFit))
    throw new Error(`${path}: each fit must have images, sample, heldOut, offSpan, divergence and difference`);
  return file as LinearFits;
}

function areNumbers(values: unknown, length?: number): values is number[] {
  if (!Array.isArray(values) || (length !== undefined && values.length !== length)) return false;
  return values.every((value) => typeof value === 'number' && Number.isFinite(value));
}

/** Eigenvalues of a fit and the held-out variances along its eigenvectors, all `dim` of them. */
export function momentsOf(
  { sample, heldOut, offSpan }: Pick<LinearFit, 'sample' | 'heldOut' | 'offSpan'>,
  dim: number,
) {
  const filled = (values: readonly number[], rest: number) =>
    Float64Array.from({ length: dim }, (_, i) => values[i] ?? rest);
  return { sample: filled(sample, 0), truth: filled(heldOut, offSpan) };
}
