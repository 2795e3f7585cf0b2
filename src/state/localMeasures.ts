/**
 * How well the Gaussian, linear, multi-delta and local denoisers predict each network: public/results/local.json, and the pictures of each network beside
 * it. The local denoiser's patch is calibrated on other images than those that the errors are measured on.
 */
import type { DatasetId } from '../data/catalog';
import { type DenoiserId, denoiserIds } from '../denoisers/catalog';
import { paperSchedule } from '../denoisers/linearCatalog';
import type { ErrorsJob, SurveyJob } from '../engine/protocol';
import { estimate, type Estimate } from '../math/estimate';
import { rmsDifference, squaredCorrelation } from '../math/similarity';
import type { CalibratedPatch } from '../metrics/patchSizes';
import type { Quartiles } from './networkMeasures';
import { isRecord } from './networks';
import { type Centring, quartiles } from './similarity';

/** What is held against a network. */
export const candidateIds = ['gaussian', 'linear', 'multiDelta', 'local'] as const satisfies DenoiserId[];
export type CandidateId = (typeof candidateIds)[number];

/** Over noises. */
export type Spread = Estimate & Quartiles;

/** Between the samples of a candidate and those of the network, from the same noises. */
export interface SampleAgreement {
  /** Squared correlation of pixels; centred, the mean training image is subtracted from both first. */
  readonly r2: Readonly<Record<Centring, Spread>>;
  /** Root mean square difference, in pixel units. */
  readonly rmse: Spread;
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
  const image = (samples: Float32Array, i: number) => samples.subarray(i * dim, (i + 1) * dim);
  const spread = (of: (a: Float32Array, b: Float32Array) => number): Spread => {
    const values = Array.from({ length: network.length / dim }, (_, i) => of(image(network, i), image(candidate, i)));
    return { ...estimate(values), ...quartiles(values) };
  };
  const r2 = (origin?: ArrayLike<number>) => spread((a, b) => squaredCorrelation(a, b, origin));
  return { r2: { raw: r2(), centered: r2(mean) }, rmse: spread(rmsDifference) };
}

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
    const { id, sha256, patchSizes, error, rmseToNetwork, agreement } = isRecord(row) ? row : {};
    const areNames = typeof id === 'string' && typeof sha256 === 'string';
    const areTables = [error, rmseToNetwork].every((each) => isRecord(each) && Object.values(each).every(isLevels));
    if (!areNames || !isLevels(patchSizes) || !areTables || !isRecord(agreement))
      throw new Error(
        `${localMeasuresPath}: each network must hold id, sha256, agreement, and patches and errors at ${sigmas.length} noise levels`,
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
