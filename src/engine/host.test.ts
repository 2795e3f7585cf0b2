/** The host with its real library and jobs on WASM, over the published files. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import { dim, fashionBytes, livelyValues, maxDifference, spectrumOf } from '../../tests/materials';
import { makeTestHost, type TestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import type { ReadFile } from '../data/readFile';
import { karrasSigmas } from '../diffusion/schedule';
import { writeSafetensors } from '../network/safetensors';
import { parametersFile } from '../network/weights';
import * as tf from '../tfjs';
import { heunFlowFactors } from '../theory/gaussianFlow';
import { startingNoise } from './jobs/sample';
import type { Frame, JobKind, Jobs, Reply, SampleFrame, SampleJob } from './protocol';

beforeAll(setWasmBackend);

const sampling = (changes: Partial<SampleJob> = {}): SampleJob => ({
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 16 },
  denoisers: ['gaussian', 'multiDelta'],
  sampler: 'heun',
  steps: 6,
  sigmaMax: 80,
  rho: 7,
  seed: 1,
  ...changes,
});
const framesOf = (host: TestHost, jobId: number) => host.framesOf(jobId) as SampleFrame[];
/** The step of a frame of sampling. */
const stepOf = (frame: Frame) => (frame as SampleFrame).step;
/** The result of a job that is done. */
function resultOf<Kind extends JobKind>(_: Kind, reply: Reply): Jobs[Kind]['result'] {
  if (reply.kind !== 'done') throw new Error(`the job must be done, got ${JSON.stringify(reply)}`);
  const result: unknown = reply.result;
  return result as Jobs[Kind]['result'];
}
const failure = (reply: Reply) => (reply.kind === 'failed' ? reply.message : reply);

/** The published files, and a small network that none of them is. */
const weights = writeSafetensors(parametersFile(livelyValues(8, 1), 8, {}), 'F16');
const models = [
  {
    id: 'small',
    file: 'small.safetensors',
    bytes: weights.length,
    sha256: createHash('sha256').update(weights).digest('hex'),
    dataset: 'fashion',
    subset: { start: 0, count: 16 },
    width: 8,
    sigmaData: 0.7,
    seed: 1,
    batchSize: 1,
    learningRate: 0.002,
    imagesSeen: 0,
    plannedImages: 0,
    command: '',
  },
];
const withSmallNetwork: ReadFile = (path, options) => {
  if (path === 'models/manifest.json')
    return Promise.resolve(new TextEncoder().encode(JSON.stringify({ version: 1, models })));
  if (path === 'models/small.safetensors') return Promise.resolve(weights.slice());
  return readPublicFile(path, options);
};

