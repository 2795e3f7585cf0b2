import { beforeAll, describe, expect, test } from 'vitest';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeRng } from '../math/rng';
import * as tf from '../tfjs';
import type { Tensor } from '../tfjs';
import * as ops from './ops';
import { applyUnet, initialValues, splitParameters, unetSpecs } from './unet';

beforeAll(setWasmBackend);

const random = (shape: number[], stream: number) => {
  const rng = makeRng(7, stream);
  return tf.tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal()),
    shape,
  );
};

/** Compares the gradient of sum(weights * f(inputs)) with central differences along a random direction of each input. */
function expectGradientMatches(f: (...inputs: never[]) => Tensor, shapes: number[][], tolerance = 2e-3) {
  const inputs = shapes.map((shape, i) => random(shape, i));
  const output = f(...(inputs as never[]));
  const weights = random(output.shape, 99);
  const scalar = (...args: Tensor[]) => tf.tidy(() => tf.sum(tf.mul(f(...(args as never[])), weights)).dataSync()[0]!);
  const weightedSum = tf.customGrad((...args: unknown[]) => ({
    value: tf.sum(tf.mul(args[0] as Tensor, weights)),
    gradFunc: (gradient: Tensor) => tf.mul(gradient, weights),
  }));
  const loss = (...args: Tensor[]) => weightedSum(f(...(args as never[])));
  const gradients = tf.grads(loss)(inputs);
  for (const [i, input] of inputs.entries()) {
    expect(gradients[i]!.shape).toEqual(input.shape);
    const direction = random(input.shape, 50 + i);
    const analytic = tf.sum(tf.mul(gradients[i]!, direction)).dataSync()[0]!;
    const h = 1e-2;
    const moved = (sign: number) => inputs.map((x, j) => (j === i ? tf.add(x, tf.mul(direction, sign * h)) : x));
    const numeric = (scalar(...moved(1)) - scalar(...moved(-1))) / (2 * h);
    const scale = Math.sqrt(
      tf.sum(tf.square(gradients[i]!)).dataSync()[0]! * tf.sum(tf.square(direction)).dataSync()[0]!,
    );
    expect(Math.abs(analytic - numeric) / scale, `input ${i}: analytic ${analytic}, numeric ${numeric}`).toBeLessThan(
      tolerance,
    );
  }
}

describe('gradients match finite differences', () => {
  test.each<[string, (...inputs: never[]) => Tensor, number[][]]>([
    [
      'dense',
      ops.dense,
      [
        [3, 5],
        [5, 4],
      ],
    ],
    ['silu', ops.silu, [[2, 3, 3, 4]]],
    [
      'plus',
      ops.plus,
      [
        [2, 3],
        [2, 3],
      ],
    ],
    ['addScalar', (x: Tensor) => ops.addScalar(x, 2), [[2, 3]]],
    ['columns', (x: tf.Tensor2D) => ops.columns(x, 1, 2), [[3, 5]]],
    [
      'modulatedRmsNorm, one modulation an image',
      ops.modulatedRmsNorm,
      [
        [2, 3, 3, 4],
        [2, 4],
        [2, 4],
      ],
    ],
    [
      'modulatedRmsNorm, one for the batch',
      ops.modulatedRmsNorm,
      [
        [2, 3, 3, 4],
        [1, 4],
        [1, 4],
      ],
    ],
    [
      'convolve',
      ops.convolve,
      [
        [2, 5, 5, 3],
        [3, 3, 3, 4],
      ],
    ],
    [
      'convolveInput',
      (filter: tf.Tensor4D) => ops.convolveInput(random([2, 8, 8, 1], 7) as tf.Tensor4D, filter),
      [[6, 6, 1, 4]],
    ],
    [
      'downsample',
      ops.downsample,
      [
        [2, 4, 4, 3],
        [12, 5],
      ],
    ],
    [
      'mixChannels',
      ops.mixChannels,
      [
        [2, 3, 3, 4],
        [4, 6],
      ],
    ],
    ['unfoldPixels', ops.unfoldPixels, [[2, 3, 3, 8]]],
    ['asRows', ops.asRows, [[2, 3, 3, 2]]],
    ['asImages', (x: tf.Tensor2D) => ops.asImages(x, 3, 4), [[2, 24]]],
    ['meanSquaredError', (x: tf.Tensor2D) => ops.meanSquaredError(x, random([3, 4], 8) as tf.Tensor2D), [[3, 4]]],
  ])('%s', (_, f, shapes) => {
    expectGradientMatches(f, shapes);
  });
});

test('the whole network: gradients match finite differences in every parameter', () => {
  const width = 8;
  const specs = unetSpecs(width);
  const values = tf.tensor1d(initialValues(width, 1).map((value, i) => value + 0.1 * Math.sin(i))); // no parameter at zero
  const parameters = splitParameters(values, specs);
  const x = random([3, 784], 1) as tf.Tensor2D;
  const target = random([3, 784], 2) as tf.Tensor2D;
  const names = specs.map(({ name }) => name);
  const loss = (...tensors: Tensor[]) =>
    ops.meanSquaredError(
      applyUnet(Object.fromEntries(names.map((name, i) => [name, tensors[i]!])), x, [-1, 0, 0.5]),
      target,
    );
  const inputs = names.map((name) => parameters[name]!);
  const { value, grads } = tf.valueAndGrads(loss)(inputs);
  expect(Number.isFinite(value.dataSync()[0])).toBe(true);
  for (const [i, name] of names.entries()) {
    const norm = tf.norm(grads[i]!).dataSync()[0]!;
    expect(norm, name).toBeGreaterThan(0);
    const direction = tf.div(grads[i]!, norm);
    const h = 2e-2 / Math.max(1, norm);
    const at = (sign: number) =>
      loss(
        ...inputs.map((tensor, j) => (j === i ? tf.add(tensor, tf.mul(direction, sign * h)) : tensor)),
      ).dataSync()[0]!;
    const numeric = (at(1) - at(-1)) / (2 * h);
    expect(Math.abs(numeric - norm) / norm, `${name}: ${numeric} against ${norm}`).toBeLessThan(0.03);
  }
});

test('a fresh network is zero, and its sizes are those the comparison of shapes names', () => {
  const values = initialValues(32, 3);
  const parameters = splitParameters(tf.tensor1d(values), unetSpecs(32));
  const output = applyUnet(parameters, random([2, 784], 4) as tf.Tensor2D, [0.1]);
  expect(tf.max(tf.abs(output)).dataSync()[0]).toBe(0);
  expect([8, 16, 32, 64].map((width) => initialValues(width, 3).length)).toEqual([47_709, 118_413, 335_085, 1_069_485]);
});
