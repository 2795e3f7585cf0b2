import { beforeAll, describe, expect, test } from 'vitest';
import { spectrumOfCovariance } from '../../tests/materials';
import { momentsOf } from '../../tests/reference/dense';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeGaussianDenoiser } from '../denoisers/gaussian';
import { frobeniusNorm } from '../math/dense';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import { affineMapAfter } from '../theory/gradientDescent';
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
  for await (const { readMap, ...numbers } of descendLinear(own)) {
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
  for await (const { epoch } of descendLinear(own)) if (epoch === 1) break;
  for await (const _ of descendLinear({ ...own, epochs: 1 }));
  expect(tf.memory().numTensors).toBe(numTensors);
  own.teacher.dispose();
});
