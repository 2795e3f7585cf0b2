import { beforeAll, expect, test } from 'vitest';
import { setWasmBackend } from '../../tests/wasmBackend';
import { multiply, solvePositiveDefinite } from '../math/dense';
import { drawNormals, makeRng } from '../math/rng';
import { weightDifference } from '../metrics/linearMaps';
import * as tf from '../tfjs';
import { solveRows } from './solveRows';

beforeAll(setWasmBackend);

const n = 30;
const draws = Float64Array.from(drawNormals(makeRng(1), n * 4 * n));
const turned = draws.map((_, i) => draws[(i % n) * 4 * n + Math.floor(i / n)]!);
const matrix = multiply(draws, turned, 4 * n).map((value) => value / (4 * n));
const rows = Float64Array.from(drawNormals(makeRng(2), 5 * n));
rows.fill(0, n, 2 * n);

const onDevice = () =>
  [tf.tensor2d(Float32Array.from(matrix), [n, n]), tf.tensor2d(Float32Array.from(rows), [5, n])] as const;

test('agrees with Cholesky in float64, also for a row of zeros', async () => {
  const before = tf.memory().numTensors;
  const [a, b] = onDevice();
  const work = solveRows(a, b);
  let iterations = 0;
  for (;;) {
    const step = await work.next();
    if (step.done) {
      expect(weightDifference(step.value.dataSync(), solvePositiveDefinite(matrix, n, rows))).toBeLessThan(1e-5);
      step.value.dispose();
      break;
    }
    iterations++;
  }
  expect(iterations).toBeLessThan(40);
  tf.dispose([a, b]);
  expect(tf.memory().numTensors).toBe(before);
});

test('keeps no tensor when it is ended early', async () => {
  const [a, b] = onDevice();
  const before = tf.memory().numTensors;
  const work = solveRows(a, b);
  await work.next();
  await work.next();
  await work.return(undefined as never);
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose([a, b]);
});
