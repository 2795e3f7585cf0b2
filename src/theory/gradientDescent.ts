/**
 * Gradient descent of an affine denoiser D(x) = W x + b on E |D(clean + sigma n) - clean|^2 (Li, Dai and Qu, Theorem 1), from the moments of the clean images,
 * with step size eta and the gradient as it is: the factor 2 of the square included.
 */
import { multiply } from '../math/dense';
import { symmetricEigen } from '../math/symmetricEigen';
import { expIntegral } from '../math/special';

/** Where the weight of a mode of variance lambda ends: lambda / (lambda + sigma^2). */
export function fixedPoint(lambda: number, sigma: number): number {
  return lambda / (lambda + sigma ** 2);
}

/** Weight of a mode after k steps, data centred. Converges for eta < 1 / (lambda_1 + sigma^2). */
export function weightAfter(lambda: number, { sigma, eta, steps, start = 0 }: Descent): number {
  const goal = fixedPoint(lambda, sigma);
  return goal + (start - goal) * (1 - 2 * eta * (lambda + sigma ** 2)) ** steps;
}

export interface Descent {
  readonly sigma: number;
  readonly eta: number;
  /** k >= 0. */
  readonly steps: number;
  /** The weight at k = 0. */
  readonly start?: number;
}

/** The same for F in EDM's preconditioning with EDM's loss weight: starts at cSkip, and its clock hardly depends on sigma. */
export function preconditionedWeightAfter(
  lambda: number,
  { sigma, eta, steps, sigmaData }: Descent & { readonly sigmaData: number },
): number {
  const total = sigma ** 2 + sigmaData ** 2;
  const goal = fixedPoint(lambda, sigma);
  return goal + (sigmaData ** 2 / total - goal) * (1 - (2 * eta * (lambda + sigma ** 2)) / total) ** steps;
}

/** Where descent ends and what it is compared with, along a mode v of the clean images. */
export interface ModeOfMaps {
  /** Variance of the clean images along it. */
  readonly lambda: number;
  /** |W v|^2 of the map W at which descent ends, W v . T v and |T v|^2 with a target T. */
  readonly own: number;
  readonly cross: number;
  readonly target: number;
}

/**
 * |W_k - T|, Frobenius, after k steps from zero towards a map W that need not be symmetric, the images centred: W_k v = (1 - (1 - 2 eta (lambda + sigma^2))^k)
 * W v along each mode, whatever the denoiser whose answers W fits best.
 */
export function distanceAfter(modes: readonly ModeOfMaps[], { sigma, eta, steps }: Omit<Descent, 'start'>): number {
  let squares = 0;
  for (const { lambda, own, cross, target } of modes) {
    const done = 1 - (1 - 2 * eta * (lambda + sigma ** 2)) ** steps;
    squares += done ** 2 * own - 2 * done * cross + target;
  }
  return Math.sqrt(Math.max(0, squares));
}

/** W [d, d] and b [d] after k steps from zero, for data that are not centred: [W b] - goal shrinks by (1 - 2 eta M), M the second moments of (x, 1). */
export function affineMapAfter(
  covariance: Float64Array,
  mean: Float64Array,
  { sigma, eta, steps }: Omit<Descent, 'start'>,
): { weight: Float64Array; bias: Float64Array } {
  const d = mean.length;
  const n = d + 1;
  const inputs = new Float64Array(n * n);
  const cross = new Float64Array(d * n);
  for (let p = 0; p < d; p++) {
    for (let q = 0; q < d; q++) {
      const moment = covariance[p * d + q]! + mean[p]! * mean[q]!;
      cross[p * n + q] = moment;
      inputs[p * n + q] = moment + (p === q ? sigma ** 2 : 0);
    }
    cross[p * n + d] = inputs[p * n + d] = inputs[d * n + p] = mean[p]!;
  }
  inputs[n * n - 1] = 1;
  const { eigenvalues, vectors } = symmetricEigen(inputs, n);
  // K M^-1 (1 - (1 - 2 eta M)^k), mode by mode
  const scaled = vectors.map((value, i) => {
    const moment = eigenvalues[Math.floor(i / n)]!;
    return (value * (1 - (1 - 2 * eta * moment) ** steps)) / moment;
  });
  const alongModes = multiply(cross, transposed(vectors, n), n);
  const map = multiply(alongModes, scaled, n);
  const weight = new Float64Array(d * d);
  const bias = new Float64Array(d);
  for (let p = 0; p < d; p++) {
    weight.set(map.subarray(p * n, p * n + d), p * d);
    bias[p] = map[p * n + d]!;
  }
  return { weight, bias };
}

function transposed(matrix: Float64Array, n: number): Float64Array {
  return matrix.map((_, i) => matrix[(i % n) * n + Math.floor(i / n)]!);
}

export interface FlowTime {
  /** eta tau of gradient flow at every noise level. */
  readonly time: number;
  /** Weight at time 0, the same at every noise level. */
  readonly start: number;
  /** Where the sampler starts and ends. */
  readonly sigmaStart: number;
  readonly sigmaEnd: number;
}

/** Variance along a mode of what the probability-flow ODE draws with the denoiser of a given training time (Wang and Pehlevan 2025, Prop. 4.2). */
export function generatedVariance(lambda: number, { time, start, sigmaStart, sigmaEnd }: FlowTime): number {
  const logFactor = (sigma: number) => {
    const ei = (x: number) => -expIntegral(x);
    const decay = Math.exp(-2 * time * lambda);
    const [noise, both] = [2 * time * sigma ** 2, 2 * time * (sigma ** 2 + lambda)];
    return 0.5 * Math.log(lambda + sigma ** 2) + 0.5 * (1 - start) * decay * ei(noise) - 0.5 * ei(both);
  };
  if (time === 0) return sigmaStart ** 2 * (sigmaEnd / sigmaStart) ** (2 * (1 - start));
  return sigmaStart ** 2 * Math.exp(2 * (logFactor(sigmaEnd) - logFactor(sigmaStart)));
}
