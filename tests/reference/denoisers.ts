/** The multi-delta and the Gaussian denoiser in float64, in plain loops from their formulas: one row x at a time. */
import { makeSolver, multiply, type Moments } from './dense';

/** sum_i p_i y_i, p = softmax(-|x - y_i|^2 / (2 sigma^2)). @param images  rows [count, dim] */
export function multiDeltaMean(images: ArrayLike<number>, x: ArrayLike<number>, sigma: number): Float64Array {
  const logits = negativeSquaredDistances(images, x).map((value) => value / (2 * sigma ** 2));
  const largest = logits.reduce((most, value) => Math.max(most, value), -Infinity);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(x.length);
  for (const [i, weight] of weights.entries()) {
    if (weight > 0) for (let p = 0; p < x.length; p++) mean[p]! += (weight / total) * images[i * x.length + p]!;
  }
  return mean;
}

/** -|x - y_i|^2 for each image. */
export function negativeSquaredDistances(images: ArrayLike<number>, x: ArrayLike<number>): Float64Array {
  const dim = x.length;
  const found = new Float64Array(images.length / dim);
  for (let i = 0; i < found.length; i++) for (let p = 0; p < dim; p++) found[i]! -= (x[p]! - images[i * dim + p]!) ** 2;
  return found;
}

/** x -> mean + C (C + sigma^2 I)^-1 (x - mean), by a dense solve; C may be of any rank. */
export function makeGaussianMean({ mean, covariance }: Moments, sigma: number): (x: ArrayLike<number>) => Float64Array {
  const dim = mean.length;
  const noisy = covariance.slice();
  for (let p = 0; p < dim; p++) noisy[p * dim + p]! += sigma ** 2;
  const solve = makeSolver(noisy, dim);
  return (x) => multiply(covariance, solve(mean.map((value, p) => x[p]! - value))).map((value, p) => value + mean[p]!);
}
