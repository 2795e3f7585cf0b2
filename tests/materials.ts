/** What denoisers are made from, in the sizes that tests need. */
import { readPublicFile } from '../scripts/readPublicFile';
import { openDataset } from '../src/data/dataset';
import type { SplitName } from '../src/data/manifest';
import { toFloatPixels } from '../src/data/pixels';
import { computeSpectrum } from '../src/denoisers/spectrum';
import type { TrainingImages } from '../src/denoisers/trainingImages';
import { drawNormals, makeRng } from '../src/math/rng';
import { type Spectrum } from '../src/math/spectrum';
import { symmetricEigen } from '../src/math/symmetricEigen';
import type { Rows } from '../src/metrics/trainingSimilarity';
import { initialValues } from '../src/network/unet';
import * as tf from '../src/tfjs';

export const dim = 784;

/** Bytes [count, 784] of Fashion images. */
export async function fashionBytes(split: SplitName, start: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
  return (await openDataset('fashion', readPublicFile)).images(split, start, count);
}

/** Pixels [count, dim] with noise of this level added, in float32 as denoisers get them. */
export function withNoise(pixels: Float32Array, sigma: number, seed: number): Float32Array<ArrayBuffer> {
  const noise = drawNormals(makeRng(seed), pixels.length);
  return noise.map((draw, i) => pixels[i]! + sigma * draw);
}

/** `count` Fashion images of a split with noise. */
export async function noisyFashion(
  split: SplitName,
  { start = 0, count, sigma, seed = 1 }: { start?: number; count: number; sigma: number; seed?: number },
): Promise<Float32Array<ArrayBuffer>> {
  return withNoise(toFloatPixels(await fashionBytes(split, start, count)), sigma, seed);
}

/** The mean of images [count, 784] in bytes, as pixels in [-1, 1]. */
export function meanOf(bytes: Uint8Array): Float64Array {
  const sums = new Float64Array(dim);
  for (const [i, byte] of bytes.entries()) sums[i % dim]! += byte;
  return sums.map((sum) => (sum * dim) / bytes.length / 127.5 - 1);
}

/** Runs the spectrum's generator to its end. */
export function spectrumOf(bytes: Uint8Array, count: number, pixels = dim): Spectrum {
  const work = computeSpectrum(bytes, count, pixels);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The spectrum of a law given by its moments. */
export function spectrumOfCovariance(covariance: readonly (readonly number[])[], mean: readonly number[]): Spectrum {
  const n = mean.length;
  const { eigenvalues, vectors } = symmetricEigen(Float64Array.from(covariance.flat()), n);
  return { count: Infinity, dim: n, mean: Float64Array.from(mean), eigenvalues, modes: vectors };
}

/** Training images of any numbers, in blocks of `blockRows`: by default one. */
export function trainingImagesOf(
  rows: readonly (readonly number[])[],
  blockRows: number = rows.length,
): TrainingImages {
  const pixels = rows[0]!.length;
  const center = tf.zeros<tf.Rank.R2>([1, pixels]);
  const blocks = Array.from({ length: Math.ceil(rows.length / blockRows) }, (_, b) => {
    const start = b * blockRows;
    const images = tf.tensor2d(rows.slice(start, start + blockRows).map((row) => [...row]));
    const halfNorms = tf.tidy(() => tf.mul<tf.Tensor2D>(tf.sum(tf.square(images), 1, true), 0.5));
    return { start, images, halfNorms };
  });
  return {
    count: rows.length,
    dim: pixels,
    center,
    blocks,
    dispose: () => tf.dispose([center, ...blocks.flatMap(({ images, halfNorms }) => [images, halfNorms])]),
  };
}

/** The same numbers, for the comparison in float64. */
export function rowsOf(rows: readonly (readonly number[])[]): Rows {
  return { count: rows.length, dim: rows[0]!.length, read: (index, into) => into.set(rows[index]!) };
}

/** Parameters of a network with no zero among them, as after training. */
export function livelyValues(width: number, seed: number): Float32Array<ArrayBuffer> {
  const rng = makeRng(seed, 1);
  return initialValues(width, seed).map((value) => (value === 0 ? 0.1 * rng.normal() : value));
}

/** The values of a tensor, which is freed. */
export function take(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return values;
}

/** The largest |a - b|. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw new RangeError(`maxDifference: lengths must be equal, got ${a.length} and ${b.length}`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference; // NaN stays
  }
  return largest;
}
