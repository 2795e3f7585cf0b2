import { beforeAll, describe, expect, test } from 'vitest';
import { setWasmBackend } from '../../tests/wasmBackend';
import { drawNormals, makeRng } from '../math/rng';
import { symmetricEigen } from '../math/symmetricEigen';
import { weightAfter } from '../theory/gradientDescent';
import * as tf from '../tfjs';
import { learnLinear, type LearningLook, type LearningTask } from './learnLinear';

beforeAll(setWasmBackend);

const dim = 5;
const count = 400;
const deviations = [2, 1, 0.6, 0.3, 0.1];
const draws = drawNormals(makeRng(3), count * dim);
const clean = draws.map((draw, i) => draw * deviations[i % dim]! + (i % 3));
const mean = Float64Array.from({ length: dim }, (_, p) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += clean[i * dim + p]!;
  return sum / count;
});
const covariance = new Float64Array(dim * dim);
for (let i = 0; i < count; i++)
  for (let p = 0; p < dim; p++)
    for (let q = 0; q < dim; q++)
      covariance[p * dim + q]! += ((clean[i * dim + p]! - mean[p]!) * (clean[i * dim + q]! - mean[q]!)) / count;
const { eigenvalues, vectors } = symmetricEigen(covariance, dim);

const task = (changes: Partial<LearningTask> = {}): LearningTask => ({
  clean,
  mean,
  sigma: 0.7,
  learningRate: 0.02,
  start: 0,
  looks: [0, 1, 5, 20, 80],
  batchSize: 2048,
  seed: 1,
  modes: Float32Array.from(vectors),
  ...changes,
});

async function looksOf(changes: Partial<LearningTask> = {}): Promise<LearningLook[]> {
  const looks = [];
  for await (const look of learnLinear(task(changes))) if (look) looks.push(look);
  return looks;
}

describe.each([0, 0.4])('from %d on the diagonal', (start) => {
  test('every mode follows its closed form, within the noise of the batches', async () => {
    const looks = await looksOf({ start });
    expect(looks.map(({ step }) => step)).toEqual(task().looks);
    for (const { step, weights } of looks)
      for (const [i, lambda] of eigenvalues.entries()) {
        const expected = weightAfter(lambda, { sigma: 0.7, eta: 0.02, steps: step, start });
        expect(Math.abs(weights[i]! - expected), `mode ${i} after ${step}`).toBeLessThan(step === 0 ? 1e-6 : 0.012);
      }
  });
});

test('the loss falls to that of the Gaussian denoiser', async () => {
  const looks = await looksOf({ looks: [1, 300], batchSize: 8192 });
  const best = eigenvalues.reduce((sum, lambda) => sum + (0.49 * lambda) / (lambda + 0.49), 0) / dim;
  expect(looks[1]!.loss / best).toBeCloseTo(1, 1);
  expect(looks[0]!.loss).toBeGreaterThan(2 * best);
});

test('a rate that is too large is told in words, and nothing keeps a tensor', async () => {
  const { numTensors } = tf.memory();
  await looksOf({ looks: [3] });
  await expect(looksOf({ learningRate: 20, looks: [200] })).rejects.toThrow(/diverged before step 200; a smaller rate/);
  expect(tf.memory().numTensors).toBe(numTensors);
});
