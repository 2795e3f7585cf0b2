import { beforeAll, describe, expect, test } from 'vitest';
import { maxDifference, take, trainingImagesOf } from '../../tests/materials';
import { equivariantMean } from '../../tests/reference/local';
import { setWasmBackend } from '../../tests/wasmBackend';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import { equivariantWeights, makeEquivariantDenoiser } from './equivariant';
import { makeLocalDenoiser } from './local';

beforeAll(setWasmBackend);

const side = 6;
const sigmas = [0.05, 0.3, 1, 5, 80];

const drawRows = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => [...drawNormals(makeRng(seed, i), side ** 2)]);

function answer(rows: number[][], x: number[][], { patchSize, sigma }: { patchSize: number; sigma: number }) {
  const images = trainingImagesOf(rows, 2);
  const denoised = take(makeEquivariantDenoiser(images, patchSize).denoise(tf.tensor2d(x), sigma));
  images.dispose();
  return denoised;
}

describe.each([1, 3, 5, 7, 11])('P = %i', (patchSize) => {
  test.each(sigmas)('is the formula in float64 at sigma = %d', (sigma) => {
    for (const [seed, count] of [1, 3, 5].entries()) {
      const rows = drawRows(count, seed + 1);
      const x = drawRows(2, 40 + seed).map((draws, i) => draws.map((draw, p) => rows[i % count]![p]! + sigma * draw));
      const expected = x.flatMap((row) => [...equivariantMean(rows.flat(), row, { sigma, patchSize })]);
      expect(maxDifference(answer(rows, x, { patchSize, sigma }), expected), `N = ${count}`).toBeLessThan(1e-4);
    }
  });
});

test('images centred on a mean that is not flat give the same answer', () => {
  const rows = drawRows(4, 1);
  const center = drawRows(1, 9)[0]!;
  const x = tf.tensor2d(drawRows(1, 2));
  const plain = trainingImagesOf(rows);
  const centred = {
    ...trainingImagesOf(rows.map((row) => row.map((value, p) => value - center[p]!))),
    center: tf.tensor2d([center]),
  };
  const asked = [plain, centred].map((images) => take(makeEquivariantDenoiser(images, 3).denoise(x, 0.5)));
  expect(maxDifference(asked[0]!, asked[1]!)).toBeLessThan(1e-5);
});

test('where the border cuts every square it is the local denoiser', () => {
  const rows = drawRows(7, 3);
  const x = drawRows(3, 4);
  for (const patchSize of [7, 11]) {
    const images = trainingImagesOf(rows);
    const local = take(makeLocalDenoiser(images, patchSize).denoise(tf.tensor2d(x), 1));
    images.dispose();
    expect(maxDifference(answer(rows, x, { patchSize, sigma: 1 }), local)).toBeLessThan(1e-5);
  }
});

test('within, a moved image is a moved answer', () => {
  const sheet = (at: number) =>
    Array.from({ length: side ** 2 }, (_, p) => (Math.floor(p / side) === at && p % side === 2 ? 1 : 0));
  const rows = [sheet(2), sheet(2).map((value) => -value)];
  const [here, there] = [2, 3].map((at) => answer(rows, [sheet(at)], { patchSize: 3, sigma: 0.2 }));
  expect(there![3 * side + 2]).toBeCloseTo(here![2 * side + 2]!, 5);
  expect(here![2 * side + 2]).toBeGreaterThan(0.9);
});

test('the weights of each pixel sum to 1; every pixel lies within the range of all pixels; it keeps no tensor', () => {
  const rows = drawRows(5, 6);
  const images = trainingImagesOf(rows);
  const x = tf.tensor2d(drawRows(1, 7));
  const before = tf.memory().numTensors;
  const weights = take(equivariantWeights(images, x, { sigma: 0.4, patchSize: 3 }));
  for (let p = 0; p < side ** 2; p++)
    expect(weights.subarray(5 * p, 5 * p + 5).reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 5);
  const denoised = take(makeEquivariantDenoiser(images, 3).denoise(x, 0.4));
  expect(Math.max(...denoised)).toBeLessThanOrEqual(Math.max(...rows.flat()) + 1e-5);
  expect(Math.min(...denoised)).toBeGreaterThanOrEqual(Math.min(...rows.flat()) - 1e-5);
  expect(tf.memory().numTensors).toBe(before);
});

test('says how many images it takes', () => {
  const images = trainingImagesOf(Array.from({ length: 257 }, () => [0]));
  expect(() => makeEquivariantDenoiser(images, 1)).toThrow(
    'makeEquivariantDenoiser: images must be at most 256, got 257',
  );
});
