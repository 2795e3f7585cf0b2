/** One step from a noisy image, and from noise alone: what denoisers make of both. Published for the seed of the first view in public/results. */
import { type DatasetId, datasetInfo } from '../data/catalog';
import { toFloatPixels } from '../data/pixels';
import type { DenoiserId } from '../denoisers/catalog';
import type { DenoiseJob, DenoiseResult } from '../engine/protocol';
import { drawNormals, makeRng } from '../math/rng';
import { rmsDifference } from '../math/similarity';
import { isRecord } from './networks';

/** A noisy held-out image, and the same noise without it. */
export const oneStepInputs = ['image', 'noise'] as const;
export const oneStepDenoisers = ['network', 'gaussian', 'multiDelta'] as const satisfies DenoiserId[];

/** The network of one N at one noise level, and the closed forms of its images. */
export interface OneStep {
  /** By input and denoiser: the answers [784], pixels or gray bytes; without those that could not be made. */
  readonly answers: readonly Readonly<Partial<Record<DenoiserId, ArrayLike<number>>>>[];
  /** The same: root mean square difference to the network's answer, in pixels of [-1, 1]. */
  readonly distances: readonly Readonly<Partial<Record<DenoiserId, number>>>[];
  readonly refused: DenoiseResult['refused'];
}

/** The held-out image that a seed of noise is added to. */
export const heldOutIndex = (dataset: DatasetId, seed: number) => seed % datasetInfo(dataset).heldOutCount;

export const oneStepImageJob = (dataset: DatasetId, seed: number) =>
  ({ kind: 'images', dataset, split: 'heldOut', indices: [heldOutIndex(dataset, seed)] }) as const;

/** [2, 784]: the held-out image with noise, and the noise alone. @param image  gray bytes [784] */
export function oneStepNoisy(image: Uint8Array, sigma: number, seed: number): Float32Array {
  const clean = toFloatPixels(image);
  const noise = drawNormals(makeRng(seed), clean.length);
  const x = new Float32Array(2 * clean.length);
  for (const [p, draw] of noise.entries()) {
    x[p] = clean[p]! + sigma * draw;
    x[clean.length + p] = sigma * draw;
  }
  return x;
}

export function oneStepJob(
  { dataset, subset, id }: { readonly dataset: DatasetId; readonly subset: DenoiseJob['subset']; readonly id: string },
  x: Float32Array,
  sigma: number,
): DenoiseJob {
  return { kind: 'denoise', dataset, subset, network: id, denoisers: oneStepDenoisers, sigma, x };
}

export function oneStepOf({ denoised, refused }: DenoiseResult): OneStep {
  const answers = oneStepInputs.map((_, i) =>
    Object.fromEntries(
      oneStepDenoisers.flatMap((id) => {
        const both = denoised[id];
        return both ? [[id, both.subarray((i * both.length) / 2, ((i + 1) * both.length) / 2)]] : [];
      }),
    ),
  ) as OneStep['answers'];
  const distances = answers.map((each) =>
    Object.fromEntries(
      oneStepDenoisers.flatMap((id) =>
        each.network && each[id] ? [[id, rmsDifference(each[id], each.network)] as const] : [],
      ),
    ),
  );
  return { answers, distances, refused };
}

/** results/one-step.json; its pictures are in results/one-step.bin.gz. */
export interface OneStepMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  readonly seed: number;
  /** Descending. */
  readonly sigmas: readonly number[];
  /** In the order of the pictures: bytes [sets, sigmas, 2 inputs, 3 denoisers, 784]. */
  readonly sets: readonly {
    readonly id: string;
    readonly sha256: string;
    readonly dataset: DatasetId;
    readonly images: number;
    /** As in OneStep, by sigma. */
    readonly distances: readonly OneStep['distances'][];
  }[];
}

export const oneStepPath = 'results/one-step.json';
export const oneStepPicturesPath = 'results/one-step.bin.gz';

/** @throws Error that names the file when it is of another form */
export function parseOneStepMeasures(file: unknown): OneStepMeasures {
  const { version, sigmas, sets, seed } = isRecord(file) ? file : {};
  const isWhole = version === 1 && Array.isArray(sigmas) && Array.isArray(sets) && typeof seed === 'number';
  if (!isWhole) throw new Error(`${oneStepPath}: must be of version 1, with a seed, and list sigmas and sets`);
  for (const set of sets as unknown[]) {
    const { id, sha256, distances } = isRecord(set) ? set : {};
    const areDistances = Array.isArray(distances) && distances.length === sigmas.length;
    if (typeof id !== 'string' || typeof sha256 !== 'string' || !areDistances)
      throw new Error(`${oneStepPath}: each set must hold id, sha256, and distances for ${sigmas.length} noise levels`);
  }
  return file as OneStepMeasures;
}

/** Bytes of all pictures. */
export function picturesLength({ sets, sigmas }: OneStepMeasures): number {
  const dim = sets[0] ? datasetInfo(sets[0].dataset).dim : 0;
  return sets.length * sigmas.length * oneStepInputs.length * oneStepDenoisers.length * dim;
}

/** One set at one noise level. @param pictures  all of them */
export function publishedOneStep(
  { sets, sigmas }: OneStepMeasures,
  pictures: Uint8Array,
  { set, level }: { readonly set: number; readonly level: number },
): OneStep {
  const { dataset, distances } = sets[set]!;
  const { dim } = datasetInfo(dataset);
  const answers = oneStepInputs.map((_, i) =>
    Object.fromEntries(
      oneStepDenoisers.map((id, k) => {
        const start = (((set * sigmas.length + level) * oneStepInputs.length + i) * oneStepDenoisers.length + k) * dim;
        return [id, pictures.subarray(start, start + dim)];
      }),
    ),
  );
  return { answers: answers, distances: distances[level]!, refused: {} };
}
