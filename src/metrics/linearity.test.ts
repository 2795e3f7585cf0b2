import { beforeAll, describe, expect, test } from 'vitest';
import { trainingImagesOf } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeLinearDenoiser } from '../denoisers/linear';
import { makeMultiDeltaDenoiser } from '../denoisers/multiDelta';
import type { Denoiser } from '../diffusion/denoiser';
import * as tf from '../tfjs';
import { linearity } from './linearity';

beforeAll(setWasmBackend);

const float32 = 2e-6;
const equalParts = { sigma: 1, alphas: [Math.SQRT1_2] };
const first = [
  [1, 2, -0.5],
  [0.3, -1, 2],
];
const second = [
  [-0.4, 1, 1],
  [2, 0.2, -1],
];
const weight = [0.9, 0.1, 0, 0.1, 0.5, 0.2, 0, 0.2, 0.3];
const points = [
  [1, 0, 0],
  [-1, 0.5, 1],
  [0, -2, -1],
];
const linearMap = (bias: number[]) => makeLinearDenoiser([{ sigma: 1, weight, bias }]);
const plain = (denoise: Denoiser['denoise']): Denoiser => ({ id: 'plain', dim: 3, denoise, dispose: () => undefined });

/** Numbers of a NumPy float64 reference, alpha = beta = 1 / sqrt(2). */
const cases: [string, () => Denoiser, number[], number[]][] = [
  ['linear', () => linearMap([0, 0, 0]), [1, 1], [0, 0]],
  [
    'affine',
    () => linearMap([0.5, -0.3, 0.2]),
    [0.990970090666743, 0.9988562784995596],
    [0.14953178704205508, 0.11680983393241652],
  ],
  [
    'tanh',
    () => plain((x) => tf.tanh(x)),
    [0.9755060648224833, 0.9270988500966749],
    [0.2433776763702475, 0.4887598419237042],
  ],
  [
    'relu',
    () => plain((x) => tf.relu(x)),
    [0.9823434129791654, 0.9516152293266193],
    [0.19306145983268458, 0.3338688089127892],
  ],
  [
    'multi-delta',
    () => makeMultiDeltaDenoiser(trainingImagesOf(points)),
    [0.9991174562028003, 0.8446934394665537],
    [0.27826511869991866, 0.7211381608567997],
  ],
];

describe('the linearity of', () => {
  test.each(cases)('%s', async (_, make, cosine, normalizedError) => {
    const [found] = await linearity(make(), tf.tensor2d(first), tf.tensor2d(second), equalParts);
    for (const i of [0, 1]) {
      expect(Math.abs(found!.cosine[i]! - cosine[i]!)).toBeLessThan(float32);
      expect(Math.abs(found!.normalizedError[i]! - normalizedError[i]!)).toBeLessThan(float32);
    }
  });

  test.each([0.5, 0.8])('a constant has cosine 1 and the error that its bias makes, at alpha = %d', async (alpha) => {
    const constant = plain((x) => tf.add(tf.mul(x, 0), tf.tensor1d([1, -2, 3])));
    const beta = Math.sqrt(1 - alpha ** 2);
    const options = { sigma: 9, alphas: [0.1, alpha] };
    const [, found] = await linearity(constant, tf.tensor2d(first), tf.tensor2d(second), options);
    expect(found!.cosine[0]).toBeCloseTo(1, 5);
    expect(found!.normalizedError[0]).toBeCloseTo(1 - 1 / (alpha + beta), 5);
  });

  test('nothing keeps a tensor, and alpha must lie between 0 and 1', async () => {
    const denoiser = linearMap([0, 0, 0]);
    const [a, b] = [tf.tensor2d(first), tf.tensor2d(second)];
    const { numTensors } = tf.memory();
    await linearity(denoiser, a, b, equalParts);
    expect(tf.memory().numTensors).toBe(numTensors);
    await expect(linearity(denoiser, a, b, { sigma: 1, alphas: [0.5, 1] })).rejects.toThrow(
      /each alpha must lie in \(0, 1\), got 1/,
    );
  });
});
