/** A trained network as a denoiser: D(x; sigma) = cSkip x + cOut F(cIn x; cNoise) with EDM's scalings (Karras et al. 2022, eq. 7). */
import type { Denoiser } from '../diffusion/denoiser';
import { edmScalings } from '../diffusion/preconditioning';
import { applyUnet, imageSize, type Parameters, splitParameters, unetSpecs } from '../network/unet';
import * as tf from '../tfjs';

export interface NetworkWeights {
  /** Flat, in the order of `unetSpecs(width)`. */
  readonly values: Float32Array;
  readonly width: number;
  /** Standard deviation of the pixels it was trained on. */
  readonly sigmaData: number;
}

export function makeNetworkDenoiser({ values, width, sigmaData }: NetworkWeights): Denoiser {
  const parameters = tf.tidy(() => splitParameters(tf.tensor1d(values), unetSpecs(width)));
  return {
    ...asDenoiser(parameters, sigmaData),
    dispose: () => {
      tf.dispose(parameters);
    },
  };
}

/** The denoiser of weights that lie on the device and stay the caller's. @param sigmaData  standard deviation of the pixels they were trained on */
export function asDenoiser(parameters: Parameters, sigmaData: number): Denoiser {
  return {
    id: 'network',
    dim: imageSize ** 2,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const { cSkip, cOut, cIn, cNoise } = edmScalings(sigma, sigmaData);
        const output = applyUnet(parameters, tf.mul(x, cIn), [cNoise]);
        return tf.add(tf.mul(x, cSkip), tf.mul(output, cOut));
      }),
    dispose: () => undefined,
  };
}
