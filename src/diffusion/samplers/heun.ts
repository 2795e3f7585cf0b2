/** Euler predictor, trapezoid corrector: 2 evaluations a step, 1 on the last. Karras et al. 2022, algorithm 1 without churn. */
import * as tf from '../../tfjs';
import { moveAlong, pfOdeSlope, type Sampler } from '../sampler';

export const heun: Sampler = {
  order: 2,
  evaluations: (steps) => 2 * steps - 1,
  advance: ({ x, sigma, sigmaNext, denoiser }) =>
    tf.tidy(() => {
      const h = sigmaNext - sigma;
      const denoised = denoiser.denoise(x, sigma);
      const slope = pfOdeSlope(x, denoised, sigma);
      const predicted = moveAlong(x, slope, h);
      if (sigmaNext === 0) return { denoised, xNext: predicted }; // the slope is 0/0 at sigma = 0
      const slopeNext = pfOdeSlope(predicted, denoiser.denoise(predicted, sigmaNext), sigmaNext);
      return { denoised, xNext: moveAlong(x, tf.add(slope, slopeNext), h / 2) };
    }),
};
