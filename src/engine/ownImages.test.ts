/** Images of a reader's in the worker: put together from parts, and then in jobs like those of the page. On WASM. */
import { beforeAll, expect, test } from 'vitest';
import { spectrumOf } from '../../tests/materials';
import { makeTestHost, type TestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeOwnSet, type OwnSet } from '../data/own/ownSet';
import { toFloatPixels } from '../data/pixels';
import { makeRng } from '../math/rng';
import type { Job, SpectrumResult } from './protocol';

beforeAll(setWasmBackend);

function makeSet(seed: number): OwnSet {
  const rng = makeRng(seed);
  const images = Array.from({ length: 24 }, () => Uint8Array.from({ length: 784 }, () => rng.below(256)));
  const { set } = makeOwnSet('mine', images);
  if (typeof set === 'string') throw new Error(set);
  return set;
}
const { id, info, bytes } = makeSet(1);
const part = (from: number, to: number): Job => ({
  kind: 'addImages',
  id,
  info,
  start: from,
  images: bytes.slice(784 * from, 784 * to),
});
const source = { dataset: id, subset: { start: 0, count: info.trainCount } } as const;

async function withSet(): Promise<TestHost> {
  const host = makeTestHost();
  await host.run(1, part(0, 10));
  await host.run(2, part(10, 24));
  return host;
}

test('are not there until all parts are, and not after they are forgotten', async () => {
  const host = makeTestHost();
  const missing = {
    kind: 'failed',
    message: `The images ${id} are not here. Open them again under "Your own images".`,
  };
  await host.run(1, part(0, 10));
  expect(await host.run(2, { kind: 'spectrum', ...source })).toEqual({ jobId: 2, ...missing });
  await host.run(3, part(10, 24));
  await host.run(4, part(10, 24)); // a part may come twice
  expect(await host.run(5, { kind: 'spectrum', ...source })).toMatchObject({ kind: 'done' });
  await host.run(6, { kind: 'forgetImages', id });
  const images = { kind: 'images', dataset: id, split: 'train', indices: [0] } as const;
  expect(await host.run(7, images)).toEqual({ jobId: 7, ...missing });
  const wrong = { ...part(10, 24), start: 20 } as Job;
  expect(await host.run(8, wrong)).toMatchObject({ kind: 'failed', message: expect.stringContaining('[0, 24)') });
});

test('have a spectrum, modes, a plane and held-out images', async () => {
  const host = await withSet();
  const expected = spectrumOf(bytes.slice(0, 784 * info.trainCount), info.trainCount);
  const { eigenvalues } = expected;
  const spectrum = await host.run(3, { kind: 'spectrum', ...source, modes: 3 });
  expect(spectrum).toMatchObject({ kind: 'done', result: { eigenvalues } });
  const { modes } = (spectrum as unknown as { result: { modes: Float64Array[] } }).result;
  expect(modes.map((mode) => [...mode])).toEqual(
    [0, 1, 2].map((i) => [...expected.modes.slice(784 * i, 784 * (i + 1))]),
  );
  const plane = await host.run(4, { kind: 'plane', ...source });
  expect(plane).toMatchObject({ result: { deviations: [Math.sqrt(eigenvalues[0]!), Math.sqrt(eigenvalues[1]!)] } });
  const heldOut = await host.run(5, { kind: 'images', dataset: id, split: 'heldOut', indices: [1] });
  const from = 784 * (info.trainCount + 1);
  expect(heldOut).toMatchObject({ result: { images: bytes.slice(from, from + 784) } });
});

test('are drawn anew for the margin of a plan, and those held out vary along their modes as they do', async () => {
  const host = await withSet();
  type Result = { readonly result: SpectrumResult };
  const draw = async (jobId: number, resampling: number) => {
    const done = await host.run(jobId, { kind: 'spectrum', ...source, resampling });
    return [...(done as unknown as Result).result.eigenvalues];
  };
  const [one, other, again] = [await draw(3, 0), await draw(4, 1), await draw(5, 0)];
  expect(one).not.toEqual(other);
  expect(again).toEqual(one);
  const rng = makeRng(1, 0); // the bootstrap: as many images, each one of all with equal chance
  const drawn = new Uint8Array(784 * info.trainCount);
  for (let i = 0; i < info.trainCount; i++) {
    const from = 784 * rng.below(info.trainCount);
    drawn.set(bytes.subarray(from, from + 784), 784 * i);
  }
  expect(one).toEqual([...spectrumOf(drawn, info.trainCount).eigenvalues]);

  const done = await host.run(9, { kind: 'spectrum', ...source, wantsHeldOut: true });
  const { heldOut } = (done as unknown as Result).result;
  const { mean, modes, eigenvalues } = spectrumOf(bytes.slice(0, 784 * info.trainCount), info.trainCount);
  const deviations = Array.from({ length: info.heldOutCount }, (_, i) => {
    const at = 784 * (info.trainCount + i);
    return Array.from(toFloatPixels(bytes.slice(at, at + 784)), (value, p) => value - mean[p]!);
  });
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const along = Array.from(eigenvalues, (_, k) => {
    const mode = modes.subarray(784 * k, 784 * (k + 1));
    return meanOf(deviations.map((each) => mode.reduce((sum, entry, p) => sum + entry * each[p]!, 0) ** 2));
  });
  expect(heldOut!.along).toHaveLength(eigenvalues.length);
  along.forEach((value, k) => expect(heldOut!.along[k]! / value).toBeCloseTo(1, 9));
  const total = meanOf(deviations.map((each) => each.reduce((sum, value) => sum + value ** 2, 0)));
  const inSpan = along.reduce((sum, value) => sum + value, 0);
  expect(heldOut!.offSpan).toBeCloseTo((total - inSpan) / (784 - eigenvalues.length), 9);
});

test('are sampled, surveyed and learned, though few are held out', async () => {
  const host = await withSet();
  const shared = { ...source, denoisers: ['gaussian', 'multiDelta'], seed: 1, steps: 2, sampler: 'euler' } as const;
  const survey = await host.run(3, { kind: 'survey', ...shared, count: 8 });
  const { fresh, rows } = (survey as unknown as { result: { fresh: unknown[]; rows: object } }).result;
  expect([fresh.length, Object.keys(rows)]).toEqual([info.heldOutCount, ['gaussian', 'multiDelta']]);
  const plan = { seed: 1, width: 8, learningRate: 0.002, batchSize: 16, imagesSeen: 32, looks: 1 } as const;
  const trained = await host.run(4, { kind: 'train', run: 'own-1', ...source, ...plan });
  expect(trained).toMatchObject({
    kind: 'done',
    result: { isFinished: true, entry: { dataset: id, sigmaData: info.sigmaData } },
  });
  const file = await host.run(5, { kind: 'readNetwork', id: 'own-1' });
  const saved = (file as unknown as { result: { file: Uint8Array<ArrayBuffer> } }).result.file;
  const elsewhere = makeTestHost(); // where the images are not: the network can still be listed
  expect(await elsewhere.run(1, { kind: 'addNetwork', id: 'own-2', name: 'mine', file: saved })).toMatchObject({
    kind: 'done',
    result: { entry: { dataset: id, sigmaData: info.sigmaData, command: expect.stringContaining('in the page') } },
  });
});
