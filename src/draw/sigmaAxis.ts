/** The one axis of noise: log scale, noise on the left, clean on the right, sigma = 0 beyond a gap at the right end. */
import { scaleLog } from 'd3-scale';

export interface SigmaAxis {
  /** Position of a noise level >= 0. */
  toPx(sigma: number): number;
  /** Powers of ten within the axis, descending. */
  readonly ticks: readonly number[];
  /** Where the logarithmic part ends. */
  readonly endPx: number;
}

/** @param sigmas descending, the last 0  @param range pixels of sigmas[0] and of 0  @param gapPx between the smallest positive sigma and 0 */
export function makeSigmaAxis(
  sigmas: readonly number[],
  [leftPx, rightPx]: readonly [number, number],
  gapPx: number,
): SigmaAxis {
  const first = sigmas[0];
  const last = sigmas.at(-2);
  if (first === undefined || last === undefined || sigmas.at(-1) !== 0 || !(first > last && last > 0))
    throw new RangeError(`makeSigmaAxis: sigmas must descend to 0, got ${sigmas.join(', ')}`);
  const endPx = rightPx - gapPx;
  const scale = scaleLog().domain([first, last]).range([leftPx, endPx]);
  const exponents = Array.from({ length: 13 }, (_, i) => 6 - i);
  return {
    toPx: (sigma) => (sigma > 0 ? scale(sigma) : rightPx),
    ticks: exponents.map((exponent) => Number(`1e${exponent}`)).filter((tick) => tick <= first && tick >= last),
    endPx,
  };
}

/** Position of a noise level between noise (0) and clean (1) on the shared colour ramp, which does not depend on the steps. */
export function sigmaShare(sigma: number): number {
  const [noisy, clean] = [Math.log(80), Math.log(0.002)];
  return sigma > 0 ? Math.min(1, Math.max(0, (noisy - Math.log(sigma)) / (noisy - clean))) : 1;
}

/** The colour of a noise level, in CSS. */
export function sigmaColor(sigma: number): string {
  return `color-mix(in oklab, var(--sigma-clean) ${Math.round(100 * sigmaShare(sigma))}%, var(--sigma-noise))`;
}

/** Three digits, no exponent: 80.0, 5.32, 0.0599, 0.00200; 0 as 0. */
export function formatSigma(sigma: number): string {
  if (sigma === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(sigma)));
  return sigma.toFixed(Math.min(digits, 6));
}
