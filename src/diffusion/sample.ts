/** The registry of samplers, and the only sampling loop. */
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';
import type { SamplerId } from './catalog';
import type { Denoiser } from './denoiser';
import type { Sampler } from './sampler';
import { euler } from './samplers/euler';
import { heun } from './samplers/heun';

export const samplers = { heun, euler } as const satisfies Record<SamplerId, Sampler>;

export interface SampleJob {
  readonly denoiser: Denoiser;
  readonly sampler: Sampler;
  /** Descending noise levels; the last is 0. */
  readonly sigmas: readonly number[];
  /** x at sigmas[0], [count, dim]; stays the caller's. */
  readonly start: Tensor2D;
}

export interface SampleState {
  /** Index into sigmas. */
  readonly step: number;
  readonly sigma: number;
  /** x at this noise level, [count, dim]. */
  readonly x: Tensor2D;
  /** D(x; sigma); at sigma = 0 it is x itself. */
  readonly denoised: Tensor2D;
}

/**
 * Yields the state at each noise level, from the start to sigma = 0: sigmas.length states. The tensors of a state live until the loop goes on; ending the
 * loop early (return or throw) frees everything.
 */
export function* sample({ denoiser, sampler, sigmas, start }: SampleJob): Generator<SampleState, void, undefined> {
  let x = start.clone();
  try {
    for (let step = 0; step < sigmas.length - 1; step++) {
      const sigma = sigmas[step]!;
      const { xNext, denoised } = sampler.advance({ x, sigma, sigmaNext: sigmas[step + 1]!, denoiser });
      try {
        yield { step, sigma, x, denoised };
      } finally {
        denoised.dispose();
        x.dispose();
        x = xNext;
      }
    }
    yield { step: sigmas.length - 1, sigma: 0, x, denoised: x };
  } finally {
    tf.dispose(x);
  }
}