describe('a sampling job', () => {
  test('sends a frame for each noise level, then its result', async () => {
    const host = makeTestHost({ readFile: withSmallNetwork });
    const done = await host.run(1, sampling({ denoisers: ['network', 'gaussian', 'multiDelta'], network: 'small' }));
    const sigmas = karrasSigmas({ steps: 6 });
    expect(done).toMatchObject({ kind: 'done', jobId: 1, result: { sigmas, evaluations: 11, backend: 'wasm' } });
    const frames = framesOf(host, 1);
    expect(frames.map(({ step, sigma }) => [step, sigma])).toEqual(sigmas.map((sigma, step) => [step, sigma]));
    for (const frame of frames) expect(Object.keys(frame.rows)).toEqual(['network', 'gaussian', 'multiDelta']);
    expect(frames.at(-1)!.refused).toBeUndefined();
    const noise = startingNoise(1, 80, dim);
    for (const row of Object.values(frames[0]!.rows)) expect(row.x).toEqual(noise); // one noise for all
    expect(host.replies[0]).toMatchObject({ kind: 'backend', report: { backend: 'wasm' } });
  });

  test('multiplies each mode by its discrete factor, and ends on a training image', async () => {
    const host = makeTestHost();
    const reply = await host.run(1, sampling());
    const bytes = await fashionBytes('train', 0, 16);
    const { mean, modes, eigenvalues } = spectrumOf(bytes, 16);
    const noise = startingNoise(1, 80, dim);
    const expected = mean.slice();
    for (const [m, lambda] of eigenvalues.entries()) {
      const mode = modes.subarray(m * dim, (m + 1) * dim);
      const component = mode.reduce((sum, value, p) => sum + value * (noise[p]! - mean[p]!), 0);
      const factor = heunFlowFactors(lambda, karrasSigmas({ steps: 6 })).at(-1)!;
      for (let p = 0; p < dim; p++) expected[p]! += factor * component * mode[p]!;
    }
    const { rows } = framesOf(host, 1).at(-1)!;
    expect(maxDifference(rows.gaussian!.x, expected)).toBeLessThan(1e-3);

    const { nearest, x } = rows.multiDelta!;
    expect(nearest.distance).toBeLessThan(1e-5);
    expect(nearest.secondDistance).toBeGreaterThan(0.1);
    const image = bytes.subarray(nearest.index * dim, (nearest.index + 1) * dim);
    expect(
      maxDifference(
        x,
        Float64Array.from(image, (byte) => byte / 127.5 - 1),
      ),
    ).toBeLessThan(1e-4);
    const { nearestImages } = resultOf('sample', reply);
    expect(nearestImages.multiDelta!.image).toEqual(image);
    expect(typeof nearestImages.multiDelta!.className).toBe('string');
  });

  test('is the same when it runs again, from what lies on the device, and after other jobs pushed some of it out', async () => {
    const host = makeTestHost({ readFile: withSmallNetwork });
    const job = sampling({ steps: 2, subset: { start: 0, count: 8 } });
    await host.run(1, job);
    await host.run(2, job);
    expect(framesOf(host, 2)).toEqual(framesOf(host, 1));
    const others: Partial<SampleJob>[] = [
      {},
      { denoisers: ['gaussian'] },
      { denoisers: ['network', 'multiDelta'], network: 'small' },
    ];
    for (const [i, first] of others.entries()) {
      for (const [j, second] of others.entries()) {
        const between = [10 + i, 20 + j].map((count, k) =>
          sampling({ steps: 2, ...[first, second][k]!, subset: { start: 0, count } }),
        );
        for (const each of between) expect(await host.run(100, each)).toMatchObject({ kind: 'done' });
        const jobId = 1000 + 10 * i + j;
        expect(await host.run(jobId, job)).toMatchObject({ kind: 'done' });
        expect(framesOf(host, jobId)).toEqual(framesOf(host, 1));
      }
    }
  });

  test('of one image works', async () => {
    const host = makeTestHost();
    expect(await host.run(1, sampling({ subset: { start: 3, count: 1 }, steps: 3 }))).toMatchObject({ kind: 'done' });
    for (const row of Object.values(framesOf(host, 1).at(-1)!.rows)) {
      expect(row.nearest.index).toBe(0);
      expect(row.nearest.distance).toBeLessThan(1e-5);
    }
  });

  test('whose network is not there goes on with the other rows and says why', async () => {
    const host = makeTestHost({ readFile: withSmallNetwork });
    const done = await host.run(1, sampling({ denoisers: ['network', 'gaussian'], network: 'large', steps: 2 }));
    expect(done).toMatchObject({ kind: 'done' });
    for (const frame of framesOf(host, 1)) {
      expect(Object.keys(frame.rows)).toEqual(['gaussian']);
      expect(frame.refused?.network).toMatch(/no network is called large; there are small/);
    }
    expect(failure(await host.run(2, sampling({ denoisers: ['network'], network: 'large' })))).toMatch(
      /no network is called large/,
    );
  });
});

