/** When to stop training a linear diffusion model: its test loss over training time, averaged over draws of its images, or of models fitted on real ones. */
import { makeRng } from '../math/rng';
import { leastOverTime, type LinearTraining, bestStoppingTime, lossesAt, type StoppingTime } from './linearTraining';
import { type LevelChoice, levelsOf } from './noiseLevels';
import { powerLawSpectrum } from './powerLaw';
import { drawSampleCovariance } from './sampleCovariance';
import type { FittedMoments, Pauses } from './sweeps';

/** Whose training: models that were fitted, or draws of N images of N(0, Sigma). */
export type MomentSource =
  | { readonly kind: 'fitted'; readonly fits: readonly FittedMoments[] }
  | {
      readonly kind: 'drawn';
      readonly eigenvalues: Float64Array;
      readonly images: number;
      readonly draws: number;
      readonly seed: number;
    };

function* momentsOfSource(source: MomentSource): Pauses<readonly FittedMoments[]> {
  if (source.kind === 'fitted') return source.fits;
  const { eigenvalues, images, draws, seed } = source;
  const moments: FittedMoments[] = [];
  for (let i = 0; i < draws; i++) {
    const { eigenvalues: sample, truth } = drawSampleCovariance(eigenvalues, images, makeRng(seed, images, i));
    moments.push({ sample, truth });
    yield;
  }
  return moments;
}

export interface StoppingInput {
  readonly source: MomentSource;
  readonly alphaBars: readonly number[];
  readonly ridge: number;
  readonly predicts: LinearTraining['predicts'];
  /** eta tau, ascending. */
  readonly times: readonly number[];
}

export interface LossOverTime {
  /** Mean test loss at each time, and its standard error over draws (0 of one). */
  readonly test: readonly number[];
  readonly errors: readonly number[];
  /** At the end of training. */
  readonly end: number;
  /** Of the mean over draws. */
  readonly best: StoppingTime;
}

/** At one noise level. */
export interface StoppingCurve extends LossOverTime {
  readonly alphaBar: number;
}

/** A curve for each noise level, in their order. */
export function* sweepStopping({
  source,
  alphaBars,
  ridge,
  predicts,
  times,
}: StoppingInput): Generator<StoppingCurve | undefined, null, undefined> {
  const moments = yield* momentsOfSource(source);
  for (const alphaBar of alphaBars) {
    const trainings = moments.map(({ sample, truth }) => ({ sample, truth, alphaBar, ridge, predicts }));
    const over = overTime(
      trainings.map((training) => times.map((time) => lossesAt(training, time).test)),
      trainings.map((training) => lossesAt(training, Infinity).test),
    );
    yield;
    yield { alphaBar, ...over, best: bestStoppingTime(together(trainings)) };
  }
  return null;
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

/** The mean over draws, with its standard error. @param values  [draw][time]  @param ends  [draw] */
function overTime(values: readonly (readonly number[])[], ends: readonly number[]): Omit<LossOverTime, 'best'> {
  const test = values[0]!.map((_, i) => mean(values.map((row) => row[i]!)));
  const errors = test.map((middle, i) => {
    const squares = values.reduce((sum, row) => sum + (row[i]! - middle) ** 2, 0);
    return values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : 0;
  });
  return { test, errors, end: mean(ends) };
}

export interface MeanStoppingInput extends Omit<StoppingInput, 'alphaBars'> {
  readonly levels: LevelChoice;
  /** Scores a noise predictor on the image: at each level s times the loss. */
  readonly isImageByNoise: boolean;
}

/** One curve, averaged over noise levels, each of which has its own W and the same clock eta tau. */
export function* sweepMeanStopping(input: MeanStoppingInput): Generator<LossOverTime | undefined, null, undefined> {
  const { source, ridge, predicts, times, isImageByNoise } = input;
  const moments = yield* momentsOfSource(source);
  const { s, weights } = levelsOf(input.levels);
  const lossOf = ({ sample, truth }: FittedMoments, time: number) =>
    s.reduce((sum, level, i) => {
      const training = { sample, truth, alphaBar: 1 / (1 + level), ridge, predicts };
      return sum + weights[i]! * (isImageByNoise ? level : 1) * lossesAt(training, time).test;
    }, 0);
  const values: number[][] = [];
  for (const moment of moments) {
    values.push(times.map((time) => lossOf(moment, time)));
    yield;
  }
  const ends = moments.map((moment) => lossOf(moment, Infinity));
  const best = leastOverTime((time) => mean(moments.map((moment) => lossOf(moment, time))));
  yield { ...overTime(values, ends), best };
  return null;
}

/** Several trainings as one, whose losses are their means. */
function together(trainings: readonly LinearTraining[]): LinearTraining {
  const all = (name: 'sample' | 'truth') => Float64Array.from(trainings.flatMap((each) => Array.from(each[name])));
  return { ...trainings[0]!, sample: all('sample'), truth: all('truth') };
}

export interface BestStopsInput {
  readonly exponents: readonly number[];
  /** N / d */
  readonly ratios: readonly number[];
  readonly dim: number;
  readonly draws: number;
  readonly seed: number;
  readonly alphaBar: number;
  readonly ridge: number;
}

/** When it is best to stop on a power law's draws: one for each ratio and exponent, ratio by ratio. */
export interface BestStop extends StoppingTime {
  readonly exponent: number;
  readonly ratio: number;
  /** Test loss at the end of training over that at the best time. */
  readonly overfit: number;
}

export function* sweepBestStops(input: BestStopsInput): Generator<BestStop | undefined, null, undefined> {
  const { exponents, ratios, dim, draws, seed, alphaBar, ridge } = input;
  for (const ratio of ratios) {
    for (const exponent of exponents) {
      const eigenvalues = powerLawSpectrum(dim, exponent);
      const images = Math.round(ratio * dim);
      const moments = yield* momentsOfSource({ kind: 'drawn', eigenvalues, images, draws, seed });
      const training = together(
        moments.map(({ sample, truth }) => ({ sample, truth, alphaBar, ridge, predicts: 'noise' as const })),
      );
      const best = bestStoppingTime(training);
      yield { exponent, ratio, ...best, overfit: lossesAt(training, Infinity).test / best.test };
    }
  }
  return null;
}
