import { beforeAll, expect, test } from 'vitest';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeRng } from '../math/rng';
import * as tf from '../tfjs';
import { adamStep, blend, type AdamState } from './adam';

beforeAll(setWasmBackend);

const close = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number) => {
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
};

test('follows Algorithm 1 of Kingma and Ba in float64 over 60 steps of changing rates', () => {
  const rng = makeRng(1);
  const n = 5;
  const draws = () => Array.from({ length: n }, (_, i) => rng.normal() * 10 ** (i - 3));
  let theta = draws();
  let m: number[] = Array(n).fill(0);
  let v: number[] = Array(n).fill(0);
  let values: tf.Tensor = tf.tensor1d(theta);
  let state: AdamState = { mean: tf.zeros([n]), square: tf.zeros([n]) };
  const { numTensors } = tf.memory();
  for (let t = 1; t <= 60; t++) {
    const gradient = draws();
    const learningRate = 0.01 / t;
    m = m.map((each, i) => 0.9 * each + 0.1 * gradient[i]!);
    v = v.map((each, i) => 0.999 * each + 0.001 * gradient[i]! ** 2);
    theta = theta.map(
      (each, i) => each - (learningRate * (m[i]! / (1 - 0.9 ** t))) / (Math.sqrt(v[i]! / (1 - 0.999 ** t)) + 1e-8),
    );
    const tensor = tf.tensor1d(gradient);
    const next = adamStep(values, tensor, state, { learningRate, step: t });
    tf.dispose([values, state.mean, state.square, tensor]);
    values = next.values;
    state = next.state;
    close(values.dataSync(), theta, 1e-6);
  }
  close(state.mean.dataSync(), m, 1e-6);
  close(state.square.dataSync(), v, 1e-6);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('the first step goes down the gradient by the learning rate, whatever its size', () => {
  const { values } = adamStep(
    tf.tensor1d([1, 1, 1]),
    tf.tensor1d([1e-4, -3, 100]),
    { mean: tf.zeros([3]), square: tf.zeros([3]) },
    { learningRate: 0.1, step: 1 },
  );
  close(values.dataSync(), [0.9, 1.1, 0.9], 1e-4);
});

test('blend keeps its share of the first', () => {
  close(blend(tf.tensor1d([1, 2]), tf.tensor1d([3, -2]), 0.75).dataSync(), [1.5, 1], 1e-7);
});
