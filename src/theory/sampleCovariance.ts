/** Draws of a sample covariance, to check the theory against: N images of N(0, Sigma), in the eigenbasis of Sigma. */
import type { Rng } from '../math/rng';
import { symmetricEigen } from '../math/spectrum';

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
  for (let p = 0; p < d; p++) for (let q = 0; q < p; q++) covariance[q * d + p] = covariance[p * d + q]!;
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
