/** How close a denoiser is to linear at one noise level (Li, Dai and Qu, eq. 4; the cosine without absolute value, as in their code). */
import type { Denoiser } from '../diffusion/denoiser';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

export interface LinearityOptions {
  readonly sigma: number;
  /** Weight of the first image; that of the second is sqrt(1 - alpha^2). Default 1 / sqrt(2). */
  readonly alpha?: number;
}

export interface Linearity {
  /** Cosine between D(a x1 + b x2) and a D(x1) + b D(x2), of each pair: 1 for a linear map without bias. */
  readonly cosine: Float32Array;
  /** |D(a x1 + b x2) - (a D(x1) + b D(x2))| / |a D(x1) + b D(x2)|, of each pair. For a constant D it is 1 - 1 / (a + b). */
  readonly normalizedError: Float32Array;
}

const epsilon = 1e-12;

/** @param first, second  noisy images [pairs, dim] at this noise level */
export async function linearity(
  denoiser: Denoiser,
  first: Tensor2D,
  second: Tensor2D,
  { sigma, alpha = Math.SQRT1_2 }: LinearityOptions,
): Promise<Linearity> {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`linearity: alpha must lie in (0, 1), got ${alpha}`);
  const beta = Math.sqrt(1 - alpha ** 2);
  const pairs = first.shape[0];
  const numbers = tf.tidy(() => {
    const mix = (a: Tensor2D, b: Tensor2D) => tf.add<Tensor2D>(tf.mul(a, alpha), tf.mul(b, beta));
    const together = denoiser.denoise(mix(first, second), sigma);
    const apart = mix(denoiser.denoise(first, sigma), denoiser.denoise(second, sigma));
    const dot = (a: Tensor2D, b: Tensor2D) => tf.sum(tf.mul(a, b), 1);
    const norm = (a: Tensor2D) => tf.sqrt(dot(a, a));
    const cosine = tf.div(dot(together, apart), tf.add(tf.mul(norm(together), norm(apart)), epsilon));
    const error = tf.div(norm(tf.sub(together, apart)), tf.add(norm(apart), epsilon));
    return tf.concat([cosine, error]);
  });
  const values = (await numbers.data()) as Float32Array;
  numbers.dispose();
  return { cosine: values.slice(0, pairs), normalizedError: values.slice(pairs) };
}
