import { beforeAll, describe, expect, test } from 'vitest';
import { dim, fashionBytes, maxDifference, meanOf, noisyFashion, take, trainingImagesOf } from '../../tests/materials';
import { multiDeltaMean } from '../../tests/reference/denoisers';
import { localMean } from '../../tests/reference/local';
import { setWasmBackend } from '../../tests/wasmBackend';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import { localWeights, makeLocalDenoiser, type PatchSize } from './local';
import { makeMultiDeltaDenoiser } from './multiDelta';
import { makeTrainingImages } from './trainingImages';

beforeAll(setWasmBackend);

const side = 6;
const sigmas = [0.002, 0.02, 0.2, 1, 5, 80];

/** `count` images of normal draws, as rows. */
function drawRows(count: number, seed: number): number[][] {
  return Array.from({ length: count }, (_, i) => [...drawNormals(makeRng(seed, i), side ** 2)]);
}

/** The first images with noise, the rows that the denoiser is asked about. */
function noisyRows(rows: readonly number[][], count: number, sigma: number): number[][] {
  const noise = drawRows(count, 99);
  return noise.map((draws, i) => rows[i % rows.length]!.map((value, p) => value + sigma * draws[p]!));
}

interface Asked {
  readonly rows: number[][];
  readonly patchSize: PatchSize;
  readonly x: number[][];
  readonly sigma: number;
  readonly blockRows?: number;
}

function denoised({ rows, patchSize, x, sigma, blockRows }: Asked): Float32Array {
  const images = trainingImagesOf(rows, blockRows);
  const answer = take(makeLocalDenoiser(images, patchSize).denoise(tf.tensor2d(x), sigma));
  images.dispose();
  return answer;
}

describe.each([1, 3, 5, 7, 11, 13])('P = %i', (patchSize) => {
  test.each(sigmas)('is the formula in float64 at sigma = %d', (sigma) => {
    for (const [seed, count] of [1, 2, 5, 40].entries()) {
      const rows = drawRows(count, seed + 1);
      const x = noisyRows(rows, 3, sigma);
      const expected = x.flatMap((row) => [...localMean(rows.flat(), row, { sigma, patchSize })]);
      expect(maxDifference(denoised({ rows, patchSize, x, sigma }), expected), `N = ${count}`).toBeLessThan(2e-5);
    }
  });
});

describe('on clothes', async () => {
  const bytes = await fashionBytes('train', 0, 300);
  const pixels = Float64Array.from(bytes, (byte) => byte / 127.5 - 1);

  // float32 is the limit, as for the multi-delta denoiser on tensors: most where two images compete
  test.each([
    [0.002, 1e-6],
    [0.02, 1e-6],
    [0.2, 1e-6],
    [0.5, 5e-5],
    [1, 2e-5],
    [5, 4e-6],
    [80, 5e-7],
  ])('squares of 55 hold the whole image: the multi-delta mean at sigma = %d, to %d', async (sigma, tolerance) => {
    const images = makeTrainingImages(bytes, meanOf(bytes));
    const x = await noisyFashion('heldOut', { count: 2, sigma });
    const expected = [x.subarray(0, dim), x.subarray(dim)].flatMap((row) => [...multiDeltaMean(pixels, row, sigma)]);
    for (const patchSize of [55, 57]) {
      const actual = take(makeLocalDenoiser(images, patchSize).denoise(tf.tensor2d(x, [2, dim]), sigma));
      expect(maxDifference(actual, expected), `P = ${patchSize}`).toBeLessThan(tolerance);
    }
    images.dispose();
  });

  test.each([
    [0.002, 1],
    [0.002, 5],
    [0.05, 3],
    [0.5, 9],
    [5, 27],
  ])('is the formula in float64 at sigma = %d, P = %i', async (sigma, patchSize) => {
    const images = makeTrainingImages(bytes, meanOf(bytes));
    const x = await noisyFashion('heldOut', { count: 1, sigma });
    const actual = take(makeLocalDenoiser(images, patchSize).denoise(tf.tensor2d(x, [1, dim]), sigma));
    images.dispose();
    expect(maxDifference(actual, localMean(pixels, x, { sigma, patchSize }))).toBeLessThan(1e-4);
  });
});

test('squares that hold the whole image give the multi-delta denoiser', () => {
  const rows = drawRows(20, 11);
  for (const sigma of sigmas) {
    const x = noisyRows(rows, 4, sigma);
    const images = trainingImagesOf(rows);
    const expected = take(makeMultiDeltaDenoiser(images).denoise(tf.tensor2d(x), sigma));
    images.dispose();
    expect(maxDifference(denoised({ rows, patchSize: 11, x, sigma }), expected), `sigma = ${sigma}`).toBeLessThan(1e-5);
  }
});

