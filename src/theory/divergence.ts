/**
 * How far the law that a linear diffusion model samples from is from the true one: KL(N(m, C + c) || N(0, Sigma)) / d in nats, C the covariance of N images
 * and c the ridge. From the model to the truth: the other direction is infinite as soon as N < d and c = 0. Directions in which the truth has no variance make
 * it infinite and must be left out first. (Merger and Goldt; formulas derived here unless named.)
 */
import { digamma } from '../math/special';
import { goldenSection } from '../math/minimize';
import { effectiveRidge, expectedLogDeterminant } from './effectiveRidge';

export interface SampleMoments {
  /** Eigenvalues of C, all d of them. */
  readonly sample: ArrayLike<number>;
  /** v^T C v along the eigenvectors v of Sigma, in the order of `truth`. */
  readonly alongTruth: ArrayLike<number>;
  /** m along the same, when the mean is estimated too. */
  readonly mean?: ArrayLike<number>;
}

/** For one sample covariance. @param truth  eigenvalues of Sigma, all > 0 */
export function divergenceOfSample(
  truth: ArrayLike<number>,
  { sample, alongTruth, mean }: SampleMoments,
  ridge: number,
): number {
  const d = truth.length;
  let sum = 0;
  for (let i = 0; i < d; i++) {
    const square = mean ? mean[i]! ** 2 : 0;
    sum += (alongTruth[i]! + ridge + square) / truth[i]! - 1 - Math.log(sample[i]! + ridge) + Math.log(truth[i]!);
  }
  return sum / (2 * d);
}

/** On average over draws of N images with a known mean, for large d and N. @param ridge  c > 0 */
export function expectedDivergence(truth: ArrayLike<number>, images: number, ridge: number): number {
  const d = truth.length;
  let sum = -expectedLogDeterminant(truth, images, ridge);
  for (let i = 0; i < d; i++) sum += ridge / truth[i]! + Math.log(truth[i]!);
  return sum / (2 * d);
}

/** c -> 0 and N > d, the same for every Sigma: (1 + (1 / gamma - 1) ln(1 - gamma)) / 2 = gamma / 4 + gamma^2 / 12 + ... with gamma = d / N in (0, 1). */
export function divergenceWithoutRidge(gamma: number): number {
  if (!(gamma > 0 && gamma < 1))
    throw new RangeError(`divergenceWithoutRidge: d / N must lie between 0 and 1, got ${gamma}`);
  return 0.5 * (1 + (1 / gamma - 1) * Math.log1p(-gamma));
}

/** The same without taking d and N as large: the exact mean over Wishart matrices, N >= d. */
export function divergenceOfWishart(d: number, images: number): number {
  if (!(images >= d)) throw new RangeError(`divergenceOfWishart: N must be >= d = ${d}, got ${images}`);
  let sum = d * Math.log(2 / images);
  for (let i = 0; i < d; i++) sum += digamma((images - i) / 2);
  return -sum / (2 * d);
}

/** c -> 0 and N < d: grows as (1 - N / d) ln(1 / c) / 2. */
export function divergenceOfFewImages(truth: ArrayLike<number>, images: number, ridge: number): number {
  const d = truth.length;
  if (!(images < d)) throw new RangeError(`divergenceOfFewImages: N must be < d = ${d}, got ${images}`);
  // the limit of kappa as z -> 0; small beside it, large enough for the root to be found
  const { kappa } = effectiveRidge(truth, images, 1e-12);
  let mean = 0;
  for (let i = 0; i < d; i++) mean += (ridge / truth[i]! - Math.log1p(kappa / truth[i]!)) / d;
  return 0.5 * ((1 - images / d) * Math.log(kappa / ridge) + images / d + mean);
}

/** N -> infinity: what the ridge alone costs. */
export function divergenceFloor(truth: ArrayLike<number>, ridge: number): number {
  let mean = 0;
  for (let i = 0; i < truth.length; i++) {
    const ratio = ridge / truth[i]!;
    mean += (ratio - Math.log1p(ratio)) / truth.length;
  }
  return mean / 2;
}

/** The ridge that makes the expected divergence least. For Sigma = 1 it is gamma / (1 + gamma) with gamma = d / N. @param tolerance  of its logarithm */
export function bestRidge(truth: ArrayLike<number>, images: number, tolerance = 1e-7): number {
  const cost = (logRidge: number) => expectedDivergence(truth, images, Math.exp(logRidge));
  let largest = 0;
  for (let i = 0; i < truth.length; i++) largest = Math.max(largest, truth[i]!);
  return Math.exp(goldenSection(cost, Math.log(largest * 1e-12), Math.log(largest * 10), tolerance));
}
