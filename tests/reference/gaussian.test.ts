/**
 * The Gaussian denoiser, from byte sums through eigenvectors to float32 on WASM, against mean + C (C + sigma^2)^-1 (x - mean) by a dense float64 solve
 * that knows of no eigenvector: both routes to the spectrum (images against images for N < 784, pixels against pixels from there on).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { makeGaussianDenoiser } from '../../src/denoisers/gaussian';
import * as tf from '../../src/tfjs';
import { dim, fashionBytes, maxDifference, noisyFashion, spectrumOf, take } from '../materials';
import { setWasmBackend } from '../wasmBackend';
import { momentsOf, orthonormalityError } from './dense';
import { makeGaussianMean } from './denoisers';

beforeAll(setWasmBackend);

describe.each([16, 64, 783, 784, 2000])('N = %i', (count) => {
  test('agrees at every noise level', { timeout: 60_000 }, async () => {
    const bytes = await fashionBytes('train', 0, count);
    const moments = momentsOf(
      Float64Array.from(bytes, (byte) => byte / 127.5 - 1),
      dim,
    );
    const spectrum = spectrumOf(bytes, count);
    // measured: 3e-8 at N = 783, where the route by images divides by small eigenvalues; 2e-13 by pixels
    expect(orthonormalityError(spectrum.modes, dim)).toBeLessThan(1e-6);
    const denoiser = makeGaussianDenoiser(spectrum);
    for (const sigma of [0.002, 0.1, 80]) {
      const x = await noisyFashion('heldOut', { count: 3, sigma });
      const actual = take(denoiser.denoise(tf.tensor2d(x, [3, dim]), sigma));
      const expected = makeGaussianMean(moments, sigma);
      const errors = [0, 1, 2].map((row) =>
        maxDifference(actual.subarray(row * dim, (row + 1) * dim), expected(x.subarray(row * dim, (row + 1) * dim))),
      );
      expect(Math.max(...errors), `sigma = ${sigma}`).toBeLessThan(1e-4); // measured: 2e-5 at N = 783 and sigma = 0.002, elsewhere 7e-6
    }
    denoiser.dispose();
  });
});
