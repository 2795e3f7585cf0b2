/**
 * How well the Gaussian, linear, multi-delta and local denoisers predict each network: public/results/local.json, and the pictures of each network beside
 * it. The local denoiser's patch is calibrated on other images than those that the errors are measured on.
 */
import type { DatasetId } from '../data/catalog';
import { type CandidateId, type DenoiserId, denoiserIds } from '../denoisers/catalog';
import { paperSchedule } from '../denoisers/linearCatalog';
import type { ErrorsJob, SurveyJob } from '../engine/protocol';
import { estimate, type Estimate } from '../math/estimate';
import { rmsDifference, squaredCorrelation } from '../math/similarity';
import type { CalibratedPatch } from '../metrics/patchSizes';
import type { Quartiles } from './networkMeasures';
import { isRecord } from './networks';
import { type Centring, quartiles } from './similarity';

/** Over noises. */
export type Spread = Estimate & Quartiles;

/** Between the samples of a candidate and those of the network, from the same noises. */
export interface SampleAgreement {
  /** Squared correlation of pixels; centred, the mean training image is subtracted from both first. */
  readonly r2: Readonly<Record<Centring, Spread>>;
  /** Root mean square difference, in pixel units. */
  readonly rmse: Spread;
}

/** Who is first, and by how much before the next: a mean of differences, noise by noise or image by image. */
export interface Winner {
  readonly id: CandidateId;
  readonly lead: Estimate;
}

/** Of one network. The linear denoiser is not there for every one. */
export interface LocalMeasure {
  readonly id: string;
  /** Of the weights that were measured. */
  readonly sha256: string;
  /** P(sigma) of the local denoiser that is nearest to this network: one for each noise level. */
  readonly patchSizes: readonly number[];
  /** Mean squared error in squared pixel units, by noise level. */
  readonly error: Readonly<Partial<Record<DenoiserId, readonly Estimate[]>>>;
  /** Root mean square difference of each answer to the network's, in pixel units, by noise level. */
  readonly rmseToNetwork: Readonly<Partial<Record<CandidateId, readonly Estimate[]>>>;
  readonly agreement: Readonly<Partial<Record<CandidateId, SampleAgreement>>>;
  /** Whose answers are nearest to the network's, by noise level: the least mean RMSE. A local denoiser whose square holds the whole image is the multi-delta. */
  readonly nearest: readonly Winner[];
  /** Whose samples predict the network's best: the greatest median r2. */
  readonly mostAlike: Readonly<Record<Centring, Winner>>;
}

export interface LocalMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Noises of the samples, and the seed that draws them; by ten steps of Euler's method. */
  readonly sampleCount: number;
  readonly sampleSeed: number;
  /** Held-out images of the errors: the first; and the seed of their noise. */
  readonly imageCount: number;
  readonly noiseSeed: number;
  /** Held-out images on which the patch is calibrated. */
  readonly calibration: { readonly start: number; readonly count: number };
  /** Descending. */
  readonly sigmas: readonly number[];
  readonly networks: readonly LocalMeasure[];
}

export const localMeasuresPath = 'results/local.json';

/** @param network  samples [count, dim]  @param candidate  from the same noises  @param mean  of the training images */
export function sampleAgreement(
  network: Float32Array,
  candidate: Float32Array,
  mean: ArrayLike<number>,
): SampleAgreement {
  const dim = mean.length;
  const spread = (values: readonly number[]): Spread => ({ ...estimate(values), ...quartiles(values) });
  return {
    r2: {
      raw: spread(sampleR2(network, candidate, dim)),
      centered: spread(sampleR2(network, candidate, dim, mean)),
    },
    rmse: spread(pairedValues(network, candidate, dim, rmsDifference)),
  };
}

/** r2 of each sample. */
export const sampleR2 = (network: Float32Array, candidate: Float32Array, dim: number, origin?: ArrayLike<number>) =>
  pairedValues(network, candidate, dim, (a, b) => squaredCorrelation(a, b, origin));

function pairedValues(
  first: Float32Array,
  second: Float32Array,
  dim: number,
  of: (a: Float32Array, b: Float32Array) => number,
): number[] {
  const image = (samples: Float32Array, i: number) => samples.subarray(i * dim, (i + 1) * dim);
  return Array.from({ length: first.length / dim }, (_, i) => of(image(first, i), image(second, i)));
}

/** The one of the greatest score. @param entries  the values of each, in the same order of images or noises: higher is better */
export function winnerOf(
  entries: readonly (readonly [id: CandidateId, values: readonly number[]])[],
  score: (values: readonly number[]) => number,
): Winner {
  const [[id, first], next] = [...entries].sort(([, a], [, b]) => score(b) - score(a)) as [
    (typeof entries)[number],
    (typeof entries)[number] | undefined,
  ];
  return { id, lead: estimate(first.map((value, i) => value - (next?.[1][i] ?? 0))) };
}

