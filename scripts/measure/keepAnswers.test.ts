import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { take } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import * as tf from '../../src/tfjs';
import { keepAnswers } from './keepAnswers';

test('what was answered once is read; another input, noise level or name is asked anew', async () => {
  await setWasmBackend();
  const path = mkdtempSync(join(tmpdir(), 'answers-'));
  let calls = 0;
  const twice = {
    id: 'twice',
    dim: 2,
    denoise: (x: tf.Tensor2D, sigma: number) => (calls++, tf.mul<tf.Tensor2D>(x, 2 * sigma)),
    dispose: () => undefined,
  };
  const ask = (name: string, values: number[], sigma: number) => [
    ...take(keepAnswers(twice, name, pathToFileURL(`${path}/`)).denoise(tf.tensor2d(values, [1, 2]), sigma)),
  ];
  expect(ask('a', [1, 2], 0.5)).toEqual([1, 2]);
  expect(ask('a', [1, 2], 0.5)).toEqual([1, 2]);
  expect(calls).toBe(1);
  expect(ask('a', [1, 3], 0.5)).toEqual([1, 3]);
  expect(ask('a', [1, 2], 1)).toEqual([2, 4]);
  expect(ask('b', [1, 2], 0.5)).toEqual([1, 2]);
  expect(calls).toBe(4);
  rmSync(path, { recursive: true });
});
