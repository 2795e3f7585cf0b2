/** The noise levels a sampler visits. */

export interface KarrasOptions {
  /** Number of steps, an integer >= 2. */
  readonly steps: number;
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  /** Curvature: 1 spaces sigma evenly, larger values put more steps near sigmaMin. */
  readonly rho?: number;
}

/** Sigmas from sigmaMax down to sigmaMin, evenly spaced in sigma^(1/rho), then 0: length steps + 1. Karras et al. 2022, eq. 5. */
export function karrasSigmas({ steps, sigmaMin = 0.002, sigmaMax = 80, rho = 7 }: KarrasOptions): number[] {
  if (!Number.isInteger(steps) || steps < 2)
    throw new RangeError(`karrasSigmas: steps must be an integer >= 2, got ${steps}`);
  if (!(sigmaMin > 0 && sigmaMin < sigmaMax && sigmaMax < Infinity))
    throw new RangeError(
      `karrasSigmas: 0 < sigmaMin < sigmaMax must hold, got sigmaMin ${sigmaMin}, sigmaMax ${sigmaMax}`,
    );
  if (!(rho > 0 && rho < Infinity)) throw new RangeError(`karrasSigmas: rho must be > 0, got ${rho}`);
  const from = sigmaMax ** (1 / rho);
  const to = sigmaMin ** (1 / rho);
  const sigmas = Array.from({ length: steps }, (_, i) => (from + (i / (steps - 1)) * (to - from)) ** rho);
  return [...sigmas, 0];
}

/** Whether two noise levels are the same: they come from float32 and from float64 schedules. */
export function isSameSigma(a: number, b: number): boolean {
  return Math.abs(Math.log(a / b)) < 1e-4;
}
