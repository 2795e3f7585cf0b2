/** The jobs 'survey' and 'errors' as the worker runs them, on WASM, over the published images. */
import { beforeAll, describe, expect, test } from 'vitest';
import { dim, fashionBytes, maxDifference, meanOf, spectrumOf } from '../../tests/materials';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import { toFloatPixels } from '../data/pixels';
import { karrasSigmas } from '../diffusion/schedule';
import { drawNormals, makeRng } from '../math/rng';
import { rowsOfBytes, trainingSimilarities } from '../metrics/trainingSimilarity';
import * as tf from '../tfjs';
import { heunFlowFactors } from '../theory/gaussianFlow';
import type { ErrorsFrame, ErrorsJob, JobKind, Jobs, Reply, SurveyJob } from './protocol';

beforeAll(setWasmBackend);

const surveying = (changes: Partial<SurveyJob> = {}): SurveyJob => ({
  kind: 'survey',
  dataset: 'fashion',
  subset: { start: 8, count: 8 },
  denoisers: ['gaussian', 'multiDelta'],
  count: 3,
  seed: 5,
  ...changes,
});
const erring = (changes: Partial<ErrorsJob> = {}): ErrorsJob => ({
  kind: 'errors',
  dataset: 'fashion',
  subset: { start: 0, count: 8 },
  denoisers: ['gaussian', 'multiDelta'],
  sigmas: [0.5, 20],
  split: 'heldOut',
  count: 4,
  seed: 9,
  ...changes,
});
function resultOf<Kind extends JobKind>(_: Kind, reply: Reply): Jobs[Kind]['result'] {
  if (reply.kind !== 'done') throw new Error(`the job must be done, got ${JSON.stringify(reply)}`);
  const result: unknown = reply.result;
  return result as Jobs[Kind]['result'];
}
const failure = (reply: Reply) => (reply.kind === 'failed' ? reply.message : reply);

describe('a survey', () => {
  test('draws each sample from its own noise, the same for all denoisers', async () => {
    const host = makeTestHost();
    const { rows, mean, refused } = resultOf('survey', await host.run(1, surveying()));
    const bytes = await fashionBytes('train', 8, 8);
    const spectrum = spectrumOf(bytes, 8);
    const noise = drawNormals(makeRng(5), 3 * dim);
    const sigmas = karrasSigmas({ steps: 18 });
    for (let i = 0; i < 3; i++) {
      const expected = spectrum.mean.slice();
      for (const [m, lambda] of spectrum.eigenvalues.entries()) {
        const mode = spectrum.modes.subarray(m * dim, (m + 1) * dim);
        const start = (p: number) => 80 * noise[i * dim + p]! - spectrum.mean[p]!;
        const component = mode.reduce((sum, value, p) => sum + value * start(p), 0);
        const factor = heunFlowFactors(lambda, sigmas).at(-1)!;
        for (let p = 0; p < dim; p++) expected[p]! += factor * component * mode[p]!;
      }
      const sample = rows.gaussian!.samples.subarray(i * dim, (i + 1) * dim);
      expect(maxDifference(sample, expected)).toBeLessThan(2e-3);
    }
    expect(maxDifference(mean, meanOf(bytes))).toBeLessThan(1e-9);
    expect(refused).toEqual({});
    const training = toFloatPixels(bytes);
    rows.multiDelta!.similarities.forEach(({ index, distance, relativeDistance, cosine }, i) => {
      expect(distance).toBeLessThan(1e-4);
      expect(relativeDistance).toBeLessThan(1e-4);
      expect(cosine).toBeCloseTo(1, 6);
      const copy = rows.multiDelta!.samples.subarray(i * dim, (i + 1) * dim);
      expect(maxDifference(copy, training.subarray(index * dim, (index + 1) * dim))).toBeLessThan(1e-3);
    });
  });

  test('compares every sample, and as many held-out images, with the training images', async () => {
    const host = makeTestHost();
    const { rows, fresh } = resultOf('survey', await host.run(1, surveying()));
    const bytes = await fashionBytes('train', 8, 8);
    const compare = (x: Float32Array) => trainingSimilarities(x, rowsOfBytes(bytes, dim), meanOf(bytes));
    expect(rows.gaussian!.similarities).toEqual(await compare(rows.gaussian!.samples));
    expect(fresh).toEqual(await compare(toFloatPixels(await fashionBytes('heldOut', 0, 3))));
  });

  test('stops between two steps, and leaves no tensor', async () => {
    const host = makeTestHost();
    await host.run(1, surveying()); // what stays on the device is there
    const before = tf.memory().numTensors;
    const steps = () =>
      host.replies.filter(
        (reply) => reply.kind === 'progress' && reply.jobId === 2 && reply.progress.phase === 'sampling',
      ).length;
    let isAborted = false;
    host.listen(() => {
      if (isAborted || steps() < 3) return;
      isAborted = true;
      host.send({ kind: 'abort', jobId: 2 });
    });
    expect((await host.run(2, surveying())).kind).toBe('aborted');
    expect(steps()).toBe(3);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    [{ count: 0 }, 'The number of samples must be an integer from 1 to 256, got 0.'],
    [{ count: 257 }, 'got 257'],
    [{ count: 1.5 }, 'got 1.5'],
    [{ seed: -1 }, 'The seed must be an integer >= 0, got -1.'],
    [{ denoisers: [] }, 'Name at least one denoiser.'],
    [{ denoisers: ['network' as const] }, 'Name the network to run.'],
  ])('refuses %j in words', async (changes, words) => {
    expect(failure(await makeTestHost().run(1, surveying(changes)))).toContain(words);
  });

  test('does without a network that is not there', async () => {
    const job = surveying({ denoisers: ['network', 'multiDelta'], network: 'nobody' });
    const { rows, refused } = resultOf('survey', await makeTestHost().run(1, job));
    expect(Object.keys(rows)).toEqual(['multiDelta']);
    expect(refused.network).toContain('no network is called nobody');
  });
});

