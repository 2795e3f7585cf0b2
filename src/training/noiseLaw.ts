/** The law from which training draws its noise levels. */
import type { Rng } from '../math/rng';

/** Range in which figures measure, and from which the uniform part draws. */
export const sigmaRange = { min: 0.002, max: 80 } as const;

/**
 * A noise level: with probability 0.8 ln sigma ~ N(-0.6, 1.4^2), else uniform on [ln 0.002, ln 80]. EDM's own law, N(-1.2, 1.2^2), almost never
 * draws sigma > 20, where the sampler starts and several figures measure.
 */
export function drawTrainingSigma(rng: Rng): number {
  if (rng.uniform() < 0.8) return Math.exp(-0.6 + 1.4 * rng.normal());
  const { min, max } = sigmaRange;
  return min * (max / min) ** rng.uniform();
}

/** The density of ln sigma under this law. */
export function densityOfLogSigma(sigma: number): number {
  const { min, max } = sigmaRange;
  const bell = Math.exp(-0.5 * ((Math.log(sigma) + 0.6) / 1.4) ** 2) / (1.4 * Math.sqrt(2 * Math.PI));
  return 0.8 * bell + (sigma >= min && sigma <= max ? 0.2 / Math.log(max / min) : 0);
}
