/** How the linear denoiser is distilled by gradient descent, without TensorFlow.js: optimisers and their learning rates. */

export const optimizerIds = ['adam', 'descent'] as const;
export type OptimizerId = (typeof optimizerIds)[number];

/** Images of a batch of Adam's; passes over the images; noises of each image. Li, Dai and Qu draw a fresh noise for every pass, and make 100 passes. */
export const descentSettings = { batchSize: 256, epochs: 60, draws: 4 } as const;

/** How far Adam may carry an entry of W in the whole run, in multiples of the largest entry that it is to reach. */
const travel = 3;

/**
 * Adam's rate for weights that act on x / sqrt(d). Li, Dai and Qu choose 5e-5, 5e-4, 5e-3 and 5e-2, by noise level, for about 12,000 steps; with a few
 * hundred steps none of the first three gets W to its place, so here the rate follows from how far there is to go.
 * @param largest  the largest entry of W_G
 */
export function adamRate(largest: number, { dim, steps }: { readonly dim: number; readonly steps: number }): number {
  return (travel * Math.sqrt(dim) * largest) / steps;
}

/** The same for b, whose entries go as far as pixels do: 1. */
export function adamBiasRate(steps: number): number {
  return travel / steps;
}

/** Moments of the clean images: the largest eigenvalue of their covariance, and its trace; and how many there are. */
export interface CleanMoments {
  readonly largest: number;
  readonly trace: number;
  readonly dim: number;
  readonly count: number;
}

/** eta of plain descent on all images at once: a quarter of what is stable. In small batches their noise would hide the mean. */
export function plainRate({ largest, trace, dim, count }: CleanMoments, sigma: number): number {
  const ofBatches = (trace + dim * sigma ** 2) / count;
  return 0.25 / (largest + sigma ** 2 + ofBatches);
}
