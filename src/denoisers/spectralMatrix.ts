import type { Spectrum } from '../math/spectrum';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

/** f of the covariance: U f(lambda) U^T [dim, dim] on the device, with lambda = 0 off the span of the modes. */
export function spectralMatrix(
  { modes, eigenvalues, dim }: Pick<Spectrum, 'modes' | 'eigenvalues' | 'dim'>,
  f: (lambda: number) => number,
): Tensor2D {
  const rank = Math.max(1, eigenvalues.length); // a mode of zeros stands for none: WASM fails on empty matrices
  const rows = new Float32Array(rank * dim);
  rows.set(modes);
  const off = f(0);
  const scales = new Float32Array(rank);
  for (const [m, lambda] of eigenvalues.entries()) scales[m] = f(lambda) - off;
  return tf.tidy(() => {
    const basis = tf.tensor2d(rows, [rank, dim]);
    const scaled = tf.mul<Tensor2D>(tf.transpose(basis), tf.tensor2d(scales, [1, rank]));
    return tf.add<Tensor2D>(tf.matMul(scaled, basis), tf.mul(tf.eye(dim), off));
  });
}

/** W of the Gaussian denoiser D(x) = mean + W (x - mean) at one noise level. */
export function gaussianWeight(spectrum: Pick<Spectrum, 'modes' | 'eigenvalues' | 'dim'>, sigma: number): Tensor2D {
  return spectralMatrix(spectrum, (lambda) => lambda / (lambda + sigma ** 2));
}
