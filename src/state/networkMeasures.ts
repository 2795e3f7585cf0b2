/** What was measured of each trained network over many noises: public/results/networks.json, and a file of details for each. */
import type { ClosedFormId, EverywhereId } from '../denoisers/catalog';
import type { Estimate } from '../math/estimate';
import type { TrainingSimilarity } from '../metrics/trainingSimilarity';
import { isRecord } from './networks';

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** How near images are to the training images: quartiles over images of the numbers that a TrainingSimilarity explains. */
export type SimilaritySpread = Readonly<Record<'relativeDistance' | 'cosine' | 'centeredCosine', Quartiles>>;

export interface NetworkMeasure {
  readonly id: string;
  /** Of the weights that were measured. */
  readonly sha256: string;
  /** Share of its samples that are copies of training images, in [0, 1]. */
  readonly memorizedFraction: number;
  /** Share of its samples that are nearer to the Gaussian's than to the multi-delta's from the same noise, in [0, 1]. */
  readonly closerToGaussianFraction: number;
  /** Root mean square differences of its samples, median over samples: to the nearest training image and to the closed forms' from the same noise. */
  readonly medianDistance: Readonly<Record<'nearestTraining' | 'gaussian' | 'multiDelta', number>>;
  /** Of the samples of each denoiser, and of as many held-out images. */
  readonly similarity: Readonly<Record<EverywhereId | 'fresh', SimilaritySpread>>;
  /** The loss of training, at the measured noise levels, on held-out and on its own training images. */
  readonly loss: Readonly<Record<'heldOut' | 'training', number>>;
  /** Power of its samples at a period of 2 and of 4 pixels, beside that of held-out images: 1 where there is no grid. */
  readonly gridPower: Readonly<Record<'period2' | 'period4', number>>;
}

export interface NetworkMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Noises, and so samples, of each network, and the seed that draws them. */
  readonly sampleCount: number;
  readonly sampleSeed: number;
  /** Images on which errors are measured, and the seed of their noise. */
  readonly imageCount: number;
  readonly noiseSeed: number;
  readonly networks: readonly NetworkMeasure[];
}

/** Means over images at one noise level. */
export interface NetworkErrors {
  /** Mean squared error in squared pixel units. */
  readonly error: Readonly<Record<EverywhereId, Estimate>>;
  /** Root mean square difference of each closed form's answer to the network's, in pixel units. */
  readonly rmseToNetwork: Readonly<Record<ClosedFormId, Estimate>>;
}

/** results/networks/<id>.json. */
export interface NetworkDetails {
  readonly version: number;
  readonly command: string;
  readonly id: string;
  /** One for each sample, in the order of the samples' file. */
  readonly similarities: readonly TrainingSimilarity[];
  /** Ascending sigma. */
  readonly errors: readonly {
    readonly sigma: number;
    readonly heldOut: NetworkErrors;
    readonly training: NetworkErrors;
  }[];
}

export const networkMeasuresPath = 'results/networks.json';

export const networkDetailsPath = (id: string) => `results/networks/${id}.json`;
/** gzip of the samples in bytes, [sampleCount, 784]. */
export const networkSamplesPath = (id: string) => `results/networks/${id}.samples.bin.gz`;

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

/** Throws an Error that names the file when it is of another form. */
export function parseNetworkMeasures(file: unknown): NetworkMeasures {
  const { version, command, date, sampleCount, networks } = isRecord(file) ? file : {};
  const isWhole = version === 2 && typeof command === 'string' && typeof date === 'string' && Array.isArray(networks);
  if (!isWhole || !Number.isInteger(sampleCount))
    throw new Error('results/networks.json: must be of version 2 and list networks');
  for (const row of networks as unknown[]) {
    const { id, memorizedFraction, closerToGaussianFraction, similarity, loss } = isRecord(row) ? row : {};
    const isRow = typeof id === 'string' && isShare(memorizedFraction) && isShare(closerToGaussianFraction);
    if (!isRow || !isRecord(similarity) || !isRecord(loss))
      throw new Error(
        'results/networks.json: each network must have an id, two shares from 0 to 1, similarity and loss',
      );
  }
  return file as NetworkMeasures;
}
