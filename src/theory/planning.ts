/** How many images a linear diffusion model needs to reach a target, and with which ridge. */
import { goldenSection } from '../math/minimize';
import { bestRidge, expectedDivergence } from './divergence';
import { averageExpectedLosses, averageLossesOfSample } from './linearLoss';
import { type LevelChoice, levelsOf, type WeightedLevels } from './noiseLevels';
import { keptEigenvalues } from './spectrumRange';
import type { FittedMoments } from './sweeps';

/**
 * What is to become small as N grows: KL per direction of the samples; (test - train) / test; or test loss over that of the true law's own predictor, less
 * 1. The ridge is always the best: for samples that of least divergence, else that of least test loss.
 */
export type TargetKind = 'divergence' | 'gap' | 'excess';

export interface Target {
  readonly kind: TargetKind;
  /** > 0 */
  readonly value: number;
}

/** A model of N images with its best ridge, and how far it comes. */
export interface Outlook {
  readonly images: number;
  readonly ridge: number;
  /** In the terms of the target. */
  readonly value: number;
}

interface Problem {
  readonly kind: TargetKind;
  /** Of Sigma, zeros included. */
  readonly eigenvalues: Float64Array;
  readonly levels: WeightedLevels;
}

/** Of the ridge's logarithm. */
const ridgeTolerance = 0.02;

function outlookAt({ kind, eigenvalues, levels }: Problem, images: number): Outlook {
  if (kind === 'divergence') {
    const kept = keptEigenvalues(eigenvalues);
    const ridge = bestRidge(kept, images, ridgeTolerance);
    return { images, ridge, value: expectedDivergence(kept, images, ridge) };
  }
  const lossesAt = (ridge: number) => averageExpectedLosses(eigenvalues, images, { levels, ridge });
  const largest = eigenvalues[0]!;
  const logRidge = goldenSection(
    (log) => lossesAt(Math.exp(log)).test,
    Math.log(largest * 1e-9),
    Math.log(largest),
    ridgeTolerance,
  );
  const ridge = Math.exp(logRidge);
  return { images, ridge, value: measureOf(kind, lossesAt(ridge), bestTest(eigenvalues, levels)) };
}

function measureOf(kind: 'gap' | 'excess', { train, test }: { train: number; test: number }, best: number): number {
  return kind === 'gap' ? (test - train) / test : test / best - 1;
}

const bestTest = (eigenvalues: Float64Array, levels: WeightedLevels) =>
  averageLossesOfSample(eigenvalues, eigenvalues, { levels, ridge: 0 }).test;

export interface PlanInput {
  /** The eigenvalues of a spectrum and of its resamplings: each is planned for. */
  readonly spectra: readonly Float64Array[];
  readonly target: Target;
  readonly levels: LevelChoice;
}

const mostImages = 1e8;

/** The least N for each spectrum, in their order, to 0.1%; Infinity in place of N when even 1e8 are not enough. */
export function* planImages({
  spectra,
  target,
  levels: choice,
}: PlanInput): Generator<Outlook | undefined, null, undefined> {
  const levels = levelsOf(choice);
  for (const eigenvalues of spectra) {
    const problem = { kind: target.kind, eigenvalues, levels };
    let [low, high] = [0, Math.log(mostImages)];
    const furthest = outlookAt(problem, mostImages);
    if (furthest.value > target.value) {
      yield { ...furthest, images: Infinity };
      continue;
    }
    while (high - low > 1e-3) {
      const middle = (low + high) / 2;
      if (outlookAt(problem, Math.exp(middle)).value > target.value) low = middle;
      else high = middle;
      yield;
    }
    yield outlookAt(problem, Math.exp(high));
  }
  return null;
}

export interface OutlookInput {
  readonly kind: TargetKind;
  readonly eigenvalues: Float64Array;
  readonly counts: readonly number[];
  readonly levels: LevelChoice;
  /** What was fitted on as many images; scored at the ridge that is foretold to be best. Not for divergences, which need more than these moments. */
  readonly fits?: {
    readonly moments: readonly FittedMoments[];
    /** The fit that stands for the best possible: the one on most images. */
    readonly reference: FittedMoments;
  };
}

/** What each N promises, and what its fit, if there is one, comes to. */
export interface CheckedOutlook extends Outlook {
  readonly measured?: number;
}

export function* foretell({
  kind,
  eigenvalues,
  counts,
  levels: choice,
  fits,
}: OutlookInput): Generator<CheckedOutlook, null, undefined> {
  const levels = levelsOf(choice);
  const best = fits && averageLossesOfSample(fits.reference.sample, fits.reference.truth, { levels, ridge: 0 }).test;
  for (const [i, images] of counts.entries()) {
    const outlook = outlookAt({ kind, eigenvalues, levels }, images);
    const fit = fits?.moments[i];
    if (kind === 'divergence' || !fit || best === undefined) yield outlook;
    else {
      const losses = averageLossesOfSample(fit.sample, fit.truth, { levels, ridge: outlook.ridge });
      yield { ...outlook, measured: measureOf(kind, losses, best) };
    }
  }
  return null;
}
