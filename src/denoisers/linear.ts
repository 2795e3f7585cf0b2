/** The linear denoiser: one affine map for each noise level, distilled from another denoiser (Li, Dai and Qu, eq. 5). */
import type { Denoiser } from '../diffusion/denoiser';
import { isSameSigma } from '../diffusion/schedule';
import * as tf from '../tfjs';

/** D(x; sigma) = W x + b at one noise level. */
export interface LinearMap {
  readonly sigma: number;
  /** W [dim, dim], row-major: one row for each pixel of the answer. */
  readonly weight: ArrayLike<number>;
  /** b [dim]. */
  readonly bias: ArrayLike<number>;
}

/** @param maps  one or more, of the same size. Its `denoise` throws a RangeError at any other noise level: between them nothing was distilled. */
export function makeLinearDenoiser(maps: readonly LinearMap[]): Denoiser {
  const dim = maps[0]!.bias.length;
  const onDevice = maps.map(({ sigma, weight, bias }) => ({
    sigma,
    weightT: tf.tidy(() => tf.transpose(tf.tensor2d(Float32Array.from(weight), [dim, dim]))), // matMul's flags are slow on WASM
    bias: tf.tensor2d(Float32Array.from(bias), [1, dim]),
  }));
  return {
    id: 'linear',
    dim,
    denoise: (x, sigma) => {
      const map = onDevice.find((each) => isSameSigma(each.sigma, sigma));
      if (!map)
        throw new RangeError(
          `The linear denoiser was distilled at sigma = ${maps.map((each) => Number(each.sigma.toPrecision(3))).join(', ')}, not at ${Number(sigma.toPrecision(3))}.`,
        );
      return tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(x, map.weightT), map.bias));
    },
    dispose: () => {
      tf.dispose(onDevice.flatMap(({ weightT, bias }) => [weightT, bias]));
    },
  };
}