test('several blocks are one block', () => {
  const rows = drawRows(23, 7);
  for (const sigma of sigmas) {
    const asked = { rows, patchSize: 3, x: noisyRows(drawRows(4, 8), 4, sigma), sigma };
    const inOne = denoised(asked);
    for (const blockRows of [1, 5, 22])
      expect(maxDifference(denoised({ ...asked, blockRows }), inOne), `${blockRows} at ${sigma}`).toBeLessThan(1e-5);
  }
});

test('a row is answered as if it were alone', () => {
  const rows = drawRows(9, 3);
  const x = noisyRows(rows, 4, 0.3);
  const asked = { rows, patchSize: 5, sigma: 0.3 };
  const alone = x.flatMap((row) => [...denoised({ ...asked, x: [row] })]);
  expect(maxDifference(denoised({ ...asked, x }), alone)).toBeLessThan(1e-6);
});

test('every pixel lies within the range of that pixel over the images; of one image, it is the image', () => {
  const rows = drawRows(6, 4);
  const at = (p: number) => rows.map((row) => row[p]!);
  for (const sigma of [1e-4, ...sigmas]) {
    for (const patchSize of [1, 5, 11]) {
      const x = noisyRows(drawRows(3, 5), 3, sigma); // far from the images: no weight is near 1 by itself
      for (const [i, value] of denoised({ rows, patchSize, x, sigma, blockRows: 4 }).entries()) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...at(i % side ** 2)) - 1e-5);
        expect(value).toBeLessThanOrEqual(Math.max(...at(i % side ** 2)) + 1e-5);
      }
      const single = denoised({ rows: [rows[0]!], patchSize, x: [x[0]!], sigma });
      expect(maxDifference(single, rows[0]!)).toBeLessThan(1e-6);
    }
  }
});

test('the patch may depend on the noise level', () => {
  const rows = drawRows(9, 6);
  const patchSize = (sigma: number) => (sigma > 0.5 ? 11 : 3);
  for (const sigma of [0.2, 1]) {
    const asked = { rows, x: noisyRows(rows, 2, sigma), sigma };
    const fixed = denoised({ ...asked, patchSize: patchSize(sigma) });
    expect(maxDifference(denoised({ ...asked, patchSize }), fixed)).toBe(0);
    expect(maxDifference(denoised({ ...asked, patchSize: 1 }), fixed)).toBeGreaterThan(1e-3);
  }
});

test('keeps no tensor', () => {
  const images = trainingImagesOf(drawRows(9, 6), 4);
  const x = tf.tensor2d(drawRows(3, 1));
  const before = tf.memory();
  const denoiser = makeLocalDenoiser(images, 3);
  const answer = denoiser.denoise(x, 0.1);
  expect(answer.shape).toEqual([3, side ** 2]);
  expect(tf.memory().numTensors).toBe(before.numTensors + 1);
  answer.dispose();
  expect(() => denoiser.denoise(tf.zeros([2, 35]), 1)).toThrow();
  denoiser.dispose();
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors + 1, numDataBuffers: before.numDataBuffers + 1 }); // the zeros
});

test('says what images and patches must be', () => {
  const oblong = trainingImagesOf([[1, 2, 3, 4, 5, 6]]);
  expect(() => makeLocalDenoiser(oblong, 3)).toThrow('makeLocalDenoiser: images must be square, got 6 pixels');
  const images = trainingImagesOf(drawRows(1, 1));
  const refused = /the patch size must be an odd number of pixels >= 1, got/;
  for (const patchSize of [0, 4, -3, 2.5, NaN]) {
    expect(() => makeLocalDenoiser(images, patchSize)).toThrow(refused);
    expect(() => makeLocalDenoiser(images, () => patchSize).denoise(tf.zeros([1, 36]), 1)).toThrow(refused);
  }
});

test.each([1, 3, 11])('the weights of each pixel sum to 1, and with P = %d their means are the answer', (patchSize) => {
  const rows = drawRows(7, 3);
  for (const sigma of [0.2, 1, 5]) {
    const x = noisyRows(rows, 1, sigma);
    const images = trainingImagesOf(rows, 3);
    const weights = take(localWeights(images, tf.tensor2d(x), { sigma, patchSize }));
    images.dispose();
    const answer = denoised({ rows, patchSize, x, sigma });
    for (let p = 0; p < side ** 2; p++) {
      const own = [...weights.subarray(p * rows.length, (p + 1) * rows.length)];
      expect(own.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 5);
      expect(own.reduce((sum, weight, i) => sum + weight * rows[i]![p]!, 0)).toBeCloseTo(answer[p]!, 4);
    }
  }
});
