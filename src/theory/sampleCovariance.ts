/** Draws of a sample covariance, to check the theory against: N images of N(0, Sigma), in the eigenbasis of Sigma. */
import type { Rng } from '../math/rng';
import { symmetricEigen } from '../math/symmetricEigen';

export interface SampleCovariance {
  /** Eigenvalues of C = X^T X / N, descending, all d of them; those beyond the rank are 0. */
  readonly eigenvalues: Float64Array;
  /** Its eigenvectors as rows [d, d], in the eigenbasis of Sigma. */
  readonly vectors: Float64Array;
  /** u^T Sigma u along each of them. */
  readonly truth: Float64Array;
  /** The diagonal of C: its variance along the eigenvectors of Sigma. */
  readonly alongTruth: Float64Array;
}

/** @param eigenvalues  of Sigma, >= 0  @param images  N >= 1; the mean is known to be zero */
export function drawSampleCovariance(eigenvalues: ArrayLike<number>, images: number, rng: Rng): SampleCovariance {
  const d = eigenvalues.length;
  const covariance = images > d ? drawByFactor(eigenvalues, images, rng) : drawByImage(eigenvalues, images, rng);
  const { eigenvalues: sample, vectors } = symmetricEigen(covariance, d);
  for (let i = 0; i < d; i++) if (i >= images || sample[i]! < 0) sample[i] = 0;
  const truth = new Float64Array(d);
  for (let i = 0; i < d; i++) for (let p = 0; p < d; p++) truth[i]! += vectors[i * d + p]! ** 2 * eigenvalues[p]!;
  return {
    eigenvalues: sample,
    vectors,
    truth,
    alongTruth: Float64Array.from({ length: d }, (_, p) => covariance[p * d + p]!),
  };
}

/** Image by image, [d, d]. */
function drawByImage(eigenvalues: ArrayLike<number>, images: number, rng: Rng): Float64Array {
  const d = eigenvalues.length;
  const deviations = Float64Array.from(eigenvalues, Math.sqrt);
  const covariance = new Float64Array(d * d);
  const image = new Float64Array(d);
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < d; p++) image[p] = deviations[p]! * rng.normal();
    for (let p = 0; p < d; p++) {
      const value = image[p]! / images;
      for (let q = 0; q <= p; q++) covariance[p * d + q]! += value * image[q]!;
    }
  }
  return mirrored(covariance, d);
}

/** The same law without the images, for N > d: Z^T Z = A A^T with A lower triangular, its diagonal chi with N, N - 1, ... degrees (Bartlett 1933). */
function drawByFactor(eigenvalues: ArrayLike<number>, images: number, rng: Rng): Float64Array {
  const d = eigenvalues.length;
  const factor = new Float64Array(d * d);
  for (let p = 0; p < d; p++) {
    const deviation = Math.sqrt(eigenvalues[p]! / images);
    for (let q = 0; q < p; q++) factor[p * d + q] = deviation * rng.normal();
    factor[p * d + p] = deviation * Math.sqrt(drawChiSquared(images - p, rng));
  }
  const covariance = new Float64Array(d * d);
  for (let p = 0; p < d; p++) {
    for (let q = 0; q <= p; q++) {
      let sum = 0;
      for (let k = 0; k <= q; k++) sum += factor[p * d + k]! * factor[q * d + k]!;
      covariance[p * d + q] = sum;
    }
  }
  return mirrored(covariance, d);
}

function mirrored(lower: Float64Array, d: number): Float64Array {
  for (let p = 0; p < d; p++) for (let q = 0; q < p; q++) lower[q * d + p] = lower[p * d + q]!;
  return lower;
}

/** Twice a gamma variable of shape degrees / 2, by rejection (Marsaglia and Tsang 2000). @param degrees  >= 2 */
function drawChiSquared(degrees: number, rng: Rng): number {
  const a = degrees / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * a);
  for (;;) {
    const x = rng.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - rng.uniform()) < x ** 2 / 2 + a * (1 - v + Math.log(v))) return 2 * a * v;
  }
}
