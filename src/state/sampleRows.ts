/** Samples of all denoisers from the same noises, of few images and of many: public/results/sample-rows.json and its pictures. */
import { type DatasetId, datasetInfo, datasets } from '../data/catalog';
import { toBytes } from '../data/pixels';
import { type DenoiserId, denoiserIds, usualIds } from '../denoisers/catalog';
import { paperSchedule } from '../denoisers/linearCatalog';
import type { SurveyJob, SurveyResult } from '../engine/protocol';
import { isRecord } from './networks';

export interface SampleRowsSet {
  readonly id: string;
  readonly sha256: string;
  readonly dataset: DatasetId;
  readonly images: number;
  /** Those that could be run. */
  readonly denoisers: readonly DenoiserId[];
}

export interface SampleRowsMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Noises, and the seed that draws them. */
  readonly count: number;
  readonly seed: number;
  /** In the order of the pictures: bytes [sets, denoisers of the set, count, 784]. */
  readonly sets: readonly SampleRowsSet[];
}

/** Gray bytes [count, 784] of each denoiser. */
export type SampleRows = Readonly<Partial<Record<DenoiserId, Uint8Array | Uint8ClampedArray>>>;

export const sampleRowsPath = 'results/sample-rows.json';
export const sampleRowsPicturesPath = 'results/sample-rows.bin.gz';

/** Ten steps of Euler's method, as in the figures of Li, Dai and Qu: the only levels at which the linear denoisers that come with the page exist. */
export function sampleRowsJob(
  { dataset, subset, id }: { readonly dataset: DatasetId; readonly subset: SurveyJob['subset']; readonly id: string },
  { count, seed }: Pick<SurveyJob, 'count' | 'seed'>,
): SurveyJob {
  const { steps } = paperSchedule;
  return { kind: 'survey', dataset, subset, network: id, denoisers: usualIds, count, seed, steps, sampler: 'euler' };
}

/** What such a job drew, in gray bytes as the published ones. */
export function samplesOf({ rows }: SurveyResult): SampleRows {
  return Object.fromEntries(Object.entries(rows).map(([id, { samples }]) => [id, toBytes(samples)]));
}

/** @throws Error that names the file when it is of another form */
export function parseSampleRows(file: unknown): SampleRowsMeasures {
  const { version, count, sets } = isRecord(file) ? file : {};
  if (version !== 1 || !Number.isInteger(count) || !Array.isArray(sets))
    throw new Error(`${sampleRowsPath}: must be of version 1, with a count, and list sets`);
  for (const set of sets as unknown[]) {
    const { id, dataset, denoisers } = isRecord(set) ? set : {};
    const areKnown = Array.isArray(denoisers) && denoisers.every((each) => denoiserIds.includes(each as DenoiserId));
    if (typeof id !== 'string' || !Object.hasOwn(datasets, String(dataset)) || !areKnown)
      throw new Error(`${sampleRowsPath}: each set must hold an id, a dataset and known denoisers`);
  }
  return file as SampleRowsMeasures;
}

const bytesOf = ({ dataset, denoisers }: SampleRowsSet, count: number) =>
  denoisers.length * count * datasetInfo(dataset).dim;

/** Bytes of all pictures. */
export function sampleRowsLength({ sets, count }: SampleRowsMeasures): number {
  return sets.reduce((sum, set) => sum + bytesOf(set, count), 0);
}

/** The pictures of one set. @param pictures  all of them */
export function sampleRowsOf(
  { sets, count }: SampleRowsMeasures,
  pictures: Uint8Array,
  set: SampleRowsSet,
): SampleRows {
  const before = sets.slice(0, sets.indexOf(set)).reduce((sum, each) => sum + bytesOf(each, count), 0);
  const size = count * datasetInfo(set.dataset).dim;
  return Object.fromEntries(
    set.denoisers.map((id, i) => [id, pictures.subarray(before + i * size, before + (i + 1) * size)]),
  );
}
