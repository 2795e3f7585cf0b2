/** Where networks of few and of many images answer most to a change of their input: public/results/sensitivity.json and its pictures. */
import { type DatasetId, datasetInfo, datasets } from '../data/catalog';
import { toBytes } from '../data/pixels';
import type { JacobianJob, JacobianResult } from '../engine/protocol';
import { isRecord } from './networks';
import { oneStepNoisy } from './oneStep';

/** Singular directions that are shown. */
export const directionCount = 3;
/** An image is moved by this share of the length of its noise. */
export const shiftShare = 0.5;

/** What is shown of one network at one noise level. */
export interface Sensitivity {
  /** Singular values. */
  readonly values: readonly number[];
  /** |J - J^T| / |J|. */
  readonly asymmetry: number;
  /** Gray bytes: D(x), then for each direction itself (gray is 0), and D of x moved against and along it: [1 + 3 directions, 784]. */
  readonly pictures: Uint8Array | Uint8ClampedArray;
}

export const pictureCount = 1 + 3 * directionCount;

/** At a held-out image with the noise of a seed. @param image  gray bytes [784] */
export function sensitivityJob(
  { dataset, subset, id }: { readonly dataset: DatasetId; readonly subset: JacobianJob['subset']; readonly id: string },
  { image, sigma, seed }: { readonly image: Uint8Array; readonly sigma: number; readonly seed: number },
): JacobianJob {
  const x = oneStepNoisy(image, sigma, seed).subarray(0, image.length);
  const shift = shiftShare * sigma * Math.sqrt(image.length);
  const source = { dataset, subset, network: id, denoiser: 'network' as const };
  return { kind: 'jacobian', ...source, sigma, x: x.slice(), directions: directionCount, shift };
}

export function sensitivityOf({ values, asymmetry, denoised, right, moved }: JacobianResult): Sensitivity {
  const dim = denoised.length;
  const pictures = new Uint8ClampedArray(pictureCount * dim);
  pictures.set(toBytes(denoised));
  for (let k = 0; k < directionCount; k++) {
    const direction = right.subarray(k * dim, (k + 1) * dim);
    const peak = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    pictures.set(toBytes(direction.map((value) => value / (peak || 1))), (1 + 3 * k) * dim);
    pictures.set(toBytes(moved.subarray(2 * k * dim, (2 * k + 2) * dim)), (2 + 3 * k) * dim);
  }
  return { values: [...values], asymmetry, pictures };
}

export interface SensitivitySet {
  readonly id: string;
  readonly sha256: string;
  readonly dataset: DatasetId;
  readonly images: number;
  /** By sigma. */
  readonly levels: readonly Pick<Sensitivity, 'values' | 'asymmetry'>[];
}

export interface SensitivityMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Names the noise and the held-out image. */
  readonly seed: number;
  /** Descending. */
  readonly sigmas: readonly number[];
  /** In the order of the pictures: bytes [sets, sigmas, pictures, 784]. */
  readonly sets: readonly SensitivitySet[];
}

export const sensitivityPath = 'results/sensitivity.json';
export const sensitivityPicturesPath = 'results/sensitivity.bin.gz';

/** @throws Error that names the file when it is of another form */
export function parseSensitivity(file: unknown): SensitivityMeasures {
  const { version, sigmas, sets, seed } = isRecord(file) ? file : {};
  if (version !== 1 || !Array.isArray(sigmas) || !Array.isArray(sets) || typeof seed !== 'number')
    throw new Error(`${sensitivityPath}: must be of version 1, with a seed, and list sigmas and sets`);
  for (const set of sets as unknown[]) {
    const { id, dataset, levels } = isRecord(set) ? set : {};
    const areLevels = Array.isArray(levels) && levels.length === sigmas.length && levels.every(isLevel);
    if (typeof id !== 'string' || !Object.hasOwn(datasets, String(dataset)) || !areLevels)
      throw new Error(
        `${sensitivityPath}: each set must hold an id, a dataset, and values at ${sigmas.length} noise levels`,
      );
  }
  return file as SensitivityMeasures;
}

function isLevel(level: unknown): boolean {
  const { values, asymmetry } = isRecord(level) ? level : {};
  return Array.isArray(values) && values.length === directionCount && typeof asymmetry === 'number';
}

/** Bytes of all pictures. */
export function sensitivityLength({ sets, sigmas }: SensitivityMeasures): number {
  return sets.reduce((sum, { dataset }) => sum + sigmas.length * pictureCount * datasetInfo(dataset).dim, 0);
}

/** One set at one noise level. @param pictures  all of them; all datasets are of one size */
export function publishedSensitivity(
  { sets, sigmas }: SensitivityMeasures,
  pictures: Uint8Array,
  { set, level }: { readonly set: number; readonly level: number },
): Sensitivity {
  const { dataset, levels } = sets[set]!;
  const size = pictureCount * datasetInfo(dataset).dim;
  const start = (set * sigmas.length + level) * size;
  return { ...levels[level]!, pictures: pictures.subarray(start, start + size) };
}
