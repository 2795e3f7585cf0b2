/** The contract of a sampler of the probability-flow ODE dx/dsigma = (x - D(x; sigma)) / sigma: one step, no loop. */
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';
import type { Denoiser } from './denoiser';

export interface SamplerStep {
  /** [count, dim], at noise level sigma; stays the caller's. */
  readonly x: Tensor2D;
  readonly sigma: number;
  /** Below sigma; 0 on the last step. */
  readonly sigmaNext: number;
  readonly denoiser: Denoiser;
}

export interface SamplerResult {
  /** x at sigmaNext. */
  readonly xNext: Tensor2D;
  /** D(x; sigma) at the step's start. */
  readonly denoised: Tensor2D;
}

export interface Sampler {
  /** Order of the global error in the step size. */
  readonly order: number;
  /** Denoiser evaluations of a whole run. */
  evaluations(steps: number): number;
  /** The caller disposes both tensors of the result. */
  advance(step: SamplerStep): SamplerResult;
}

/** dx/dsigma at x. */
export function pfOdeSlope(x: Tensor2D, denoised: Tensor2D, sigma: number): Tensor2D {
  return tf.div(tf.sub(x, denoised), sigma);
}

/** x + h slope. */
export function moveAlong(x: Tensor2D, slope: Tensor2D, h: number): Tensor2D {
  return tf.add(x, tf.mul(slope, h));
}
