/** The U-Net and its wrapper on WASM in float32 against float64 loops, on 8 images. Measured: at most 6e-7; allowed: 1e-5. */
import { beforeAll, expect, test } from 'vitest';
import { makeNetworkDenoiser } from '../../src/denoisers/network';
import * as tf from '../../src/tfjs';
import { dim, livelyValues, maxDifference, noisyFashion, take } from '../materials';
import { setWasmBackend } from '../wasmBackend';
import { networkMean } from './unet';

beforeAll(setWasmBackend);

const allowed = 1e-5;
const sigmaData = 0.7;

test.each([
  [8, 0.002],
  [8, 0.5],
  [8, 80],
  [32, 0.002],
  [32, 0.1],
  [32, 1],
  [32, 80],
  [64, 0.5],
])('width %i at sigma = %d', async (width, sigma) => {
  const values = livelyValues(width, 5);
  const count = 8;
  const x = await noisyFashion('heldOut', { count, sigma });
  const denoiser = makeNetworkDenoiser({ values, width, sigmaData });
  const actual = take(denoiser.denoise(tf.tensor2d(x, [count, dim]), sigma));
  denoiser.dispose();
  let error = 0;
  for (let row = 0; row < count; row++) {
    const expected = networkMean({ values, width, sigmaData }, x.subarray(row * dim, (row + 1) * dim), sigma);
    error = Math.max(error, maxDifference(actual.subarray(row * dim, (row + 1) * dim), expected));
  }
  expect(error).toBeLessThan(allowed);
});
