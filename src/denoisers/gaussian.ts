/** The Gaussian denoiser: what is best to do when only the mean and the covariance of the images are known. */
import type { Denoiser } from '../diffusion/denoiser';
import type { Spectrum } from '../math/spectrum';
import * as tf from '../tfjs';

/**
 * The optimal denoiser if the images were N(mean, covariance): shrinks each principal component by lambda / (lambda + sigma^2) (Li et al., Theorem 1).
 * Directions outside the span of `modes` are removed, as they must be when N <= d.
 */
export function makeGaussianDenoiser({ mean, modes, eigenvalues, dim }: Spectrum): Denoiser {
  const rank = eigenvalues.length;
  const center = tf.tensor2d(Float32Array.from(mean), [1, dim]);
  const basis = tf.tensor2d(Float32Array.from(modes), [rank, dim]);
  const basisT = tf.tidy(() => tf.transpose(basis)); // matMul's transpose flags are slow on WASM
  return {
    id: 'gaussian',
    dim,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const keep = tf.tensor2d(
          Float32Array.from(eigenvalues, (lambda) => lambda / (lambda + sigma ** 2)),
          [1, rank],
        );
        const components = tf.matMul<tf.Tensor2D>(tf.sub(x, center), basisT);
        return tf.add(tf.matMul<tf.Tensor2D>(tf.mul(components, keep), basis), center);
      }),
    dispose: () => {
      tf.dispose([center, basis, basisT]);
    },
  };
}
