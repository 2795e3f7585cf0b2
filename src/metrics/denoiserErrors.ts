/** How far denoisers land from the clean image, and from one another, on the same noisy images. */
import type { Denoiser } from '../diffusion/denoiser';
import { estimate, type Estimate } from '../math/estimate';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';

export interface NoisyImages {
  /** Clean images [count, dim], pixels in [-1, 1]. */
  readonly clean: Float32Array;
  readonly sigma: number;
  /** Names the noise; the same seed is the same noise for every denoiser and sigma. */
  readonly seed: number;
  /** Images that go through a denoiser at once. */
  readonly batchSize?: number;
}

/** Of one denoiser; means over images. */
export interface DenoiserErrors {
  /** |D(clean + sigma n; sigma) - clean|^2 / dim, in squared pixel units: sigma^2 for D(x) = x. Karras et al. 2022, eq. 2, without the weight. */
  readonly error: Estimate;
  /** sqrt(|D - D_0|^2 / dim) to the first denoiser D_0, in pixel units: the score-field error of Li et al., times sigma^2. */
  readonly rmseToFirst: Estimate;
  /** The same of each image: for differences between denoisers, image by image. */
  readonly toFirst: readonly number[];
  /** |D - D_0| / |D_0|. */
  readonly normalizedToFirst: Estimate;
}

/** Every denoiser on the same noisy images, one readback for each batch. */
export async function denoiserErrors(
  denoisers: readonly Denoiser[],
  { clean, sigma, seed, batchSize = 64 }: NoisyImages,
): Promise<DenoiserErrors[]> {
  const { dim } = denoisers[0]!;
  const count = clean.length / dim;
  const noise = drawNormals(makeRng(seed), clean.length);
  const perImage = denoisers.map(() => ({
    error: [] as number[],
    toFirst: [] as number[],
    normalized: [] as number[],
  }));
  for (let start = 0; start < count; start += batchSize) {
    const rows = Math.min(batchSize, count - start);
    const range = [start * dim, (start + rows) * dim] as const;
    const numbers = tf.tidy(() => {
      const own = tf.tensor2d(clean.subarray(...range), [rows, dim]);
      const x = tf.add<tf.Tensor2D>(own, tf.mul(tf.tensor2d(noise.subarray(...range), [rows, dim]), sigma));
      const outputs = denoisers.map((denoiser) => denoiser.denoise(x, sigma));
      const meanSquares = (a: tf.Tensor, b: tf.Tensor) => tf.mean(tf.square(tf.sub(a, b)), 1);
      return tf.stack([
        tf.mean(tf.square(outputs[0]!), 1),
        ...outputs.map((output) => meanSquares(output, own)),
        ...outputs.map((output) => meanSquares(output, outputs[0]!)),
      ]);
    });
    const values = (await numbers.array()) as number[][];
    numbers.dispose();
    const size = values[0]!;
    for (const [i, { error, toFirst, normalized }] of perImage.entries()) {
      const squares = values[1 + denoisers.length + i]!;
      error.push(...values[1 + i]!);
      toFirst.push(...squares.map(Math.sqrt));
      normalized.push(...squares.map((square, row) => Math.sqrt(square / size[row]!)));
    }
  }
  return perImage.map(({ error, toFirst, normalized }) => ({
    error: estimate(error),
    rmseToFirst: estimate(toFirst),
    toFirst,
    normalizedToFirst: estimate(normalized),
  }));
}
