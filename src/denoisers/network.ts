/** A trained network as a denoiser: D(x; sigma) = cSkip x + cOut F(cIn x; cNoise) with EDM's scalings (Karras et al. 2022, eq. 7). */
import type { Denoiser } from '../diffusion/denoiser';
import { edmScalings } from '../diffusion/preconditioning';
import type { NoiseLevel } from '../network/networkProgram';
import { hasNetworkKernel, kernels } from '../network/ops';
import { applyUnet, imageSize, noiseFeatures, splitParameters, unetSpecs } from '../network/unet';
import * as tf from '../tfjs';

export interface NetworkWeights {
  /** Flat, in the order of `unetSpecs(width)`. */
  readonly values: Float32Array;
  readonly width: number;
  /** Standard deviation of the pixels it was trained on. */
  readonly sigmaData: number;
}

/** On a backend that has a kernel for the whole network it is one call; elsewhere, and at widths that the kernel does not know, the plain operations. */
export function makeNetworkDenoiser(weights: NetworkWeights): Denoiser {
  if (hasNetworkKernel(kernels.networkDenoise, weights.width)) return byKernel(weights);
  const { values, width, sigmaData } = weights;
  const parameters = tf.tidy(() => splitParameters(tf.tensor1d(values), unetSpecs(width)));
  return {
    id: 'network',
    dim: imageSize ** 2,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const { cSkip, cOut, cIn, cNoise } = edmScalings(sigma, sigmaData);
        const output = applyUnet(parameters, tf.mul(x, cIn), [cNoise]);
        return tf.add(tf.mul(x, cSkip), tf.mul(output, cOut));
      }),
    dispose: () => {
      tf.dispose(parameters);
    },
  };
}

function byKernel({ values: given, width, sigmaData }: NetworkWeights): Denoiser {
  const values = tf.tensor1d(given);
  return {
    id: 'network',
    dim: imageSize ** 2,
    denoise: (x, sigma) => {
      const { cNoise, ...scalings } = edmScalings(sigma, sigmaData);
      const noise: NoiseLevel = { features: noiseFeatures(cNoise), scalings };
      return tf.engine().runKernel<tf.Tensor2D>(kernels.networkDenoise, { x, values }, { noise: { ...noise }, width });
    },
    dispose: () => {
      values.dispose();
    },
  };
}
