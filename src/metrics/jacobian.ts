/** The Jacobian of a denoiser at one noisy image, by central differences along every pixel. */
import type { Denoiser } from '../diffusion/denoiser';
import { readBack } from '../diffusion/readback';
import * as tf from '../tfjs';

/** Pixels whose differences are taken at once, twice as many images. */
const batchPixels = 28;

/** Step of the differences, in pixel units: far above float32's rounding, well below the noise on which the answer depends. */
const stepAt = (sigma: number) => Math.max(0.02, 0.1 * sigma);

/** Yields how many pixels are done; returns dD / dx [dim, dim], a row for each pixel of the answer. @param x  [dim] */
export async function* jacobian(
  denoiser: Denoiser,
  x: Float32Array,
  sigma: number,
): AsyncGenerator<number, Float64Array, undefined> {
  const { dim } = denoiser;
  const step = stepAt(sigma);
  const result = new Float64Array(dim * dim);
  for (let from = 0; from < dim; from += batchPixels) {
    yield from;
    const pixels = Math.min(batchPixels, dim - from);
    const moved = new Float32Array(2 * pixels * dim);
    for (let i = 0; i < pixels; i++) {
      moved.set(x, i * dim);
      moved.set(x, (pixels + i) * dim);
      moved[i * dim + from + i]! += step;
      moved[(pixels + i) * dim + from + i]! -= step;
    }
    const differences = tf.tidy(() => {
      const answers = denoiser.denoise(tf.tensor2d(moved, [2 * pixels, dim]), sigma);
      const [up, down] = tf.split(answers, 2, 0);
      return tf.div(tf.sub(up!, down!), 2 * step);
    });
    const values = await readBack([differences]).finally(() => differences.dispose());
    for (let i = 0; i < pixels; i++) for (let p = 0; p < dim; p++) result[p * dim + from + i] = values[i * dim + p]!;
  }
  return result;
}

/** |J - J^T| / |J|, Frobenius: 0 for a denoiser that is a gradient, as every exact one is. */
export function asymmetry(matrix: Float64Array, dim: number): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < dim; i++)
    for (let p = 0; p < dim; p++) {
      difference += (matrix[i * dim + p]! - matrix[p * dim + i]!) ** 2;
      size += matrix[i * dim + p]! ** 2;
    }
  return size > 0 ? Math.sqrt(difference / size) : 0;
}
