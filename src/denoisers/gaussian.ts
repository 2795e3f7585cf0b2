/** The Gaussian denoiser: what is best to do when only the mean and the covariance of the images are known. */
import type { Denoiser } from '../diffusion/denoiser';
import type { Spectrum } from '../math/spectrum';
import * as tf from '../tfjs';

/**
 * The optimal denoiser if the images were N(mean, covariance): shrinks each principal component by lambda / (lambda + sigma^2) (Li et al., Theorem 1).
 * Directions outside the span of `modes` are removed, as they must be when N <= d.
 */
export function makeGaussianDenoiser({ mean, modes, eigenvalues, dim }: Spectrum): Denoiser {
  const rank = Math.max(eigenvalues.length, 1); // a single image has no mode, and WASM fails on empty matrices: one of zeros stands for it
  const rows = new Float32Array(rank * dim);
  rows.set(modes);
  const center = tf.tensor2d(Float32Array.from(mean), [1, dim]);
  const basis = tf.tensor2d(rows, [rank, dim]);
  const basisT = tf.tidy(() => tf.transpose(basis)); // matMul's transpose flags are slow on WASM
  return {
    id: 'gaussian',
    dim,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const keep = new Float32Array(rank);
        for (const [m, lambda] of eigenvalues.entries()) keep[m] = lambda / (lambda + sigma ** 2);
        const components = tf.matMul<tf.Tensor2D>(tf.sub(x, center), basisT);
        return tf.add(tf.matMul<tf.Tensor2D>(tf.mul(components, tf.tensor2d(keep, [1, rank])), basis), center);
      }),
    dispose: () => {
      tf.dispose([center, basis, basisT]);
    },
  };
}
