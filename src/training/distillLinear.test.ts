import { beforeAll, describe, expect, test } from 'vitest';
import { spectrumOfCovariance, trainingImagesOf } from '../../tests/materials';
import { momentsOf } from '../../tests/reference/dense';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeGaussianDenoiser } from '../denoisers/gaussian';
import { makeLinearDenoiser } from '../denoisers/linear';
import { makeMultiDeltaDenoiser } from '../denoisers/multiDelta';
import type { Denoiser } from '../diffusion/denoiser';
import { frobeniusNorm } from '../math/dense';
import { drawNormals, makeRng } from '../math/rng';
import type { Spectrum } from '../math/spectrum';
import { standardError, weightDifference } from '../metrics/linearMaps';
import * as tf from '../tfjs';
import { type DistillationProgress, type DistillationTask, distillLinear } from './distillLinear';

beforeAll(setWasmBackend);

const dim = 12;
/** Draws [count, dim] whose deviations fall from 3 to 0.02, off the origin: as ill-conditioned as images. */
function draw(count: number, seed: number): Float32Array<ArrayBuffer> {
  return drawNormals(makeRng(seed), count * dim).map((value, i) => 0.5 + value * 3 * 0.63 ** (i % dim));
}

function spectrumOfRows(rows: Float32Array): Spectrum {
  const { mean, covariance } = momentsOf(Float64Array.from(rows), dim);
  const matrix = Array.from({ length: dim }, (_, p) => [...covariance.subarray(p * dim, (p + 1) * dim)]);
  return spectrumOfCovariance(matrix, [...mean]);
}

async function distill(task: DistillationTask) {
  const work = distillLinear(task);
  const seen: number[] = [];
  for (;;) {
    const step = await work.next();
    if (step.done) return { map: step.value, seen };
    if (step.value.phase === 'asking') seen.push(step.value.done);
  }
}

const sigmas = [80, 21, 4, 1.5, 0.47, 0.1, 0.02, 0.002];
const clean = draw(500, 1);
const reference = spectrumOfRows(clean);

describe('a linear teacher comes back', () => {
  const weight = Float64Array.from(drawNormals(makeRng(3), dim * dim));
  const bias = Float64Array.from(drawNormals(makeRng(4), dim));
  test.each(sigmas)('at sigma = %d', async (sigma) => {
    const teacher = makeLinearDenoiser([{ sigma, weight, bias }]);
    const { map } = await distill({ teacher, sigma, clean, count: 4000, seed: 1, reference });
    teacher.dispose();
    expect(weightDifference(map.weight, weight)).toBeLessThan(1e-3);
    // where the data vary little beside the noise's own size, W and b trade: what counts is the answer
    expect(map.residual).toBeLessThan(1e-4 * (1 + sigma ** 2));
    expect(standardError(map.halves) / frobeniusNorm(weight)).toBeLessThan(1e-3);
  });

  test('whatever the reference is', async () => {
    const teacher = makeLinearDenoiser([{ sigma: 0.5, weight, bias }]);
    const few = spectrumOfRows(draw(4, 9));
    const { map } = await distill({ teacher, sigma: 0.5, clean, count: 4000, seed: 1, reference: few });
    expect(weightDifference(map.weight, weight)).toBeLessThan(1e-3);
    expect(weightDifference(map.bias, bias)).toBeLessThan(1e-2);
    teacher.dispose();
  });
});

describe('the multi-delta of 40 points', () => {
  const training = draw(40, 5);
  const rows = Array.from({ length: 40 }, (_, i) => [...training.subarray(i * dim, (i + 1) * dim)]);
  const own = spectrumOfRows(training);

  /** W of the Gaussian denoiser of the training points, column by column. */
  function gaussianWeight(sigma: number): Float64Array {
    const gaussian = makeGaussianDenoiser(own);
    const answers = tf.tidy(() => {
      const origin = gaussian.denoise(tf.zeros([dim, dim]), sigma);
      return tf.transpose(tf.sub(gaussian.denoise(tf.eye(dim), sigma), origin)).dataSync();
    });
    gaussian.dispose();
    return Float64Array.from(answers);
  }

  async function distilled(inputs: Float32Array, sigma: number) {
    const images = trainingImagesOf(rows);
    const teacher: Denoiser = makeMultiDeltaDenoiser(images);
    const { map } = await distill({ teacher, sigma, clean: inputs, count: 80_000, seed: 2, reference });
    teacher.dispose();
    images.dispose();
    return map;
  }

  // E[x | z] of any law has Cov(E[x | z], z) = Cov(x, z), so its best linear map is the Gaussian's
  test.each([0.1, 0.5, 1.5, 5])('on its own points is the Gaussian, at sigma = %d', async (sigma) => {
    const map = await distilled(training, sigma);
    const expected = gaussianWeight(sigma);
    expect(weightDifference(map.weight, expected)).toBeLessThan(0.02);
    expect(weightDifference(map.weight, expected)).toBeLessThan(
      6 * (standardError(map.halves) / frobeniusNorm(expected)) + 1e-3,
    );
  });

  test('on other points of the same law is not', async () => {
    const map = await distilled(clean, 0.5);
    expect(weightDifference(map.weight, gaussianWeight(0.5))).toBeGreaterThan(0.1);
    expect(map.residual).toBeGreaterThan(0.01);
  });
});

test('keeps no tensor, also when it is ended early, and says how far it is', async () => {
  const teacher = makeGaussianDenoiser(reference);
  const { numTensors } = tf.memory();
  const task = { teacher, sigma: 1, clean, count: 5000, seed: 1, reference };
  const { seen } = await distill(task);
  expect(seen[0]).toBe(0);
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i * 256));
  for (const [phase, steps] of [
    ['asking', 4],
    ['solving', 23],
  ] as const) {
    const early = distillLinear(task);
    let last: IteratorResult<DistillationProgress, unknown> | undefined;
    for (let i = 0; i < steps; i++) last = await early.next();
    expect(last).toMatchObject({ done: false, value: { phase } });
    await early.return(undefined as never);
    expect(tf.memory().numTensors, phase).toBe(numTensors);
  }
});

test('the linear denoiser refuses a noise level that was not distilled, in words', () => {
  const denoiser = makeLinearDenoiser([{ sigma: 1.502, weight: [1, 0, 0, 1], bias: [0, 0] }]);
  const { numTensors } = tf.memory();
  expect(() => denoiser.denoise(tf.tensor2d([[1, 2]]), 1)).toThrow('was distilled at sigma = 1.5, not at 1.');
  expect([...denoiser.denoise(tf.tensor2d([[1, 2]]), 1.50201).dataSync()]).toEqual([1, 2]);
  denoiser.dispose();
  expect(tf.memory().numTensors).toBeLessThan(numTensors + 4);
});
