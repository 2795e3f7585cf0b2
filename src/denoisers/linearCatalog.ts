/** The linear maps that come with the page: public/linear/manifest.json, without TensorFlow.js. */
import { datasets, type DatasetId } from '../data/catalog';
import { type Field, parseField } from '../data/field';
import type { ReadFile } from '../data/readFile';
import type { Subset } from '../data/subset';
import { isSameSigma, karrasSigmas } from '../diffusion/schedule';

/** What was found when a map was distilled. */
export interface Distillation {
  readonly sigma: number;
  /** Noisy inputs that the teacher was asked about. */
  readonly count: number;
  /** |W - W_G| / |W_G|, Frobenius, the share of W's own error taken out. W_G is the Gaussian denoiser's of the same training images. */
  readonly difference: number;
  /** Of W, over |W_G|. */
  readonly standardError: number;
  /** E |W z + b - D(z)|^2 / dim on the noisy inputs, in squared pixel units. */
  readonly residual: number;
  /** |W_G| and |W|, Frobenius. */
  readonly gaussianSize: number;
  readonly mapSize: number;
}

/** A map in a file. */
export interface ReadyMap extends Distillation {
  /** The network it was distilled from, and the sha256 of its weights. */
  readonly network: string;
  readonly networkSha256: string;
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** |W as stored - W| / |W|, Frobenius. */
  readonly storedError: number;
}

export interface LinearManifest {
  readonly command: string;
  readonly date: string;
  /** Names the noise. */
  readonly seed: number;
  /** Held-out images that got it. */
  readonly images: number;
  readonly maps: readonly ReadyMap[];
}

export const linearFolder = 'linear';
export const linearManifestPath = `${linearFolder}/manifest.json`;

/** Li, Dai and Qu's setting: ten steps of Euler's method, and so a linear map at ten noise levels. */
export const paperSchedule = { steps: 10, sigmaMax: 80, rho: 7 } as const;
export const paperSigmas: readonly number[] = karrasSigmas(paperSchedule).slice(0, -1);

/** @throws DataError that names the file and the field */
export async function readLinearManifest(readFile: ReadFile): Promise<LinearManifest> {
  return parseLinearManifest(new TextDecoder().decode(await readFile(linearManifestPath)));
}

export function parseLinearManifest(json: string): LinearManifest {
  const root = parseField(json, linearManifestPath);
  root.get('version').number((version) => version === 1, 'be 1: reload the page');
  return {
    command: root.get('command').text(),
    date: root.get('date').text(),
    seed: root.get('seed').integer(0),
    images: root.get('images').integer(1),
    maps: root.get('maps').items().map(readMap),
  };
}

/** @throws DataError */
export function readDistillation(field: Field): Distillation {
  const size = (name: keyof Distillation) => field.get(name).number((value) => value >= 0, 'be >= 0');
  return {
    sigma: field.get('sigma').number((sigma) => sigma > 0, 'be > 0'),
    count: field.get('count').integer(1),
    difference: size('difference'),
    standardError: size('standardError'),
    residual: size('residual'),
    gaussianSize: size('gaussianSize'),
    mapSize: size('mapSize'),
  };
}

function readMap(map: Field): ReadyMap {
  const dataset = map.get('dataset').text();
  if (!Object.hasOwn(datasets, dataset)) map.get('dataset').fail(`be one of ${Object.keys(datasets).join(', ')}`);
  const digest = (name: string) => map.get(name).matching(/^[0-9a-f]{64}$/, 'be 64 hex digits');
  return {
    network: map.get('network').text(),
    networkSha256: digest('networkSha256'),
    dataset: dataset as DatasetId,
    subset: { start: map.get('subset').get('start').integer(0), count: map.get('subset').get('count').integer(1) },
    ...readDistillation(map),
    file: map.get('file').matching(/^[\w-]+\.safetensors$/, 'be the name of a safetensors file'),
    bytes: map.get('bytes').integer(1),
    sha256: digest('sha256'),
    storedError: map.get('storedError').number((value) => value >= 0, 'be >= 0'),
  };
}

/** Whether every positive noise level is among the levels that there are maps for. */
export function areCovered(sigmas: readonly number[], levels: readonly number[]): boolean {
  return sigmas.every((sigma) => sigma === 0 || levels.some((level) => isSameSigma(level, sigma)));
}
