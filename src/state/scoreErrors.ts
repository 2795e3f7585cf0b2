/** How far closed forms and the linear denoiser are from each network, over noise levels: public/results/score-errors.json. */
import type { SplitName } from '../data/manifest';
import type { DenoiserErrors } from '../metrics/denoiserErrors';
import type { Estimate } from '../math/estimate';
import { isRecord } from './networks';

/** Whose distance: to the network, but for the last one. */
export const scorePairs = ['multiDelta', 'linear', 'gaussian', 'linearToGaussian'] as const;
export type ScorePair = (typeof scorePairs)[number];
export type ScoreQuantity = 'rmse' | 'normalized';

/** Means over images, one for each noise level. */
export type ScoreCurve = Readonly<Record<ScoreQuantity, readonly Estimate[]>>;
/** The linear denoiser is not there for every network. */
export type ScoreCurves = Readonly<Partial<Record<ScorePair, ScoreCurve>>>;

export interface ScoreErrors extends Readonly<Record<SplitName, ScoreCurves>> {
  readonly id: string;
  /** Of the weights that were measured. */
  readonly sha256: string;
}

export interface ScoreErrorMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Images of a split, or as many as there are; and the seed of their noise. */
  readonly count: number;
  readonly seed: number;
  /** Descending. */
  readonly sigmas: readonly number[];
  readonly networks: readonly ScoreErrors[];
}

export const scoreErrorsPath = 'results/score-errors.json';

/** What is kept of the errors of one denoiser, at each noise level. */
export function scoreCurve(errors: readonly DenoiserErrors[]): ScoreCurve {
  return {
    rmse: errors.map(({ rmseToFirst }) => rmseToFirst),
    normalized: errors.map(({ normalizedToFirst }) => normalizedToFirst),
  };
}

/** @throws Error that names the file when it is of another form */
export function parseScoreErrors(file: unknown): ScoreErrorMeasures {
  const { version, sigmas, networks } = isRecord(file) ? file : {};
  if (version !== 1 || !Array.isArray(sigmas) || !Array.isArray(networks))
    throw new Error(`${scoreErrorsPath}: must be of version 1 and list sigmas and networks`);
  for (const row of networks as unknown[])
    for (const split of ['heldOut', 'train'])
      for (const pair of ['gaussian', 'multiDelta']) {
        const curves = isRecord(row) && isRecord(row[split]) ? row[split][pair] : undefined;
        const { rmse, normalized } = isRecord(curves) ? curves : {};
        const areWhole = [rmse, normalized].every((each) => Array.isArray(each) && each.length === sigmas.length);
        if (!areWhole)
          throw new Error(
            `${scoreErrorsPath}: each network must hold ${split}.${pair} at ${sigmas.length} noise levels`,
          );
      }
  return file as ScoreErrorMeasures;
}
