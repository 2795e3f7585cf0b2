/** Spectra that fall as a power of the rank. Ranks count from 1, the largest eigenvalue first. */

/** lambda_nu = nu^-exponent, scaled to a mean of 1 (trace d), as in Merger and Goldt's experiments. */
export function powerLawSpectrum(dim: number, exponent: number): Float64Array {
  const raw = Float64Array.from({ length: dim }, (_, i) => (i + 1) ** -exponent);
  const mean = raw.reduce((sum, value) => sum + value, 0) / dim;
  return raw.map((value) => value / mean);
}

export interface PowerLawFit {
  /** lambda_nu = exp(intercept) nu^-exponent. */
  readonly exponent: number;
  readonly intercept: number;
  /** Standard error of the exponent, as if the residuals were independent; they are not, so it is a lower bound. */
  readonly standardError: number;
}

/** Least squares of ln lambda on ln nu. @param from, to  first and last rank, 1 <= from < to <= length; the eigenvalues between must be > 0 */
export function fitPowerLaw(eigenvalues: ArrayLike<number>, from: number, to: number): PowerLawFit {
  if (!(from >= 1 && from < to && to <= eigenvalues.length))
    throw new RangeError(`fitPowerLaw: ranks must obey 1 <= from < to <= ${eigenvalues.length}, got ${from} to ${to}`);
  const points = Array.from({ length: to - from + 1 }, (_, i) => {
    const lambda = eigenvalues[from + i - 1]!;
    if (!(lambda > 0)) throw new RangeError(`fitPowerLaw: eigenvalue ${from + i} must be > 0, got ${lambda}`);
    return [Math.log(from + i), Math.log(lambda)] as const;
  });
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [xx, xy] = [0, 0];
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const slope = xy / xx;
  const intercept = meanY - slope * meanX;
  const residual = points.reduce((sum, [x, y]) => sum + (y - intercept - slope * x) ** 2, 0);
  const standardError = points.length > 2 ? Math.sqrt(residual / (points.length - 2) / xx) : Infinity;
  return { exponent: -slope, intercept, standardError };
}