/** Whether it is ahead by more than two standard errors. */
export const isClear = ({ lead }: Winner) => lead.mean > 2 * lead.standardError;

interface Asked {
  readonly network: { readonly id: string; readonly dataset: DatasetId; readonly subset: SurveyJob['subset'] };
  readonly patchSize: readonly CalibratedPatch[];
  readonly denoisers: readonly DenoiserId[];
}

const sourceOf = ({ network: { id, dataset, subset }, patchSize, denoisers }: Asked) => ({
  dataset,
  subset,
  network: id,
  denoisers,
  patchSize,
});

/** The errors that are published, of the first `count` held-out images. */
export function localErrorsJob(
  asked: Asked,
  { sigmas, noiseSeed }: Pick<LocalMeasures, 'sigmas' | 'noiseSeed'>,
  count: number,
): ErrorsJob {
  return { kind: 'errors', ...sourceOf(asked), sigmas, split: 'heldOut', count, seed: noiseSeed };
}

/** The samples whose agreement is published, from the first `count` noises. */
export function localSurveyJob(
  asked: Asked,
  { sampleSeed }: Pick<LocalMeasures, 'sampleSeed'>,
  count: number,
): SurveyJob {
  const { steps } = paperSchedule;
  return { kind: 'survey', ...sourceOf(asked), count, seed: sampleSeed, steps, sampler: 'euler' };
}

/** @throws Error that names the file when it is of another form */
export function parseLocalMeasures(file: unknown): LocalMeasures {
  const { version, sigmas, networks, sampleCount } = isRecord(file) ? file : {};
  if (version !== 1 || !Array.isArray(sigmas) || !Array.isArray(networks) || !Number.isInteger(sampleCount))
    throw new Error(`${localMeasuresPath}: must be of version 1, with a sampleCount, and list sigmas and networks`);
  const isLevels = (value: unknown) => Array.isArray(value) && value.length === sigmas.length;
  for (const row of networks as unknown[]) {
    const { id, sha256, patchSizes, error, rmseToNetwork, agreement, nearest, mostAlike } = isRecord(row) ? row : {};
    const areNames = typeof id === 'string' && typeof sha256 === 'string';
    const areTables = [error, rmseToNetwork].every((each) => isRecord(each) && Object.values(each).every(isLevels));
    const areWinners = isLevels(nearest) && isRecord(mostAlike);
    if (!areNames || !isLevels(patchSizes) || !areTables || !isRecord(agreement) || !areWinners)
      throw new Error(
        `${localMeasuresPath}: each network must hold id, sha256, agreement, mostAlike, and patches, errors and nearest at ${sigmas.length} noise levels`,
      );
  }
  return file as LocalMeasures;
}

/** Noises, and noisy held-out images, whose pictures are kept: the first. */
export const shownSamples = 8;
export const shownImages = 2;

/** Gray bytes of each denoiser: [shownSamples, 784], or [shownImages, 784]. */
export type LocalPictures = Readonly<Partial<Record<DenoiserId, Uint8Array>>>;

/** gzip of a network's pictures: the samples of its denoisers, then for each noise level the noisy images and the answers of its denoisers. */
export const localPicturesPath = (id: string) => `results/local/${id}.bin.gz`;

/** Those whose pictures a network has, in their order. */
export const picturedIds = ({ error }: Pick<LocalMeasure, 'error'>): DenoiserId[] =>
  denoiserIds.filter((id) => error[id]);

/** Bytes of a network's pictures. @param levels  noise levels */
export function localPicturesLength(measure: Pick<LocalMeasure, 'error'>, levels: number, dim: number): number {
  const count = picturedIds(measure).length;
  return (count * shownSamples + levels * (1 + count) * shownImages) * dim;
}

/** @param pictures  all of a network's */
export function samplePictures(measure: Pick<LocalMeasure, 'error'>, pictures: Uint8Array, dim: number): LocalPictures {
  const size = shownSamples * dim;
  return Object.fromEntries(picturedIds(measure).map((id, i) => [id, pictures.subarray(i * size, (i + 1) * size)]));
}

/** Noisy images on the scale of the data, and the answers to them. @param level  index of the noise level */
export function answerPictures(
  measure: Pick<LocalMeasure, 'error'>,
  pictures: Uint8Array,
  { level, dim }: { readonly level: number; readonly dim: number },
): { readonly noisy: Uint8Array; readonly answers: LocalPictures } {
  const ids = picturedIds(measure);
  const size = shownImages * dim;
  const start = ids.length * shownSamples * dim + level * (1 + ids.length) * size;
  const part = (i: number) => pictures.subarray(start + i * size, start + (i + 1) * size);
  return { noisy: part(0), answers: Object.fromEntries(ids.map((id, i) => [id, part(1 + i)])) };
}