describe('errors', () => {
  test('come in a frame for each sigma, over the images asked for', async () => {
    const host = makeTestHost();
    const { count } = resultOf('errors', await host.run(1, erring()));
    const frames = host.framesOf(1) as ErrorsFrame[];
    expect(count).toBe(4);
    expect(frames.map(({ sigma }) => sigma)).toEqual([0.5, 20]);
    const clean = toFloatPixels(await fashionBytes('heldOut', 0, 4));
    const { mean, modes, eigenvalues } = spectrumOf(await fashionBytes('train', 0, 8), 8);
    const noise = drawNormals(makeRng(9), clean.length);
    for (const { sigma, rows } of frames) {
      let squares = 0;
      for (let i = 0; i < 4; i++) {
        const x = Float64Array.from(
          { length: dim },
          (_, p) => clean[i * dim + p]! + sigma * noise[i * dim + p]! - mean[p]!,
        );
        const denoised = mean.slice();
        for (const [m, lambda] of eigenvalues.entries()) {
          const mode = modes.subarray(m * dim, (m + 1) * dim);
          const component = mode.reduce((sum, value, p) => sum + value * x[p]!, 0);
          for (let p = 0; p < dim; p++) denoised[p]! += (lambda / (lambda + sigma ** 2)) * component * mode[p]!;
        }
        for (let p = 0; p < dim; p++) squares += (denoised[p]! - clean[i * dim + p]!) ** 2;
      }
      expect(rows.gaussian!.error.mean).toBeCloseTo(squares / (4 * dim), 4);
      expect(rows.gaussian!.rmseToFirst.mean).toBe(0);
      expect(rows.multiDelta!.rmseToFirst.mean).toBeGreaterThan(0);
    }
  });

  test('on training images are over those there are, and small noise leaves the multi-delta no error', async () => {
    const host = makeTestHost();
    const job = erring({ split: 'train', count: 100, sigmas: [0.05], subset: { start: 4, count: 8 } });
    expect(resultOf('errors', await host.run(1, job)).count).toBe(8);
    const [frame] = host.framesOf(1) as ErrorsFrame[];
    expect(frame!.rows.multiDelta!.error.mean).toBeLessThan(1e-6);
  });

  test('stop between two noise levels', async () => {
    const host = makeTestHost();
    host.listen((reply) => {
      if (reply.kind === 'frame') host.send({ kind: 'abort', jobId: 1 });
    });
    expect((await host.run(1, erring({ sigmas: [0.1, 1, 10] }))).kind).toBe('aborted');
    expect(host.framesOf(1)).toHaveLength(1);
  });

  test.each([
    [{ sigmas: [] }, 'The noise levels must be one or more numbers > 0, got none.'],
    [{ sigmas: [1, 0] }, 'got 0'],
    [{ sigmas: [Infinity] }, 'got Infinity'],
    [{ count: 0 }, 'The number of images must be an integer >= 1, got 0.'],
  ])('refuses %j in words', async (changes, words) => {
    expect(failure(await makeTestHost().run(1, erring(changes)))).toContain(words);
  });
});
