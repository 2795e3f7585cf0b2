/** The job 'linearity' as the worker runs it, on WASM, over the published images. */
import { beforeAll, describe, expect, test } from 'vitest';
import { dim, fashionBytes, spectrumOf } from '../../tests/materials';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import { toFloatPixels } from '../data/pixels';
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import type { LinearityFrame, LinearityJob, Reply } from './protocol';

beforeAll(setWasmBackend);

const asking = (changes: Partial<LinearityJob> = {}): LinearityJob => ({
  kind: 'linearity',
  dataset: 'fashion',
  subset: { start: 0, count: 12 },
  denoisers: ['gaussian', 'multiDelta'],
  sigmas: [80, 1],
  alphas: [Math.SQRT1_2, 0.9],
  inputs: 'heldOut',
  count: 53,
  seed: 9,
  ...changes,
});
const failure = (reply: Reply) => (reply.kind === 'failed' ? reply.message : reply);

async function framesOf(changes: Partial<LinearityJob>) {
  const host = makeTestHost();
  expect(await host.run(1, asking(changes))).toMatchObject({ kind: 'done' });
  return host.framesOf(1) as LinearityFrame[];
}

/** The Gaussian of 12 images in float64: cosine and error of every pair. */
async function bruteForce({ sigmas, alphas, inputs, count, seed }: LinearityJob) {
  const { mean, modes, eigenvalues } = spectrumOf(await fashionBytes('train', 0, 12), 12);
  const clean = toFloatPixels(await fashionBytes('heldOut', 0, 2 * count));
  const noise = [0, 1].map((half) => drawNormals(makeRng(seed, half), count * dim));
  const denoise = (x: Float64Array, sigma: number) => {
    const result = mean.slice();
    for (const [m, lambda] of eigenvalues.entries()) {
      const mode = modes.subarray(m * dim, (m + 1) * dim);
      const component = mode.reduce((sum, value, p) => sum + value * (x[p]! - mean[p]!), 0);
      for (let p = 0; p < dim; p++) result[p]! += (lambda / (lambda + sigma ** 2)) * component * mode[p]!;
    }
    return result;
  };
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, p) => sum + value * b[p]!, 0);
  return sigmas.map((sigma) =>
    alphas.map((alpha) => {
      const mix = (a: Float64Array, b: Float64Array) => a.map((v, p) => alpha * v + Math.sqrt(1 - alpha ** 2) * b[p]!);
      let [cosine, error] = [0, 0];
      for (let i = 0; i < count; i++) {
        const [x1, x2] = [0, 1].map((half) =>
          Float64Array.from({ length: dim }, (_, p) => {
            const image = inputs === 'noise' ? 0 : clean[(half * count + i) * dim + p]!;
            return image + sigma * noise[half]![i * dim + p]!;
          }),
        );
        const together = denoise(mix(x1!, x2!), sigma);
        const apart = mix(denoise(x1!, sigma), denoise(x2!, sigma));
        cosine += dot(together, apart) / Math.sqrt(dot(together, together) * dot(apart, apart)) / count;
        const difference = together.map((v, p) => v - apart[p]!);
        error += Math.sqrt(dot(difference, difference) / dot(apart, apart)) / count;
      }
      return { cosine, error };
    }),
  );
}

describe.each(['heldOut', 'noise'] as const)('with %s inputs', (inputs) => {
  test('the Gaussian is as linear as in float64', async () => {
    const frames = await framesOf({ inputs });
    const expected = await bruteForce(asking({ inputs }));
    expect(frames.map(({ sigma }) => sigma)).toEqual([80, 1]);
    for (const [i, { rows }] of frames.entries())
      for (const [a, { cosine, normalizedError }] of rows.gaussian!.entries()) {
        expect(cosine.mean).toBeCloseTo(expected[i]![a]!.cosine, 4);
        expect(normalizedError.mean).toBeCloseTo(expected[i]![a]!.error, 4);
      }
  });
});

test('at the largest noise a denoiser answers with the mean: cosine 1, and the error that a constant has', async () => {
  const [first] = await framesOf({ sigmas: [1e4], count: 4 });
  for (const id of ['gaussian', 'multiDelta'] as const) {
    expect(first!.rows[id]![0]!.cosine.mean).toBeCloseTo(1, 3);
    expect(first!.rows[id]![0]!.normalizedError.mean).toBeCloseTo(1 - Math.SQRT1_2, 2);
  }
});

test('the multi-delta is not linear where it chooses between images, the Gaussian nearly is', async () => {
  const [frame] = await framesOf({ sigmas: [0.5], count: 20 });
  expect(frame!.rows.multiDelta![0]!.cosine.mean).toBeLessThan(frame!.rows.gaussian![0]!.cosine.mean - 0.1);
});

test('nothing stays on the device when it is stopped, and wrong questions are told in words', async () => {
  const { numTensors } = tf.memory();
  const host = makeTestHost();
  host.listen((reply) => reply.kind === 'frame' && host.send({ kind: 'abort', jobId: 1 }));
  expect(await host.run(1, asking({ denoisers: ['gaussian'] }))).toMatchObject({ kind: 'aborted' });
  expect(tf.memory().numTensors - numTensors).toBeLessThan(5); // the cached denoiser
  expect(failure(await host.run(2, asking({ sigmas: [0] })))).toMatch(/one or more numbers > 0, got 0/);
  expect(failure(await host.run(3, asking({ count: 5000 })))).toMatch(/from 1 to 1024, got 5000/);
  expect(failure(await host.run(4, asking({ alphas: [] })))).toMatch(/each alpha must lie in \(0, 1\), got none/);
});
