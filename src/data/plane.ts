/** The plane of the first two modes of a dataset's full training data, published under public/results: the same axes for all denoisers and all N. */
import type { Spectrum } from '../math/spectrum';
import { DataError } from './dataError';
import type { DatasetId } from './catalog';
import type { ReadFile } from './readFile';

export interface Plane {
  /** [dim], pixels in [-1, 1]. */
  readonly mean: Float32Array;
  /** Two orthonormal modes, each [dim]. */
  readonly modes: readonly [Float32Array, Float32Array];
  /** Standard deviations of the full training data along them. */
  readonly deviations: readonly [number, number];
}

/** As stored: numbers to 6 decimals. */
export interface PlaneFile {
  readonly version: 1;
  readonly command: string;
  readonly dataset: DatasetId;
  readonly count: number;
  readonly mean: readonly number[];
  readonly modes: readonly [readonly number[], readonly number[]];
  readonly deviations: readonly [number, number];
}

export const planePath = (dataset: DatasetId) => `results/plane-${dataset}.json`;

/** @throws DataError when the file cannot be read or is not a plane of `dim` pixels */
export async function readPlane(dataset: DatasetId, dim: number, readFile: ReadFile): Promise<Plane> {
  const path = planePath(dataset);
  const text = new TextDecoder().decode(await readFile(path));
  let file: Partial<PlaneFile> | null;
  try {
    file = JSON.parse(text) as Partial<PlaneFile> | null;
  } catch (cause) {
    throw new DataError(`${path}: must be JSON, got "${text.slice(0, 40)}"`, { cause });
  }
  const numbers = (values: unknown, length: number): values is number[] =>
    Array.isArray(values) && values.length === length && values.every((value) => Number.isFinite(value));
  const { mean, modes, deviations } = file ?? {};
  if (!numbers(mean, dim)) throw new DataError(`${path}: mean must be ${dim} numbers`);
  if (!Array.isArray(modes) || !numbers(modes[0], dim) || !numbers(modes[1], dim))
    throw new DataError(`${path}: modes must be two lists of ${dim} numbers`);
  if (!numbers(deviations, 2)) throw new DataError(`${path}: deviations must be two numbers`);
  return {
    mean: Float32Array.from(mean),
    modes: [Float32Array.from(modes[0]), Float32Array.from(modes[1])],
    deviations: [deviations[0], deviations[1]],
  };
}

/** The plane of a spectrum; along a mode that is missing nothing varies. */
export function planeOf({ dim, mean, modes, eigenvalues }: Spectrum): Plane {
  const mode = (rank: number) => Float32Array.from({ length: dim }, (_, p) => modes[rank * dim + p] ?? 0);
  const deviation = (rank: number) => Math.sqrt(eigenvalues[rank] ?? eigenvalues[0] ?? 1);
  return { mean: Float32Array.from(mean), modes: [mode(0), mode(1)], deviations: [deviation(0), deviation(1)] };
}

/** Coordinates of one image in the plane, pixel units. */
export function projectOnPlane({ mean, modes }: Plane, pixels: ArrayLike<number>): [number, number] {
  let [first, second] = [0, 0];
  for (let p = 0; p < mean.length; p++) {
    const centered = pixels[p]! - mean[p]!;
    first += centered * modes[0][p]!;
    second += centered * modes[1][p]!;
  }
  return [first, second];
}
