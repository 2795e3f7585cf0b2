/** How far a denoiser lands from the clean image. */
import type { Denoiser } from '../diffusion/denoiser';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';

export interface DenoisingErrorOptions {
  /** Clean images [count, dim], pixels in [-1, 1]. */
  readonly clean: Float32Array;
  readonly sigma: number;
  /** Names the noise; the same seed is the same noise for every denoiser and sigma. */
  readonly seed: number;
  /** Images that go through the denoiser at once. */
  readonly batchSize?: number;
}

/**
 * Mean over images of |D(clean + sigma n; sigma) - clean|^2 / dim, and its standard error over images. In squared pixel units; sigma^2 for D(x) = x; its least
 * possible value is the mean posterior variance. Karras et al. 2022, eq. 2, without the weight.
 */
export async function denoisingError(
  denoiser: Denoiser,
  { clean, sigma, seed, batchSize = 64 }: DenoisingErrorOptions,
): Promise<{ mean: number; standardError: number }> {
  const { dim } = denoiser;
  const count = clean.length / dim;
  const noise = drawNormals(makeRng(seed), clean.length);
  const errors: number[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const rows = Math.min(batchSize, count - start);
    const range = [start * dim, (start + rows) * dim] as const;
    const squares = tf.tidy(() => {
      const own = tf.tensor2d(clean.subarray(...range), [rows, dim]);
      const x = tf.add<tf.Tensor2D>(own, tf.mul(tf.tensor2d(noise.subarray(...range), [rows, dim]), sigma));
      return tf.mean(tf.square(tf.sub(denoiser.denoise(x, sigma), own)), 1);
    });
    errors.push(...(await squares.data()));
    squares.dispose();
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / count;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, count - 1);
  return { mean, standardError: Math.sqrt(variance / count) };
}
