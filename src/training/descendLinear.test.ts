import { beforeAll, describe, expect, test } from 'vitest';
import { spectrumOfCovariance } from '../../tests/materials';
import { momentsOf } from '../../tests/reference/dense';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeGaussianDenoiser } from '../denoisers/gaussian';
import { dot, frobeniusNorm } from '../math/dense';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import { symmetricEigen } from '../math/symmetricEigen';
import { affineMapAfter, distanceAfter } from '../theory/gradientDescent';
import { descendLinear, type DescentTask } from './descendLinear';

beforeAll(setWasmBackend);

const dim = 6;
const sigma = 0.8;
const clean = drawNormals(makeRng(1), 2048 * dim).map((value, i) => 0.3 + value * 1.5 * 0.7 ** (i % dim));
const { mean, covariance } = momentsOf(Float64Array.from(clean), dim);
const rows = Array.from({ length: dim }, (_, p) => [...covariance.subarray(p * dim, (p + 1) * dim)]);
const spectrum = spectrumOfCovariance(rows, [...mean]);
const target = affineMapAfter(covariance, mean, { sigma, eta: 0.02, steps: 5000 }).weight;
const task = (changes: Partial<DescentTask> = {}): DescentTask => ({
  teacher: makeGaussianDenoiser(spectrum),
  sigma,
  clean,
  epochs: 12,
  optimizer: 'descent',
  learningRate: 0.02,
  seed: 3,
  target,
  ...changes,
});

async function run(own: DescentTask) {
  const epochs: { epoch: number; loss: number; difference: number }[] = [];
  let map: { weight: Float32Array; bias: Float32Array } = { weight: new Float32Array(), bias: new Float32Array() };
  for await (const each of descendLinear(own)) {
    if (!each) continue;
    const { readMap, ...numbers } = each;
    epochs.push(numbers);
    map = await readMap();
  }
  own.teacher.dispose();
  return { epochs, map };
}

const relative = (a: ArrayLike<number>, b: Float64Array) =>
  frobeniusNorm(b.map((value, i) => value - a[i]!)) / frobeniusNorm(b);

describe('plain descent', () => {
  test('follows the closed form, epoch by epoch, but for the noise of its batches', async () => {
    const { epochs, map } = await run(task());
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    for (const { epoch, difference } of epochs) {
      const expected = affineMapAfter(covariance, mean, { sigma, eta: 0.02, steps: 8 * epoch }).weight;
      expect(Math.abs(difference - relative(expected, target))).toBeLessThan(0.03);
    }
    const end = affineMapAfter(covariance, mean, { sigma, eta: 0.02, steps: 8 * 12 });
    expect(relative(map.weight, end.weight)).toBeLessThan(0.03);
    expect(relative(map.bias, end.bias)).toBeLessThan(0.2);
    expect(epochs.at(-1)!.loss).toBeLessThan(0.1 * epochs[1]!.loss);
  });

  test('with too large a step says so', async () => {
    await expect(run(task({ learningRate: 5, epochs: 40 }))).rejects.toThrow(
      /descent diverged in epoch \d+; a smaller learning rate is needed/,
    );
  });
});

test('asks the teacher once about each noise of each image, and about centred images follows each mode by itself', async () => {
  const own = task({ epochs: 12, draws: 3, center: mean });
  let asked = 0;
  const counting = {
    ...own.teacher,
    denoise: (...x: Parameters<typeof own.teacher.denoise>) => (asked++, own.teacher.denoise(...x)),
  };
  const { epochs, map } = await run({ ...own, teacher: counting });
  expect(asked).toBe(3 * 8);
  const { eigenvalues, vectors } = symmetricEigen(covariance, dim);
  const image = (weight: ArrayLike<number>, v: Float64Array) =>
    v.map((_, p) => v.reduce((sum, entry, q) => sum + weight[p * dim + q]! * entry, 0));
  const modes = Array.from(eigenvalues, (lambda, m) => {
    const own = image(target, vectors.subarray(m * dim, (m + 1) * dim));
    return { lambda, own: dot(own, own), cross: dot(own, own), target: dot(own, own) };
  });
  for (const { epoch, difference } of epochs) {
    const expected = distanceAfter(modes, { sigma, eta: 0.02, steps: 8 * epoch }) / frobeniusNorm(target);
    expect(Math.abs(difference - expected)).toBeLessThan(0.03);
  }
  // read back as W z + b, whatever the centre: at the mean it answers with the mean
  const atMean = image(map.weight, Float64Array.from(mean)).map((value, p) => value + map.bias[p]!);
  expect(Math.max(...atMean.map((value, p) => Math.abs(value - mean[p]!)))).toBeLessThan(0.1);
});

test('Adam comes to the same map', async () => {
  const { epochs, map } = await run(task({ optimizer: 'adam', learningRate: 0.02, epochs: 60 }));
  expect(relative(map.weight, target)).toBeLessThan(0.03);
  expect(epochs.at(-1)!.difference).toBeCloseTo(relative(map.weight, target), 4);
});

test('the same seed gives the same map, and no tensor is kept, ended early or not', async () => {
  const [a, b] = [await run(task({ epochs: 2 })), await run(task({ epochs: 2 }))];
  expect([...a.map.weight]).toEqual([...b.map.weight]);
  const own = task();
  const { numTensors } = tf.memory();
  for await (const each of descendLinear(own)) if (each?.epoch === 1) break;
  for await (const _ of descendLinear({ ...own, epochs: 3, draws: 2, center: mean }));
  expect(tf.memory().numTensors).toBe(numTensors);
  own.teacher.dispose();
});
