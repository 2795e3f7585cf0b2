/**
 * Whole curves over N, as generators that give way after each piece of work: every `yield` is a moment at which they may be stopped. What a simulation yields
 * is drawn as it comes; an `undefined` is only a pause.
 */
import { makeRng } from '../math/rng';
import {
  bestRidge,
  divergenceFloor,
  divergenceOfSample,
  divergenceWithoutRidge,
  expectedDivergence,
} from './divergence';
import {
  averageExpectedLosses,
  averageLossesOfSample,
  differenceOfSample,
  expectedDifference,
  type Losses,
  type NoiseLevel,
} from './linearLoss';
import { type LevelChoice, levelsOf } from './noiseLevels';
import { drawSampleCovariance, type SampleCovariance } from './sampleCovariance';

export type Pauses<Result> = Generator<undefined, Result, undefined>;

export interface LossSweep {
  /** Of Sigma, zeros included. */
  readonly eigenvalues: Float64Array;
  /** N */
  readonly counts: readonly number[];
  readonly levels: LevelChoice;
  readonly ridge: number;
}

export interface LossCurve {
  /** Expected losses at each N. */
  readonly points: readonly Losses[];
  /** Of the true law's own predictor, at the same ridge and at none: what N cannot beat, and what nothing can. */
  readonly truth: number;
  readonly best: number;
}

export function* sweepLosses({ eigenvalues, counts, levels: choice, ridge }: LossSweep): Pauses<LossCurve> {
  const levels = levelsOf(choice);
  const points: Losses[] = [];
  for (const images of counts) {
    points.push(averageExpectedLosses(eigenvalues, images, { levels, ridge }));
    yield;
  }
  const ofTruth = (c: number) => averageLossesOfSample(eigenvalues, eigenvalues, { levels, ridge: c }).test;
  return { points, truth: ofTruth(ridge), best: ofTruth(0) };
}

export interface Draws {
  /** Of Sigma, all > 0. */
  readonly eigenvalues: Float64Array;
  readonly counts: readonly number[];
  readonly draws: number;
  readonly seed: number;
}

/** Means over draws of several numbers, with their standard errors, at one N. */
export interface SimulatedPoint {
  readonly images: number;
  readonly means: readonly number[];
  readonly standardErrors: readonly number[];
}

/** Draws data at each N and measures its sample covariance: a point for each N, and a pause after each draw. */
function* simulate(
  { eigenvalues, counts, draws, seed }: Draws,
  measure: (draw: SampleCovariance, images: number) => readonly number[],
): Generator<SimulatedPoint | undefined, null, undefined> {
  for (const images of counts) {
    const values: (readonly number[])[] = [];
    for (let i = 0; i < draws; i++) {
      values.push(measure(drawSampleCovariance(eigenvalues, images, makeRng(seed, images, i)), images));
      yield;
    }
    const means = values[0]!.map((_, k) => values.reduce((sum, each) => sum + each[k]!, 0) / draws);
    const standardErrors = means.map((mean, k) => {
      const squares = values.reduce((sum, each) => sum + (each[k]! - mean) ** 2, 0);
      return Math.sqrt(squares / (draws - 1) / draws);
    });
    yield { images, means, standardErrors };
  }
  return null;
}

/** Train and test loss of draws, in this order. */
export function simulateLosses({ levels: choice, ridge, ...draws }: Draws & Pick<LossSweep, 'levels' | 'ridge'>) {
  const levels = levelsOf(choice);
  return simulate(draws, ({ eigenvalues, truth }) => {
    const { train, test } = averageLossesOfSample(eigenvalues, truth, { levels, ridge });
    return [train, test];
  });
}

export interface FittedMoments {
  /** Eigenvalues of a sample covariance and the variances of new images along its eigenvectors, all d of them. */
  readonly sample: Float64Array;
  readonly truth: Float64Array;
}

export interface FittedLosses extends Pick<LossSweep, 'levels' | 'ridge'> {
  readonly fits: readonly FittedMoments[];
}

/** Losses of models that were fitted on real images. */
export function* lossesOfFits({ fits, levels: choice, ridge }: FittedLosses): Pauses<Losses[]> {
  const levels = levelsOf(choice);
  const losses: Losses[] = [];
  for (const { sample, truth } of fits) {
    losses.push(averageLossesOfSample(sample, truth, { levels, ridge }));
    yield;
  }
  return losses;
}

export interface DivergenceSweep {
  /** Of Sigma, all > 0. */
  readonly eigenvalues: Float64Array;
  readonly counts: readonly number[];
  readonly ridges: readonly number[];
}

export interface DivergenceCurves {
  /** KL per direction at each ridge, [ridge][count]; Infinity without a ridge at N <= d. */
  readonly byRidge: readonly (readonly number[])[];
  /** At N = infinity, of each ridge. */
  readonly floors: readonly number[];
}

export function* sweepDivergence({ eigenvalues, counts, ridges }: DivergenceSweep): Pauses<DivergenceCurves> {
  const byRidge: number[][] = [];
  for (const ridge of ridges) {
    const row: number[] = [];
    for (const images of counts) row.push(divergenceAt(eigenvalues, images, ridge));
    byRidge.push(row);
    yield;
  }
  return { byRidge, floors: ridges.map((ridge) => divergenceFloor(eigenvalues, ridge)) };
}

export interface BestRidge {
  readonly ridge: number;
  /** With it. */
  readonly divergence: number;
}

/** At each N. */
export function* sweepBestRidge({ eigenvalues, counts }: Omit<DivergenceSweep, 'ridges'>): Pauses<BestRidge[]> {
  const best: BestRidge[] = [];
  for (const images of counts) {
    const ridge = bestRidge(eigenvalues, images);
    best.push({ ridge, divergence: expectedDivergence(eigenvalues, images, ridge) });
    yield;
  }
  return best;
}

function divergenceAt(eigenvalues: Float64Array, images: number, ridge: number): number {
  if (ridge > 0) return expectedDivergence(eigenvalues, images, ridge);
  const gamma = eigenvalues.length / images;
  return gamma < 1 ? divergenceWithoutRidge(gamma) : Infinity;
}

/** The divergence of draws at each ridge > 0. */
export function simulateDivergence({ ridges, ...draws }: Draws & Pick<DivergenceSweep, 'ridges'>) {
  return simulate(draws, ({ eigenvalues, alongTruth }) =>
    ridges.map((ridge) => divergenceOfSample(draws.eigenvalues, { sample: eigenvalues, alongTruth }, ridge)),
  );
}

export interface DifferenceSweep {
  readonly eigenvalues: Float64Array;
  readonly counts: readonly number[];
  readonly level: NoiseLevel;
}

/** Expected squared difference to the true law's predictor at each N. */
export function* sweepDifference({ eigenvalues, counts, level }: DifferenceSweep): Pauses<number[]> {
  const points: number[] = [];
  for (const images of counts) {
    points.push(expectedDifference(eigenvalues, images, level));
    yield;
  }
  return points;
}

/** The same of draws. */
export function simulateDifference({ level, ...draws }: Draws & Pick<DifferenceSweep, 'level'>) {
  return simulate(draws, (draw) => [differenceOfSample(draws.eigenvalues, draw, level)]);
}
