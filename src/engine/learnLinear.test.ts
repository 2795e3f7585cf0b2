/** The job 'learnLinear' as the worker runs it, on WASM, over the published images. */
import { beforeAll, expect, test } from 'vitest';
import { fashionBytes, spectrumOf } from '../../tests/materials';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import { weightAfter } from '../theory/gradientDescent';
import * as tf from '../tfjs';
import type { LearnLinearJob } from './protocol';

type Look = { readonly step: number; readonly weights: Float32Array };

beforeAll(setWasmBackend);

const learning = (changes: Partial<LearnLinearJob> = {}): LearnLinearJob => ({
  kind: 'learnLinear',
  dataset: 'fashion',
  subset: { start: 0, count: 12 },
  sigma: 1,
  learningRate: 0.001,
  start: 0,
  looks: [0, 2, 10],
  batchSize: 128,
  seed: 4,
  ...changes,
});

test('the modes of real images are learned as their eigenvalues say', async () => {
  const { eigenvalues } = spectrumOf(await fashionBytes('train', 0, 12), 12);
  const host = makeTestHost();
  const reply = await host.run(1, learning());
  expect(reply).toMatchObject({ kind: 'done', result: { eigenvalues } });
  const looks = host.framesOf(1) as unknown as Look[];
  expect(looks.map(({ step }) => step)).toEqual([0, 2, 10]);
  for (const { step, weights } of looks)
    for (const [i, lambda] of eigenvalues.entries()) {
      const expected = weightAfter(lambda, { sigma: 1, eta: 0.001, steps: step });
      expect(Math.abs(weights[i]! - expected), `mode ${i} after ${step}`).toBeLessThan(0.03);
    }
});

test('it stops when it is told to, frees everything, and tells wrong questions in words', async () => {
  const { numTensors } = tf.memory();
  const host = makeTestHost();
  host.listen((reply) => reply.kind === 'frame' && host.send({ kind: 'abort', jobId: 1 }));
  expect(await host.run(1, learning({ looks: [0, 5000] }))).toMatchObject({ kind: 'aborted' });
  expect(tf.memory().numTensors).toBe(numTensors);
  const message = /must be whole numbers that rise from 0, got 3, 1/;
  expect(await host.run(2, learning({ looks: [3, 1] }))).toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(message) as string,
  });
});
