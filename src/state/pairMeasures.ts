/**
 * What disjoint halves of the images do with the same noises: public/results/pairs.json. The first half is [0, N), the second [N, 2N). The closed forms
 * need no network, so they are there at more N; the largest N has no second half.
 */
import { type DatasetId, datasets } from '../data/catalog';
import { type ClosedFormId, closedFormIds } from '../denoisers/catalog';
import type { SimilaritySpread } from './networkMeasures';
import { isRecord } from './networks';
import type { PairCosines } from './similarity';

/** The Gaussian and the multi-delta of the first N images. */
export interface ClosedFormMeasure {
  readonly dataset: DatasetId;
  /** N */
  readonly images: number;
  /** Share of the samples that are copies of training images, in [0, 1]. */
  readonly memorizedFraction: Readonly<Record<ClosedFormId, number>>;
  /** Of the samples, and of as many held-out images, to the first N images. */
  readonly similarity: Readonly<Record<ClosedFormId | 'fresh', SimilaritySpread>>;
  /** To the closed forms of the second half; null where the images do not suffice for one. */
  readonly pairs: Readonly<Record<ClosedFormId, PairCosines>> | null;
}

/** Two networks of one width. */
export interface NetworkPair {
  readonly dataset: DatasetId;
  readonly images: number;
  readonly width: number;
  /** Of the first and of the second half. */
  readonly ids: readonly [string, string];
  /** Of the weights that were measured. */
  readonly sha256: readonly [string, string];
  readonly cosines: PairCosines;
}

export interface PairMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Noises, the seed that draws them, and the steps of Heun's method from them to samples. */
  readonly sampleCount: number;
  readonly sampleSeed: number;
  readonly steps: number;
  readonly closedForms: readonly ClosedFormMeasure[];
  readonly networks: readonly NetworkPair[];
}

export const pairsPath = 'results/pairs.json';

/** Throws an Error that names the file, and what is wrong with it. */
export function parsePairMeasures(file: unknown): PairMeasures {
  const { version, command, date, sampleCount, sampleSeed, closedForms, networks } = isRecord(file) ? file : {};
  const isHead = version === 1 && typeof command === 'string' && typeof date === 'string';
  if (!isHead || !Array.isArray(closedForms) || !Array.isArray(networks))
    throw new Error(`${pairsPath}: must be of version 1 and list closedForms and networks`);
  if (!isCount(sampleCount) || !Number.isSafeInteger(sampleSeed))
    throw new Error(`${pairsPath}: sampleCount and sampleSeed must be whole numbers`);
  for (const [i, row] of (closedForms as unknown[]).entries()) checkClosedForm(row, `closedForms[${i}]`, sampleCount);
  for (const [i, row] of (networks as unknown[]).entries()) checkPair(row, `networks[${i}]`, sampleCount);
  return file as PairMeasures;
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
const isShare = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;

function checkClosedForm(row: unknown, where: string, count: number): void {
  const { memorizedFraction, similarity, pairs } = checkImages(row, where);
  for (const id of closedFormIds) {
    expect(
      isRecord(memorizedFraction) && isShare(memorizedFraction[id]),
      `${where}.memorizedFraction.${id}`,
      'a share',
    );
    if (pairs !== null) checkCosines(isRecord(pairs) ? pairs[id] : undefined, `${where}.pairs.${id}`, count);
  }
  for (const id of [...closedFormIds, 'fresh'])
    expect(isRecord(similarity) && isSpread(similarity[id]), `${where}.similarity.${id}`, 'quartiles');
}

function checkPair(row: unknown, where: string, count: number): void {
  const { width, ids, cosines } = checkImages(row, where);
  expect(isCount(width), `${where}.width`, 'a whole number > 0');
  expect(
    Array.isArray(ids) && ids.length === 2 && ids.every((id) => typeof id === 'string'),
    `${where}.ids`,
    'two ids',
  );
  checkCosines(cosines, `${where}.cosines`, count);
}

function checkImages(row: unknown, where: string): Record<string, unknown> {
  const fields = isRecord(row) ? row : {};
  const { dataset, images } = fields;
  expect(typeof dataset === 'string' && Object.hasOwn(datasets, dataset), `${where}.dataset`, 'a dataset of this page');
  expect(isCount(images), `${where}.images`, 'a whole number > 0');
  return fields;
}

function checkCosines(value: unknown, where: string, count: number): void {
  for (const side of ['between', 'nearest'])
    for (const centring of ['raw', 'centered']) {
      const lists = isRecord(value) ? value[side] : undefined;
      const list = isRecord(lists) ? lists[centring] : undefined;
      const isList = Array.isArray(list) && list.length === count;
      const isWhole = isList && list.every((cosine) => typeof cosine === 'number' && Math.abs(cosine) <= 1 + 1e-6);
      expect(isWhole, `${where}.${side}.${centring}`, `${count} cosines`);
    }
}

function isSpread(value: unknown): boolean {
  return ['relativeDistance', 'cosine', 'centeredCosine'].every((name) => isRecord(value) && isQuartiles(value[name]));
}

export function isQuartiles(value: unknown): boolean {
  return isRecord(value) && ['lower', 'median', 'upper'].every((name) => typeof value[name] === 'number');
}

function expect(holds: boolean, name: string, what: string): void {
  if (!holds) throw new Error(`${pairsPath}: ${name} must be ${what}`);
}
