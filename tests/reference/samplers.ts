/** Euler's and Heun's method in float64 on one row x. */
import type { SamplerId } from '../../src/diffusion/catalog';

type Denoise = (x: Float64Array, sigma: number) => Float64Array;

/** x at each noise level, the start first. The step to sigma = 0 is Euler's. */
export function samplePath(
  id: SamplerId,
  denoise: Denoise,
  sigmas: readonly number[],
  start: Float64Array,
): Float64Array[] {
  const slope = (x: Float64Array, sigma: number) => {
    const denoised = denoise(x, sigma);
    return x.map((value, p) => (value - denoised[p]!) / sigma);
  };
  const path = [start];
  for (let i = 0; i + 1 < sigmas.length; i++) {
    const [x, sigma, sigmaNext] = [path[i]!, sigmas[i]!, sigmas[i + 1]!];
    const first = slope(x, sigma);
    const predicted = x.map((value, p) => value + (sigmaNext - sigma) * first[p]!);
    if (id === 'euler' || sigmaNext === 0) {
      path.push(predicted);
      continue;
    }
    const second = slope(predicted, sigmaNext);
    path.push(x.map((value, p) => value + ((sigmaNext - sigma) * (first[p]! + second[p]!)) / 2));
  }
  return path;
}
