import { beforeAll, describe, expect, test } from 'vitest';
import { dim, fashionBytes, meanOf, noisyFashion, take } from '../../tests/materials';
import { negativeSquaredDistances } from '../../tests/reference/denoisers';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeTrainingImages } from '../denoisers/trainingImages';
import * as tf from '../tfjs';
import { isMemorized } from './catalog';
import { distanceToBytes, nearestTraining } from './nearestTraining';

beforeAll(setWasmBackend);

/** Indices [count, 2] as the device finds them. */
function find(bytes: Uint8Array, x: Float32Array): Float32Array {
  const images = makeTrainingImages(bytes, meanOf(bytes));
  const { numTensors } = tf.memory();
  const rows = tf.tensor2d(x, [x.length / dim, dim]);
  const found = nearestTraining(images, rows);
  expect(found.shape).toEqual([x.length / dim, 2]);
  expect(tf.memory().numTensors).toBe(numTensors + 2);
  images.dispose();
  rows.dispose();
  return take(found);
}

// one block of 2,048 images, just one more, three blocks
describe.each([2, 3, 64, 2048, 2049, 4100])('N = %i', async (count) => {
  const bytes = await fashionBytes('train', 0, count);
  const pixels = Float64Array.from(bytes, (byte) => byte / 127.5 - 1);

  test.each([0, 0.3, 5])('finds the two nearest of every row, at sigma = %d', async (sigma) => {
    const x = await noisyFashion('heldOut', { count: 6, sigma });
    const found = find(bytes, x);
    for (let row = 0; row < 6; row++) {
      const nearness = negativeSquaredDistances(pixels, x.subarray(row * dim, (row + 1) * dim));
      const order = [...nearness.keys()].sort((a, b) => nearness[b]! - nearness[a]!);
      expect([...found.subarray(2 * row, 2 * row + 2)]).toEqual(order.slice(0, 2));
    }
  });

  test('a training image is nearest to itself', async () => {
    const last = await noisyFashion('train', { start: count - 1, count: 1, sigma: 0 });
    expect(find(bytes, last)[0]).toBe(count - 1);
  });
});

test('of one image both are that image', async () => {
  const x = await noisyFashion('heldOut', { count: 3, sigma: 1 });
  expect([...find(await fashionBytes('train', 5, 1), x)]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('of two equal images both are found, also in different blocks', async () => {
  const bytes = await fashionBytes('train', 0, 2050);
  bytes.copyWithin(2049 * dim, 3 * dim, 4 * dim);
  const found = find(bytes, await noisyFashion('train', { start: 3, count: 1, sigma: 0.01 }));
  expect([...found].sort((a, b) => a - b)).toEqual([3, 2049]);
});

test('distances are root mean squares of pixels', () => {
  expect(distanceToBytes([1, 1, -1, -1], Uint8Array.of(255, 255, 0, 0))).toBe(0);
  expect(distanceToBytes([1, 1, 1, 1], Uint8Array.of(0, 255, 255, 255))).toBe(1);
  expect(distanceToBytes([0], Uint8Array.of(255))).toBe(1);
});

test('a copy is nearer than a third of the way to the second nearest image', () => {
  expect(isMemorized({ distance: 0.09, secondDistance: 0.3 })).toBe(true);
  expect(isMemorized({ distance: 0.1, secondDistance: 0.3 })).toBe(false);
  expect(isMemorized({ distance: 0.2, secondDistance: 0.3 })).toBe(false);
  expect(isMemorized({ distance: 0, secondDistance: 0.3 })).toBe(true);
});
