/**
 * The streamed float32 denoiser on WASM against a float64 log-sum-exp over all images. On noisy images, of the training set or not, one image or a broad
 * crowd answers, and the largest error measured is 5e-5. What float32 costs shows only where exactly two images compete, half-way between an image and
 * its nearest neighbour: from sigma = 0.05 on, squared distances (about 200) come from matrix products and are good to about 1e-5, which divided by
 * 2 sigma^2 is up to 0.005 of the log of a share: 1.3e-3 of a pixel at sigma = 0.1, the worst place. Below 0.05 distances are summed explicitly: 2e-6.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { toFloatPixels } from '../../src/data/pixels';
import { makeMultiDeltaDenoiser } from '../../src/denoisers/multiDelta';
import { makeTrainingImages } from '../../src/denoisers/trainingImages';
import * as tf from '../../src/tfjs';
import { dim, fashionBytes, maxDifference, meanOf, take, withNoise } from '../materials';
import { setWasmBackend } from '../wasmBackend';
import { multiDeltaMean, negativeSquaredDistances } from './denoisers';

beforeAll(setWasmBackend);

const rows = 3;

/** The largest error over the rows of x. */
function errorOf(bytes: Uint8Array, pixels: Float64Array, x: Float32Array, sigma: number): number {
  const images = makeTrainingImages(bytes, meanOf(bytes));
  const actual = take(makeMultiDeltaDenoiser(images).denoise(tf.tensor2d(x, [x.length / dim, dim]), sigma));
  images.dispose();
  const expected = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += dim) {
    expected.set(multiDeltaMean(pixels, x.subarray(start, start + dim), sigma), start);
  }
  return maxDifference(actual, expected);
}

// one block of 2,048 images, just one more, three blocks
describe.each([1, 2, 7, 64, 2048, 2049, 5000])('N = %i', async (count) => {
  const bytes = await fashionBytes('train', 0, count);
  const pixels = Float64Array.from(bytes, (byte) => byte / 127.5 - 1);
  const first = toFloatPixels(bytes.subarray(0, Math.min(rows, count) * dim));
  const heldOut = toFloatPixels(await fashionBytes('heldOut', 0, rows));

  test.each([0.002, 0.01, 0.049, 0.051, 0.2, 1, 5, 80])('sigma = %d', (sigma) => {
    expect(errorOf(bytes, pixels, withNoise(first, sigma, 3), sigma), 'a training image and noise').toBeLessThan(1e-4);
    expect(errorOf(bytes, pixels, withNoise(heldOut, sigma, 3), sigma), 'a held-out image and noise').toBeLessThan(
      1e-4,
    );
  });
});

describe('half-way between an image and its nearest neighbour, N = 2,500', async () => {
  const bytes = await fashionBytes('train', 0, 2500);
  const pixels = Float64Array.from(bytes, (byte) => byte / 127.5 - 1);
  const middles = new Float32Array(8 * dim);
  for (let i = 0; i < 8; i++) {
    const image = pixels.subarray(i * dim, (i + 1) * dim);
    const nearness = negativeSquaredDistances(pixels, image);
    nearness[i] = -Infinity; // not itself
    const neighbour = nearness.indexOf(nearness.reduce((a, b) => Math.max(a, b)));
    middles.set(
      image.map((value, p) => (value + pixels[neighbour * dim + p]!) / 2),
      i * dim,
    );
  }

  test.each([
    [0.002, 1e-5],
    [0.01, 1e-5],
    [0.049, 1e-5],
    [0.051, 5e-3],
    [0.1, 5e-3],
    [0.2, 5e-3],
    [0.5, 1e-3],
  ])('sigma = %d, to %d', (sigma, tolerance) => {
    expect(errorOf(bytes, pixels, withNoise(middles, sigma, 4), sigma)).toBeLessThan(tolerance);
  });
});
