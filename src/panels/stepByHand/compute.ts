/** One step of the sampler at one pixel, as a student writes it down. */
import type { DenoiserId } from '../../denoisers/catalog';
import { rowAt, type Trajectory } from '../../state/trajectory';

export interface HandStep {
  readonly sigma: number;
  readonly sigmaNext: number;
  /** x, D(x; sigma) and what x became, at the pixel, in units of pixels in [-1, 1]. */
  readonly x: number;
  readonly denoised: number;
  readonly next: number;
  /** (x - D) / sigma: dx/dsigma, in standard deviations of the noise. */
  readonly direction: number;
  /** (D - x) / sigma^2 */
  readonly score: number;
  /** x + (sigmaNext - sigma) * direction: Euler's step. */
  readonly euler: number;
  /** Half of it, if Heun's method was used: how much the second look moved the pixel. */
  readonly correction: number;
}

/** Undefined where a number is missing, and at the end of the way. */
export function handStep(trajectory: Trajectory, step: number, id: DenoiserId, pixel: number): HandStep | undefined {
  const [row, after] = [rowAt(trajectory, step, id), rowAt(trajectory, step + 1, id)];
  const [sigma, sigmaNext] = [trajectory.sigmas[step], trajectory.sigmas[step + 1]];
  if (!row?.isFresh || !row.isExact || !after?.isFresh || sigma === undefined || sigmaNext === undefined)
    return undefined;
  const [x, denoised, next] = [row.x[pixel], row.denoised[pixel], after.x[pixel]];
  if (x === undefined || denoised === undefined || next === undefined) return undefined;
  const direction = (x - denoised) / sigma;
  const euler = x + (sigmaNext - sigma) * direction;
  return { sigma, sigmaNext, x, denoised, next, direction, score: -direction / sigma, euler, correction: next - euler };
}

/** A number that a reader typed: a minus or a hyphen, a comma or a point. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** Whether a typed answer is Euler's step, as exactly as three digits of each number allow. */
export function isEulerStep(answer: number, { euler, x, sigma }: HandStep): boolean {
  return Math.abs(answer - euler) <= 0.01 * Math.max(1, Math.abs(x), sigma);
}

/** What a wrong answer may have been. */
export function hintFor(answer: number, step: HandStep): string {
  const { x, sigma, sigmaNext, direction, denoised } = step;
  const near = (value: number) => isEulerStep(answer, { ...step, euler: value });
  if (near(x + (sigma - sigmaNext) * direction))
    return 'That goes the other way: the noise falls, so σ′ − σ is negative.';
  if (near(denoised) && sigmaNext > 0)
    return 'That is the guess itself. The step goes only part of the way: it leaves noise of σ′.';
  if (near(x - direction)) return 'The direction is to be multiplied by σ′ − σ.';
  return 'Not yet. First the direction (x − D)/σ, then x + (σ′ − σ) times it.';
}
