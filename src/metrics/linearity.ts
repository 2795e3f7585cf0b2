/** How close a denoiser is to linear at one noise level (Li, Dai and Qu, eq. 4; the cosine without absolute value, as in their code). */
import type { Denoiser } from '../diffusion/denoiser';
import { readBack } from '../diffusion/readback';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

export interface LinearityOptions {
  readonly sigma: number;
  /** Weights of the first image, each in (0, 1); the second has sqrt(1 - alpha^2), so that the mixture is as noisy as its parts. */
  readonly alphas: readonly number[];
}

/** With one alpha. */
export interface Linearity {
  /** Cosine between D(a x1 + b x2) and a D(x1) + b D(x2), of each pair: 1 for a linear map without bias. */
  readonly cosine: Float32Array;
  /** |D(a x1 + b x2) - (a D(x1) + b D(x2))| / |a D(x1) + b D(x2)|, of each pair. For a constant D it is 1 - 1 / (a + b). */
  readonly normalizedError: Float32Array;
}

const epsilon = 1e-12;

/** @param first, second  noisy images [pairs, dim] at this noise level  @returns one for each alpha */
export async function linearity(
  denoiser: Denoiser,
  first: Tensor2D,
  second: Tensor2D,
  { sigma, alphas }: LinearityOptions,
): Promise<Linearity[]> {
  const wrong = alphas.find((alpha) => !(alpha > 0 && alpha < 1));
  if (wrong !== undefined || alphas.length === 0)
    throw new RangeError(`linearity: each alpha must lie in (0, 1), got ${wrong ?? 'none'}`);
  const pairs = first.shape[0];
  const numbers = tf.tidy(() => {
    const dot = (a: Tensor2D, b: Tensor2D) => tf.sum(tf.mul(a, b), 1);
    const norm = (a: Tensor2D) => tf.sqrt(dot(a, a));
    const [ofFirst, ofSecond] = [denoiser.denoise(first, sigma), denoiser.denoise(second, sigma)];
    const rows = alphas.map((alpha) =>
      tf.tidy(() => {
        const beta = Math.sqrt(1 - alpha ** 2);
        const mix = (a: Tensor2D, b: Tensor2D) => tf.add<Tensor2D>(tf.mul(a, alpha), tf.mul(b, beta));
        const together = denoiser.denoise(mix(first, second), sigma);
        const apart = mix(ofFirst, ofSecond);
        const cosine = tf.div(dot(together, apart), tf.add(tf.mul(norm(together), norm(apart)), epsilon));
        const error = tf.div(norm(tf.sub(together, apart)), tf.add(norm(apart), epsilon));
        return tf.concat([cosine, error]);
      }),
    );
    return tf.concat(rows);
  });
  const values = await readBack([numbers]).finally(() => numbers.dispose());
  return alphas.map((_, i) => {
    const part = (which: 0 | 1) => values.slice((2 * i + which) * pairs, (2 * i + which + 1) * pairs);
    return { cosine: part(0), normalizedError: part(1) };
  });
}
