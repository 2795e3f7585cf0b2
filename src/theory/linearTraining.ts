/**
 * Gradient flow of a linear noise predictor from W = 0 on E |epsilon - W x_t|^2 + gamma |W|^2 with gamma = alphaBar c (Merger and Goldt), or of a linear
 * predictor of the clean image. Time is eta tau of this loss as written: without a factor 1/2 and without a mean over d. Another convention stretches the clock.
 */
import { goldenSection } from '../math/minimize';
import type { Losses } from './linearLoss';

export interface LinearTraining {
  /** Eigenvalues of the sample covariance, all d of them. */
  readonly sample: ArrayLike<number>;
  /** u^T Sigma u along its eigenvectors u, in the same order. */
  readonly truth: ArrayLike<number>;
  readonly alphaBar: number;
  /** c >= 0. */
  readonly ridge: number;
  /** What W predicts. Losses of both are per dimension, in units of what is predicted. */
  readonly predicts: 'noise' | 'image';
}

/** Losses at time eta tau >= 0; Infinity is the end. */
export function lossesAt(training: LinearTraining, time: number): Losses {
  const { sample, truth } = training;
  const d = sample.length;
  let [train, test] = [0, 0];
  for (let i = 0; i < d; i++) {
    const weight = weightAt(training, i, time);
    train += modeLoss(training, weight, sample[i]!);
    test += modeLoss(training, weight, truth[i]!);
  }
  return { train: train / d, test: test / d };
}

/** W along one eigenvector of the sample covariance. */
function weightAt({ sample, alphaBar, ridge, predicts }: LinearTraining, mode: number, time: number): number {
  const rate = alphaBar * (sample[mode]! + ridge) + 1 - alphaBar;
  const goal = predicts === 'noise' ? Math.sqrt(1 - alphaBar) / rate : (Math.sqrt(alphaBar) * sample[mode]!) / rate;
  return time === Infinity ? goal : -goal * Math.expm1(-2 * time * rate);
}

/** Of one mode in which images have this variance. */
function modeLoss({ alphaBar, predicts }: LinearTraining, weight: number, variance: number): number {
  const input = alphaBar * variance + 1 - alphaBar;
  if (predicts === 'noise') return 1 - 2 * Math.sqrt(1 - alphaBar) * weight + weight ** 2 * input;
  return variance - 2 * Math.sqrt(alphaBar) * weight * variance + weight ** 2 * input;
}

export interface StoppingTime {
  /** eta tau; Infinity when training never gets worse. */
  readonly time: number;
  readonly test: number;
}

/** When the test loss is least. */
export function bestStoppingTime(training: LinearTraining): StoppingTime {
  return leastOverTime((time) => lossesAt(training, time).test);
}

/** When a loss over eta tau is least: a grid in ln tau, then golden section. */
export function leastOverTime(lossAt: (time: number) => number): StoppingTime {
  const cost = (logTime: number) => lossAt(Math.exp(logTime));
  const [low, high, points] = [Math.log(1e-3), Math.log(1e6), 160];
  const at = (i: number) => low + ((high - low) * i) / (points - 1);
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < points; i++) {
    const value = cost(at(i));
    if (value < least) [best, least] = [i, value];
  }
  const end = lossAt(Infinity);
  if (best === points - 1 || end <= least) return { time: Infinity, test: end };
  const logTime = goldenSection(cost, at(Math.max(0, best - 1)), at(best + 1), 1e-8);
  return { time: Math.exp(logTime), test: cost(logTime) };
}

/**
 * The best stopping time of a direction without any training variance (c = 0), in which new images have this one: the smaller, the later. Infinity for 0.
 */
export function bestStopOfNullMode(variance: number, alphaBar: number): number {
  if (variance === 0) return Infinity;
  return Math.log((alphaBar * variance + 1 - alphaBar) / (alphaBar * variance)) / (2 * (1 - alphaBar));
}

/** What a random start W_0 with entries N(0, 1/d) adds to the test loss, on average: mean over modes of e^2 times the input's variance. */
export function lossOfRandomStart({ sample, truth, alphaBar, ridge }: LinearTraining, time: number): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) {
    const left = Math.exp(-2 * time * (alphaBar * (sample[i]! + ridge) + 1 - alphaBar));
    sum += left ** 2 * (alphaBar * truth[i]! + 1 - alphaBar);
  }
  return sum / sample.length;
}
