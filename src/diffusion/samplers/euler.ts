/** Euler's method: 1 evaluation a step. Li, Dai and Qu draw their trajectories with 10 steps of it. */
import * as tf from '../../tfjs';
import { moveAlong, pfOdeSlope, type Sampler } from '../sampler';

export const euler: Sampler = {
  order: 1,
  evaluations: (steps) => steps,
  advance: ({ x, sigma, sigmaNext, denoiser }) =>
    tf.tidy(() => {
      const denoised = denoiser.denoise(x, sigma);
      return { denoised, xNext: moveAlong(x, pfOdeSlope(x, denoised, sigma), sigmaNext - sigma) };
    }),
};
