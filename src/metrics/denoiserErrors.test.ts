import { beforeAll, expect, test } from 'vitest';
import { setWasmBackend } from '../../tests/wasmBackend';
import type { Denoiser } from '../diffusion/denoiser';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import { denoiserErrors } from './denoiserErrors';

beforeAll(setWasmBackend);

const dim = 4;
const count = 7;
const clean = drawNormals(makeRng(3), count * dim);
const scaling = (factor: number): Denoiser => ({
  id: `times ${factor}`,
  dim,
  denoise: (x) => tf.mul(x, factor),
  dispose: () => undefined,
});

/** In float64, image by image. */
function bruteForce(factors: readonly number[], sigma: number, seed: number) {
  const noise = drawNormals(makeRng(seed), clean.length);
  const meanSquare = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0) / dim;
  const estimate = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
    return { mean, standardError: Math.sqrt(variance / count) };
  };
  const rows = Array.from({ length: count }, (_, i) => {
    const own = [...clean.subarray(i * dim, (i + 1) * dim)];
    return { own, x: own.map((value, p) => value + sigma * noise[i * dim + p]!) };
  });
  const [first] = factors;
  return factors.map((factor) => ({
    error: estimate(rows.map(({ own, x }) => meanSquare(x.map((value, p) => factor * value - own[p]!)))),
    rmseToFirst: estimate(rows.map(({ x }) => Math.sqrt(meanSquare(x.map((value) => (factor - first!) * value))))),
    normalizedToFirst: estimate(rows.map(() => Math.abs(factor / first! - 1))),
  }));
}

test.each([0.5, 3])('equals its definition in float64 at sigma %d, whatever the batches', async (sigma) => {
  const factors = [0.5, 1, -0.2];
  const expected = bruteForce(factors, sigma, 11);
  for (const batchSize of [count, 3]) {
    const found = await denoiserErrors(factors.map(scaling), { clean, sigma, seed: 11, batchSize });
    found.forEach((errors, i) => {
      for (const name of ['error', 'rmseToFirst', 'normalizedToFirst'] as const) {
        expect(errors[name].mean).toBeCloseTo(expected[i]![name].mean, 4);
        expect(errors[name].standardError).toBeCloseTo(expected[i]![name].standardError, 4);
      }
    });
  }
});

test('a denoiser that changes nothing errs by the variance of the noise, one that knows everything not at all', async () => {
  const many = new Float32Array(3000 * dim);
  const [same, nothing] = await denoiserErrors([scaling(1), scaling(0)], { clean: many, sigma: 2, seed: 5 });
  expect(Math.abs(same!.error.mean - 4)).toBeLessThan(4 * same!.error.standardError);
  expect(same!.rmseToFirst).toEqual({ mean: 0, standardError: 0 });
  expect(nothing!.error.mean).toBe(0);
});

test('keeps no tensor', async () => {
  const before = tf.memory().numTensors;
  await denoiserErrors([scaling(1), scaling(2)], { clean, sigma: 1, seed: 1 });
  expect(tf.memory().numTensors).toBe(before);
});
