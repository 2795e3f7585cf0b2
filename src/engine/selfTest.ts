/** Known-answer tests that a backend must pass before it computes anything a reader sees: drivers have been found that return zeros. */
import { makeRng } from '../math/rng';
import * as tf from '../tfjs';

const relativeTolerance = 1e-4;

/** Runs every test on the active backend. @throws Error that names the operation, the expected number and the one that came */
export async function selfTest(): Promise<void> {
  await matMulTest();
  await conv2dTest();
  await softmaxTest();
}

function draws(length: number, stream: number): number[] {
  const rng = makeRng(1, stream);
  return Array.from({ length }, () => rng.below(33) / 16 - 1); // exact in float32
}

async function expectValues(operation: string, tensor: tf.Tensor, expected: readonly number[]): Promise<void> {
  const values = await tensor.data();
  tensor.dispose();
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [i, value] of expected.entries()) {
    if (!(Math.abs(values[i]! - value) <= relativeTolerance * size))
      throw new Error(`${operation} gave ${values[i]} where ${value} is right.`);
  }
}

async function matMulTest(): Promise<void> {
  const [m, k, n] = [65, 130, 67]; // past the edges of any tile
  const a = draws(m * k, 1);
  const b = draws(k * n, 2);
  const expected = Array.from({ length: m * n }, (_, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    let sum = 0;
    for (let j = 0; j < k; j++) sum += a[row * k + j]! * b[j * n + column]!;
    return sum;
  });
  const product = tf.tidy(() => tf.matMul(tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])));
  await expectValues('matMul', product, expected);
}

async function conv2dTest(): Promise<void> {
  const [size, channels, out] = [7, 5, 6];
  const image = draws(size * size * channels, 3);
  const filter = draws(9 * channels * out, 4);
  const expected: number[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let o = 0; o < out; o++) {
        let sum = 0;
        for (let dy = 0; dy < 3; dy++) {
          for (let dx = 0; dx < 3; dx++) {
            const [row, column] = [y + dy - 1, x + dx - 1];
            if (row < 0 || row >= size || column < 0 || column >= size) continue;
            for (let c = 0; c < channels; c++)
              sum += image[(row * size + column) * channels + c]! * filter[((dy * 3 + dx) * channels + c) * out + o]!;
          }
        }
        expected.push(sum);
      }
    }
  }
  const result = tf.tidy(() =>
    tf.conv2d(tf.tensor4d(image, [1, size, size, channels]), tf.tensor4d(filter, [3, 3, channels, out]), 1, 'same'),
  );
  await expectValues('conv2d', result, expected);
}

/** Logits as the multi-delta denoiser makes them at sigma = 0.002: huge, and decided by small differences; and products of small numbers that 16 bits lose. */
async function softmaxTest(): Promise<void> {
  const logits = [-4e7, -4e7 + 16, -4e7 + 20, -9e7];
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const shares = tf.tidy(() => {
    const x = tf.tensor2d(logits, [1, 4]);
    const weights = tf.exp(tf.sub(x, tf.max(x, 1, true)));
    return tf.div(weights, tf.sum(weights, 1, true));
  });
  await expectValues(
    'softmax',
    shares,
    logits.map((logit) => Math.exp(logit - largest) / total),
  );
  const small = tf.tidy(() =>
    tf.mul(tf.mul(tf.tensor1d([1e-4, 3e-4, 5e-4, 1e-3]), tf.tensor1d([1e-4, 1e-4, 1e-4, 1e-4])), 1e6),
  );
  await expectValues('small numbers', small, [0.01, 0.03, 0.05, 0.1]);
}