describe('abort', () => {
  test.each([0, 1, 3])('after frame %i ends the job within one step', async (last) => {
    const host = makeTestHost();
    host.listen((reply) => {
      if (reply.kind === 'frame' && stepOf(reply.frame) === last) host.send({ kind: 'abort', jobId: 7 });
    });
    expect(await host.run(7, sampling())).toEqual({ kind: 'aborted', jobId: 7 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(framesOf(host, 7).length).toBe(last + 1);
  });

  test('before the job has begun, or of a job that is not there, does no harm', async () => {
    const host = makeTestHost();
    host.send({ kind: 'abort', jobId: 99 });
    const ended = host.run(1, sampling());
    host.send({ kind: 'abort', jobId: 1 });
    expect(await ended).toEqual({ kind: 'aborted', jobId: 1 });
    expect(framesOf(host, 1)).toEqual([]);
    expect(await host.run(2, sampling({ steps: 2 }))).toMatchObject({ kind: 'done' });
  });

  test('of one job leaves the others', async () => {
    const host = makeTestHost();
    const [first, second] = [host.run(1, sampling()), host.run(2, sampling({ seed: 2 }))];
    host.send({ kind: 'abort', jobId: 1 });
    expect(await first).toMatchObject({ kind: 'aborted' });
    expect(await second).toMatchObject({ kind: 'done' });
    expect(framesOf(host, 2).length).toBe(7);
  });
});

describe('what is wrong with a job is said in words', () => {
  test.each<[string, Partial<SampleJob>, RegExp]>([
    ['one step', { steps: 1 }, /number of steps must be an integer from 2 to 64, got 1/],
    ['65 steps', { steps: 65 }, /from 2 to 64, got 65/],
    ['half a step', { steps: 2.5 }, /got 2\.5/],
    ['a negative seed', { seed: -1 }, /seed must be an integer >= 0, got -1/],
    ['no denoiser', { denoisers: [] }, /Name at least one denoiser/],
    ['a network without a name', { denoisers: ['network'] }, /Name the network/],
    [
      'more images than there are',
      { subset: { start: 0, count: 20_000 } },
      /images must lie in \[0, 16384\), got \[0, 20000\)/,
    ],
    ['no images', { subset: { start: 0, count: 0 } }, /count must be an integer >= 1, got 0/],
    ['sigmaMax below sigmaMin', { sigmaMax: 0.001 }, /0 < sigmaMin < sigmaMax must hold/],
    ['rho 0', { rho: 0 }, /rho must be > 0/],
  ])('%s', async (_, changes, message) => {
    const host = makeTestHost();
    expect(failure(await host.run(1, sampling(changes)))).toMatch(message);
    expect(framesOf(host, 1)).toEqual([]);
  });

  test('a file that cannot be read is named, and the next try may succeed', async () => {
    let broken = true;
    const host = makeTestHost({
      readFile: (path, options) =>
        broken && path.endsWith('.gz') ? Promise.resolve(new Uint8Array(5)) : readPublicFile(path, options),
    });
    expect(failure(await host.run(1, sampling({ steps: 2 })))).toMatch(/data\/fashion\/train-00\.bin\.gz: must/);
    broken = false;
    expect(await host.run(2, sampling({ steps: 2 }))).toMatchObject({ kind: 'done' });
  });

  test('a job before the start', async () => {
    expect(failure(await makeTestHost({ started: false }).run(1, sampling()))).toMatch(/a job must come after start/);
  });

  test('no backend', async () => {
    const host = makeTestHost({ refuse: 'No way to compute was found.' });
    expect(failure(await host.run(1, sampling()))).toBe('No way to compute was found.');
    expect(host.replies).toContainEqual({ kind: 'noBackend', message: 'No way to compute was found.' });
  });

  test('WebAssembly that has stopped takes the engine with it: the next one is new', async () => {
    const host = makeTestHost({
      readFile: () => Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds')),
    });
    const stopped = new Promise<Reply>((resolve) => {
      host.listen((reply) => {
        if (reply.kind === 'noBackend') resolve(reply);
      });
    });
    host.send({ kind: 'run', jobId: 1, job: sampling() });
    expect(await stopped).toMatchObject({
      message: 'WebAssembly stopped (memory access out of bounds). Run it again to start a new engine.',
    });
  });

  test('losing a device where there is none', async () => {
    const host = makeTestHost({ hasDevice: false });
    expect(failure(await host.run(1, { kind: 'loseDevice' }))).toMatch(/WebAssembly has no device to lose/);
  });
});

describe('when the device is lost', () => {
  test.each([0, 2, 5])('after frame %i the job runs again, and each frame is sent once', async (last) => {
    const undisturbed = makeTestHost();
    await undisturbed.run(1, sampling());
    const host = makeTestHost();
    let lost = false;
    host.listen((reply) => {
      if (lost || reply.kind !== 'frame' || stepOf(reply.frame) !== last) return;
      lost = true;
      host.lose('unknown: gone');
    });
    expect(await host.run(1, sampling())).toMatchObject({ kind: 'done' });
    expect(framesOf(host, 1).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const [i, frame] of framesOf(host, 1).entries()) {
      const expected = framesOf(undisturbed, 1)[i]!;
      for (const [id, row] of Object.entries(expected.rows)) {
        expect(maxDifference(frame.rows[id as 'gaussian']!.x, row.x)).toBeLessThan(1e-3);
      }
    }
    expect(host.replies.filter(({ kind }) => kind === 'notice')).toHaveLength(1);
    expect(host.replies.filter(({ kind }) => kind === 'backend')).toHaveLength(2);
  });

  test('again and again, the backend is given up after the third time', async () => {
    const host = makeTestHost();
    for (let i = 0; i < 3; i++) {
      await host.run(i, sampling({ steps: 2 }));
      host.lose('unknown');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await host.run(9, sampling({ steps: 2 }))).toMatchObject({ kind: 'done' });
    expect(host.chosen.map(([, skip]) => skip)).toEqual([
      {},
      {},
      {},
      { wasm: 'The graphics device was lost 3 times.' },
    ]);
  });

  test('and the reader no longer wants the job, it is aborted and not run again', async () => {
    const host = makeTestHost();
    host.listen((reply) => {
      if (reply.kind !== 'frame' || stepOf(reply.frame) !== 1) return;
      host.lose('unknown');
      host.send({ kind: 'abort', jobId: 1 });
    });
    expect(await host.run(1, sampling())).toEqual({ kind: 'aborted', jobId: 1 });
  });

  test('twice, the second time before the first is mended, all jobs finish', async () => {
    const host = makeTestHost();
    const steps = new Map<number, number>();
    host.listen((reply) => {
      if (reply.kind !== 'frame') return;
      steps.set(reply.jobId, stepOf(reply.frame));
      if (steps.size < 2 || host.chosen.length > 2) return;
      host.lose('unknown');
    });
    const both = [host.run(1, sampling()), host.run(2, sampling({ seed: 2 }))];
    for (const reply of await Promise.all(both)) expect(reply).toMatchObject({ kind: 'done' });
    for (const id of [1, 2]) expect(framesOf(host, id).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(host.chosen.length).toBe(3);
  });
});

describe('the other jobs', () => {
  test('images, with their classes', async () => {
    const host = makeTestHost();
    const done = await host.run(1, { kind: 'images', dataset: 'fashion', split: 'heldOut', indices: [3, 0] });
    const [third, zeroth] = [await fashionBytes('heldOut', 3, 1), await fashionBytes('heldOut', 0, 1)];
    expect(done).toMatchObject({ kind: 'done', result: { images: Uint8Array.from([...third, ...zeroth]) } });
    expect(resultOf('images', done).classNames).toHaveLength(2);
  });

  test('spectrum', async () => {
    const done = await makeTestHost().run(1, { kind: 'spectrum', dataset: 'fashion', subset: { start: 0, count: 16 } });
    const { eigenvalues, mean } = spectrumOf(await fashionBytes('train', 0, 16), 16);
    expect(done).toMatchObject({ kind: 'done', result: { count: 16, eigenvalues, mean } });
  });

  test('plane', async () => {
    const done = await makeTestHost().run(1, { kind: 'plane', dataset: 'fashion', subset: { start: 0, count: 16 } });
    const { dots, deviations } = resultOf('plane', done);
    expect(dots.length).toBe(32);
    expect(dots.every(Number.isFinite)).toBe(true);
    expect(deviations[0]).toBeGreaterThan(deviations[1]);
  });

  test('denoise', async () => {
    const host = makeTestHost({ readFile: withSmallNetwork });
    const x = startingNoise(1, 1, 2 * dim);
    const common = { kind: 'denoise', dataset: 'fashion', subset: { start: 0, count: 16 }, network: 'small' } as const;
    const done = await host.run(1, { ...common, denoisers: ['network', 'gaussian', 'multiDelta'], sigma: 1, x });
    const { denoised } = resultOf('denoise', done);
    expect(Object.values(denoised).map(({ length }) => length)).toEqual([2 * dim, 2 * dim, 2 * dim]);
    expect(failure(await host.run(2, { ...common, denoisers: ['gaussian'], sigma: 0, x }))).toMatch(
      /sigma must be > 0, got 0/,
    );
    expect(failure(await host.run(3, { ...common, denoisers: ['gaussian'], sigma: 1, x: x.subarray(1) }))).toMatch(
      /got 1567 numbers/,
    );
  });

  test('memory: jobs that failed, were aborted or lost their device hold nothing but what is kept for the next', async () => {
    const outside = tf.memory().numTensors;
    const host = makeTestHost();
    await host.run(1, sampling());
    const before = tf.memory().numTensors;
    await host.run(2, sampling());
    await host.run(3, sampling({ denoisers: ['network'], network: 'large' }));
    const aborted = host.run(4, sampling());
    host.send({ kind: 'abort', jobId: 4 });
    await aborted;
    const memory = await host.run(5, { kind: 'memory' });
    expect(memory).toMatchObject({ kind: 'done', result: { tensors: before, gpuBytes: 0 } });
    const inUse = await host.run(6, { kind: 'memory', isIdleFreed: true });
    expect(inUse).toMatchObject({ kind: 'done', result: { tensors: outside } });
    expect(before).toBeGreaterThan(outside);
    expect(await host.run(7, sampling())).toMatchObject({ kind: 'done' }); // makes them anew
  });
});
