/**
 * The probability-flow ODE dx/dsigma = (x - D(x; sigma)) / sigma under the Gaussian denoiser, one mode at a time. Along a mode of eigenvalue lambda
 * the coordinate y = u . (x - mean) obeys y'/y = sigma / (lambda + sigma^2), so every solution, exact or by steps, is a factor times the start.
 * Directions that the data does not span have lambda = 0.
 */

/** y(sigma) / y(sigmaStart), exactly. Wang and Vastola 2023; lambda >= 0, 0 <= sigma <= sigmaStart. */
export function exactFlowFactor(lambda: number, sigma: number, sigmaStart: number): number {
  return Math.sqrt((lambda + sigma ** 2) / (lambda + sigmaStart ** 2));
}

/** What of the mode the denoiser keeps: u . (D(x; sigma) - mean) / y. */
export function keptByDenoiser(lambda: number, sigma: number): number {
  return lambda / (lambda + sigma ** 2);
}

/** y'/y at sigma > 0. */
function growth(lambda: number, sigma: number): number {
  return sigma / (lambda + sigma ** 2);
}

/** y / y(start) at each of the noise levels as Euler's method has it, the first of them 1. @param sigmas  descending, the last may be 0 */
export function eulerFlowFactors(lambda: number, sigmas: readonly number[]): number[] {
  return products(sigmas, (sigma, sigmaNext) => 1 + (sigmaNext - sigma) * growth(lambda, sigma));
}

/** The same for Heun's method, whose step to sigma = 0 is Euler's. */
export function heunFlowFactors(lambda: number, sigmas: readonly number[]): number[] {
  return products(sigmas, (sigma, sigmaNext) => {
    const h = sigmaNext - sigma;
    const predicted = 1 + h * growth(lambda, sigma);
    if (sigmaNext === 0) return predicted;
    return 1 + (h / 2) * (growth(lambda, sigma) + growth(lambda, sigmaNext) * predicted);
  });
}

function products(sigmas: readonly number[], step: (sigma: number, sigmaNext: number) => number): number[] {
  const factors = [1];
  for (let i = 0; i + 1 < sigmas.length; i++) factors.push(factors[i]! * step(sigmas[i]!, sigmas[i + 1]!));
  return factors;
}
