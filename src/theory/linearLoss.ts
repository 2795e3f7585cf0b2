/**
 * Losses of the best linear noise predictor with ridge c, fitted on N images, at one noise level: per dimension, with images divided by sqrt(alphaBar), so
 * that the noise has variance s = (1 - alphaBar) / alphaBar. The predictor is the exact one of N(mean, C + c), with C the sample covariance (Merger and
 * Goldt). The loss of predicting the image instead is s times the loss of predicting the noise.
 */
import { effectiveRidge } from './effectiveRidge';
import type { SampleCovariance } from './sampleCovariance';
import type { WeightedLevels } from './noiseLevels';

export interface Losses {
  /** E |epsilon - predicted|^2 / d on the training images and on new ones. */
  readonly train: number;
  readonly test: number;
}

export interface NoiseLevel {
  /** Noise variance s > 0. */
  readonly s: number;
  /** c >= 0. */
  readonly ridge: number;
}

/**
 * For one sample covariance. @param sample  eigenvalues of C, all d of them (zeros included)
 * @param truth  u^T Sigma u along C's eigenvectors u, in the same order
 */
export function lossesOfSample(sample: ArrayLike<number>, truth: ArrayLike<number>, { s, ridge }: NoiseLevel): Losses {
  const d = sample.length;
  let [train, test] = [0, 0];
  for (let i = 0; i < d; i++) {
    const r = 1 / (sample[i]! + s + ridge);
    train += 1 - s * r - s * ridge * r * r;
    test += 1 - 2 * s * r + s * (truth[i]! + s) * r * r;
  }
  return { train: train / d, test: test / d };
}

/** On average over draws of N images, for large d and N. @param eigenvalues  of Sigma  @param guess  of kappa, from a neighbouring level */
export function expectedLosses(
  eigenvalues: ArrayLike<number>,
  images: number,
  { s, ridge }: NoiseLevel,
  guess?: number,
): Losses & { readonly kappa: number } {
  const d = eigenvalues.length;
  const z = s + ridge;
  const { kappa, df2 } = effectiveRidge(eigenvalues, images, z, guess);
  let [g, gg, q] = [0, 0, 0];
  for (let i = 0; i < d; i++) {
    const each = 1 / (eigenvalues[i]! + kappa);
    g += each;
    gg += each * each;
    q += eigenvalues[i]! * each * each;
  }
  const ratio = kappa / z;
  const m1 = (ratio * g) / d;
  const m2 = (ratio ** 2 * (gg + q ** 2 / (images - df2))) / d;
  const alongTruth = (ratio ** 2 * (q + (q * df2) / (images - df2))) / d;
  return { train: 1 - s * m1 - s * ridge * m2, test: 1 - 2 * s * m1 + s * (alongTruth + s * m2), kappa };
}

/** Mean of the expected losses over noise levels. */
export function averageExpectedLosses(
  eigenvalues: ArrayLike<number>,
  images: number,
  { levels, ridge }: AveragedLevels,
): Losses {
  let guess: number | undefined;
  return averageOf(levels, (s) => {
    const losses = expectedLosses(eigenvalues, images, { s, ridge }, guess);
    guess = losses.kappa;
    return losses;
  });
}

/** Mean of the losses of one sample covariance over noise levels, with the parameters of `lossesOfSample`. */
export function averageLossesOfSample(
  sample: ArrayLike<number>,
  truth: ArrayLike<number>,
  { levels, ridge }: AveragedLevels,
): Losses {
  return averageOf(levels, (s) => lossesOfSample(sample, truth, { s, ridge }));
}

export interface AveragedLevels {
  readonly levels: WeightedLevels;
  readonly ridge: number;
}

function averageOf({ s, weights }: WeightedLevels, lossesAt: (s: number) => Losses): Losses {
  let [train, test] = [0, 0];
  for (let i = 0; i < s.length; i++) {
    const losses = lossesAt(s[i]!);
    train += weights[i]! * losses.train;
    test += weights[i]! * losses.test;
  }
  return { train, test };
}

/** What no number of images can beat: the loss of the true law's own predictor, at ridge c. */
export function lossOfTruth(eigenvalues: ArrayLike<number>, level: NoiseLevel): number {
  return lossesOfSample(eigenvalues, eigenvalues, level).test;
}

/**
 * Mean squared difference per dimension, in noise units, between the predictor fitted on N images and the one of the true law, on new noisy images. Both
 * have ridge c. The denoisers differ by s times it, in squared pixel units.
 */
export function expectedDifference(eigenvalues: ArrayLike<number>, images: number, { s, ridge }: NoiseLevel): number {
  const d = eigenvalues.length;
  const z = s + ridge;
  const { kappa, df2 } = effectiveRidge(eigenvalues, images, z);
  const ratio = kappa / z;
  let [gg, q, cross, own] = [0, 0, 0, 0];
  for (let i = 0; i < d; i++) {
    const lambda = eigenvalues[i]!;
    const [g, r] = [1 / (lambda + kappa), 1 / (lambda + z)];
    gg += g * g;
    q += lambda * g * g;
    cross += r * (lambda + s) * g;
    own += r * r * (lambda + s);
  }
  const fitted = ratio ** 2 * (q + s * gg + (q * df2 + s * q ** 2) / (images - df2));
  return (s / d) * (fitted - 2 * ratio * cross + own);
}

/** The same for one sample covariance. @param truth  eigenvalues of Sigma */
export function differenceOfSample(
  truth: ArrayLike<number>,
  { eigenvalues, vectors, truth: alongSample }: SampleCovariance,
  { s, ridge }: NoiseLevel,
): number {
  const d = truth.length;
  const z = s + ridge;
  let sum = 0;
  const cross = Float64Array.from(truth, (lambda) => (lambda + s) / (lambda + z));
  for (let i = 0; i < d; i++) {
    const r = 1 / (eigenvalues[i]! + z);
    let shared = 0;
    for (let p = 0; p < d; p++) shared += vectors[i * d + p]! ** 2 * cross[p]!;
    sum += r * r * (alongSample[i]! + s) - 2 * r * shared + (truth[i]! + s) / (truth[i]! + z) ** 2;
  }
  return (s / d) * sum;
}
