/**
 * Deterministic equivalents of a sample covariance C of N draws of N(0, Sigma): what functions of (C + z)^-1 are on average when d and N are large, which
 * they approach at a fixed d / N. (C + z)^-1 behaves as (kappa / z) (Sigma + kappa)^-1 with a larger ridge kappa. (Derived here; Merger and Goldt's replica
 * results have the same unique limit.)
 */

export interface EffectiveRidge {
  /** The ridge that (C + z)^-1 acts with, kappa >= z: the root of kappa = z + (kappa / N) sum lambda / (lambda + kappa). */
  readonly kappa: number;
  /** Degrees of freedom: sum lambda / (lambda + kappa), and sum lambda^2 / (lambda + kappa)^2. */
  readonly df1: number;
  readonly df2: number;
}

/**
 * @param eigenvalues  of Sigma, >= 0  @param images  N >= 1  @param z  > 0
 * @param guess  a start near the root, such as that of a neighbouring z: saves most of the work
 */
export function effectiveRidge(
  eigenvalues: ArrayLike<number>,
  images: number,
  z: number,
  guess?: number,
): EffectiveRidge {
  if (!(images >= 1)) throw new RangeError(`effectiveRidge: the number of images must be >= 1, got ${images}`);
  if (!(z > 0)) throw new RangeError(`effectiveRidge: z must be > 0, got ${z}`);
  let trace = 0;
  for (let i = 0; i < eigenvalues.length; i++) trace += eigenvalues[i]!;
  // the root lies in [z, z + trace / N], and kappa (1 - df1 / N) - z rises through it
  let [low, high] = [Math.log(z), Math.log(z + trace / images)];
  let logKappa = guess === undefined ? (low + high) / 2 : Math.min(high, Math.max(low, Math.log(guess)));
  for (let i = 0; i < 200; i++) {
    const kappa = Math.exp(logKappa);
    const { df1, df2 } = degreesOfFreedom(eigenvalues, kappa);
    const excess = kappa * (1 - df1 / images) - z;
    if (excess > 0) high = logKappa;
    else low = logKappa;
    // Newton in ln kappa: the slope of the excess is kappa (1 - df2 / N)
    const next = logKappa - excess / (kappa * (1 - df2 / images));
    const step = next > low && next < high ? next : (low + high) / 2;
    const isDone = Math.abs(step - logKappa) < 1e-15 * Math.max(1, Math.abs(logKappa)) || high - low < 1e-15;
    logKappa = step;
    if (isDone) break;
  }
  const kappa = Math.exp(logKappa);
  return { kappa, ...degreesOfFreedom(eigenvalues, kappa) };
}

function degreesOfFreedom(eigenvalues: ArrayLike<number>, kappa: number): { df1: number; df2: number } {
  let [df1, df2] = [0, 0];
  for (let i = 0; i < eigenvalues.length; i++) {
    const share = eigenvalues[i]! / (eigenvalues[i]! + kappa);
    df1 += share;
    df2 += share * share;
  }
  return { df1, df2 };
}

/** E ln |C + z|, natural logarithm of the determinant over all d directions. */
export function expectedLogDeterminant(eigenvalues: ArrayLike<number>, images: number, z: number): number {
  const { kappa } = effectiveRidge(eigenvalues, images, z);
  const r = z / kappa;
  let sum = 0;
  for (let i = 0; i < eigenvalues.length; i++) sum += Math.log(z + r * eigenvalues[i]!);
  return sum - images * Math.log(r) - images * (1 - r);
}
