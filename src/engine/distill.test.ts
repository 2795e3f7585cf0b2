/** The job 'distill' and the denoiser 'linear' that comes of it, as the worker runs them, on WASM, over the published images and maps. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import { fashionBytes, spectrumOf } from '../../tests/materials';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import type { ReadFile } from '../data/readFile';
import { paperSchedule, paperSigmas, readLinearManifest } from '../denoisers/linearCatalog';
import { vectorCorrelations } from '../metrics/linearMaps';
import * as tf from '../tfjs';
import type { DistillFrame, DistillJob, SampleFrame, SampleJob, VectorsResult } from './protocol';

beforeAll(setWasmBackend);

const distilling = (changes: Partial<DistillJob> = {}): DistillJob => ({
  kind: 'distill',
  dataset: 'fashion',
  subset: { start: 0, count: 16 },
  teacher: 'gaussian',
  inputs: 'heldOut',
  sigmas: [0.5],
  count: 4096,
  seed: 1,
  ...changes,
});

describe('distilling', () => {
  test('the Gaussian gives the Gaussian back, from inputs of either kind', { timeout: 60_000 }, async () => {
    const host = makeTestHost();
    for (const [id, inputs] of (['heldOut', 'train'] as const).entries()) {
      expect((await host.run(id, distilling({ inputs }))).kind).toBe('done');
      const frames = host.framesOf(id) as DistillFrame[];
      expect(frames.map(({ sigma }) => sigma)).toEqual([0.5]);
      for (const { difference, standardError, residual, gaussianSize, mapSize, count } of frames) {
        expect(difference).toBeLessThan(1e-3);
        expect(standardError).toBeLessThan(1e-3);
        expect(residual).toBeLessThan(1e-5);
        expect(mapSize / gaussianSize).toBeCloseTo(1, 3);
        expect(count).toBe(4096);
      }
    }
  });

  // E[x | z] of any law has Cov(E[x | z], z) = Cov(x, z), so its best linear map on draws of that law is the Gaussian's
  test('a memory of its training images is the Gaussian on these, and not on others', { timeout: 60_000 }, async () => {
    const host = makeTestHost();
    const [on, off] = [1, 2];
    const job = distilling({ teacher: 'multiDelta', sigmas: [3], count: 8192 });
    expect((await host.run(on, { ...job, inputs: 'train' })).kind).toBe('done');
    expect((await host.run(off, { ...job, inputs: 'heldOut' })).kind).toBe('done');
    const [own, other] = [on, off].map((id) => (host.framesOf(id) as DistillFrame[])[0]!);
    expect(own!.difference).toBeLessThan(0.1);
    expect(other!.difference).toBeGreaterThan(2 * own!.difference);
    expect(other!.difference).toBeGreaterThan(0.2);
  });

  test(
    'says how far it is, stops at once, keeps no tensor, and does not do the same twice',
    { timeout: 60_000 },
    async () => {
      const host = makeTestHost();
      await host.run(1, distilling());
      const { numTensors } = tf.memory();
      const asked: number[] = [];
      host.listen((reply) => {
        if (reply.kind === 'progress' && reply.progress.phase === 'asking') asked.push(reply.jobId);
      });
      await host.run(2, distilling());
      expect(asked).not.toContain(2);
      expect(host.framesOf(2)).toEqual(host.framesOf(1));
      host.listen((reply) => {
        if (
          reply.kind === 'progress' &&
          reply.jobId === 3 &&
          reply.progress.phase === 'asking' &&
          reply.progress.done > 0
        )
          host.send({ kind: 'abort', jobId: 3 });
      });
      expect((await host.run(3, distilling({ seed: 2 }))).kind).toBe('aborted');
      expect(tf.memory().numTensors).toBe(numTensors);
      const phases = host.replies.flatMap((reply) => (reply.kind === 'progress' ? [reply.progress.phase] : []));
      expect(new Set(phases)).toEqual(new Set(['images', 'asking', 'solving']));
    },
  );

  test('what cannot be done is refused in words', async () => {
    const host = makeTestHost();
    const failure = async (id: number, changes: Partial<DistillJob>) => {
      const reply = await host.run(id, distilling(changes));
      return reply.kind === 'failed' ? reply.message : reply.kind;
    };
    expect(await failure(1, { count: 100 })).toContain('noisy inputs must be an integer from 2048');
    expect(await failure(2, { sigmas: [] })).toContain('noise levels must be one or more');
    expect(await failure(3, { teacher: 'network' })).toBe('Name the network to distil.');
  });
});

const network = 'fashion-n64-w32';
const sampling = (changes: Partial<SampleJob> = {}): SampleJob => ({
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  network,
  denoisers: ['gaussian', 'linear'],
  sampler: 'euler',
  ...paperSchedule,
  seed: 1,
  ...changes,
});
const lastFrame = (host: ReturnType<typeof makeTestHost>, id: number) => host.framesOf(id).at(-1) as SampleFrame;

describe('the linear denoiser', () => {
  test('runs with the maps that come with the page', { timeout: 60_000 }, async () => {
    const host = makeTestHost();
    expect((await host.run(1, sampling())).kind).toBe('done');
    const { rows, refused } = lastFrame(host, 1);
    expect(refused).toBeUndefined();
    expect(rows.linear!.denoised.every(Number.isFinite)).toBe(true);
    const distance = rows.linear!.denoised.reduce(
      (sum, value, p) => sum + (value - rows.gaussian!.denoised[p]!) ** 2,
      0,
    );
    expect(Math.sqrt(distance / 784)).toBeLessThan(1);
  });

  test('says so where it has no map, and the other rows run', async () => {
    const host = makeTestHost();
    await host.run(1, sampling({ steps: 6 }));
    const { rows, refused } = lastFrame(host, 1);
    expect(Object.keys(rows)).toEqual(['gaussian']);
    expect(refused?.linear).toMatch(/^No linear map of this network was distilled at σ = [\d.]+\. Ready ones/);
    await host.run(2, sampling({ network: 'fashion-n999' }));
    expect(lastFrame(host, 2).refused?.linear).toContain('no network is called fashion-n999');
  });

  test('names a damaged file, and the other rows run', async () => {
    const { maps } = await readLinearManifest(readPublicFile);
    const { file } = maps.find((map) => map.network === network)!;
    const readFile: ReadFile = async (path, options) => {
      const bytes = await readPublicFile(path, options);
      if (path === `linear/${file}`) bytes[bytes.length - 5]! ^= 1;
      return bytes;
    };
    const host = makeTestHost({ readFile });
    await host.run(1, sampling());
    const { rows, refused } = lastFrame(host, 1);
    expect(Object.keys(rows)).toEqual(['gaussian']);
    expect(refused?.linear).toMatch(new RegExp(`^linear/${file}: sha256 must be [0-9a-f]{64}, got .* reload the page`));
  });
});

test(
  'singular vectors: orthonormal on both sides, those of the Gaussian with the values of its formula',
  { timeout: 60_000 },
  async () => {
    const host = makeTestHost();
    const [sigma, count] = [paperSigmas[3]!, 8];
    const reply = await host.run(1, {
      kind: 'vectors',
      dataset: 'fashion',
      subset: { start: 0, count: 64 },
      network,
      sigma,
      count,
    });
    if (reply.kind !== 'done') throw new Error(JSON.stringify(reply));
    const { linear, gaussian, correlations } = reply.result as VectorsResult;
    for (const { vectors, values } of [linear, gaussian]) {
      const own = vectorCorrelations(Float64Array.from(vectors), Float64Array.from(vectors), 784);
      own.forEach((value, i) => expect(value).toBeCloseTo(i % (count + 1) === 0 ? 1 : 0, 4));
      expect([...values]).toEqual([...values].sort((a, b) => b - a));
    }
    const { eigenvalues } = spectrumOf(await fashionBytes('train', 0, 64), 64);
    expect(gaussian.values[0]).toBeCloseTo(eigenvalues[0]! / (eigenvalues[0]! + sigma ** 2), 6);
    const expected = vectorCorrelations(Float64Array.from(linear.vectors), Float64Array.from(gaussian.vectors), 784);
    expect(Math.max(...expected.map((value, i) => Math.abs(value - correlations[i]!)))).toBeLessThan(1e-5);
  },
);

test('a descent sends its start and stops at once', { timeout: 60_000 }, async () => {
  const host = makeTestHost();
  host.listen((reply) => {
    if (reply.kind === 'progress' && reply.progress.phase === 'descending') host.send({ kind: 'abort', jobId: 1 });
  });
  const { dataset, subset, teacher, inputs, seed } = distilling();
  const reply = await host.run(1, {
    kind: 'descend',
    dataset,
    subset,
    teacher,
    inputs,
    seed,
    sigma: 4,
    optimizer: 'adam',
  });
  expect(reply.kind).toBe('aborted');
  expect(host.framesOf(1)).toMatchObject([{ epoch: 0, difference: 1 }]);
});
