import { expect, test, vi } from 'vitest';
import { datasetInfo } from '../data/catalog';
import { makeOwnSet, type OwnSet } from '../data/own/ownSet';
import type { ReadFiles } from '../data/own/readClient';
import type { EngineClient, EngineStatus } from '../engine/client';
import type { Job } from '../engine/protocol';
import { makeRng } from '../math/rng';
import { decodeInputs, encodeInputs } from './inputs';
import { makeOwnImages } from './ownImages';
import type { KeptImages, OwnImagesStorage } from './ownImagesStorage';

function makeSet(seed: number, count: number): OwnSet {
  const rng = makeRng(seed);
  const images = Array.from({ length: count }, () => Uint8Array.from({ length: 784 }, () => rng.below(256)));
  const { set } = makeOwnSet(`set ${seed}`, images);
  if (typeof set === 'string') throw new Error(set);
  return set;
}
const report = {
  taken: 0,
  copies: 0,
  beyond: 0,
  hidden: 0,
  refusedCount: 0,
  refused: [],
  enlarged: 0,
  transparent: 0,
  ranges: [],
};
const nothing = { name: 'x', files: [] };

function open(answers: (OwnSet | string)[], storage: Partial<OwnImagesStorage> = {}) {
  const jobs: Job[] = [];
  const listeners = new Set<() => void>();
  const status: { now: EngineStatus } = { now: { state: 'ready' } };
  const engine = {
    run: vi.fn((job: Job) => {
      jobs.push(job);
      return Promise.resolve(null);
    }),
    subscribe: (listener: () => void) => listeners.add(listener),
    status: () => status.now,
  } as unknown as EngineClient;
  const kept: { now?: KeptImages | undefined } = {};
  const readFiles: ReadFiles = () => Promise.resolve({ ...report, set: answers.shift()! });
  const images = makeOwnImages(
    engine,
    {
      read: () => Promise.resolve(kept.now),
      write: (next) => Promise.resolve(void (kept.now = next)),
      remove: () => Promise.resolve(void (kept.now = undefined)),
      ...storage,
    },
    readFiles,
  );
  const fail = () => {
    status.now = { state: 'failed' };
    for (const listener of listeners) listener();
    status.now = { state: 'ready' };
  };
  return { images, jobs, kept, fail };
}

test('the worker gets a set once, in parts that make it up, before the first job about it; and again when it starts anew', async () => {
  const set = makeSet(1, 2100);
  const { images, jobs, fail } = open([set]);
  await images.read(nothing);
  const job = { kind: 'spectrum', dataset: set.id, subset: { start: 0, count: 2 } } as const;
  await Promise.all([images.engine.run(job), images.engine.run(job)]);
  expect(jobs.map(({ kind }) => kind)).toEqual(['addImages', 'addImages', 'addImages', 'spectrum', 'spectrum']);
  const parts = jobs.flatMap((each) => (each.kind === 'addImages' ? [each] : []));
  expect(parts.map(({ start }) => start)).toEqual([0, 1024, 2048]);
  expect(Buffer.concat(parts.map((part) => part.images)).equals(set.bytes)).toBe(true);
  fail();
  await images.engine.run(job);
  expect(jobs.filter(({ kind }) => kind === 'addImages')).toHaveLength(6);
  await images.engine.run({ ...job, dataset: 'fashion' });
  expect(jobs).toHaveLength(10);
});

test('what is no set leaves the one that is open, and says why', async () => {
  const set = makeSet(2, 30);
  const { images } = open([set, 'Too few.']);
  await images.read(nothing);
  expect(await images.read(nothing)).toBeUndefined();
  expect(images.store.getState()).toMatchObject({ set: { id: set.id }, problem: { words: 'Too few.' } });
});

test('is kept only when asked, replaced in the browser with the set, and removed from it', async () => {
  const [first, second] = [makeSet(3, 30), makeSet(4, 30)];
  const { images, kept } = open([first, second]);
  await images.read(nothing);
  expect(kept.now).toBeUndefined();
  await images.keep(true);
  expect(kept.now?.set.id).toBe(first.id);
  await images.read(nothing);
  expect(kept.now?.set.id).toBe(second.id);
  await images.remove();
  expect([kept.now, images.store.getState().set]).toEqual([undefined, undefined]);
});

test('a browser that keeps nothing says so, and the set stays', async () => {
  const set = makeSet(5, 30);
  const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  const { images } = open([set], { write: full, read: () => Promise.reject(new Error('private mode')) });
  await images.open();
  await images.read(nothing);
  await images.keep(true);
  expect(images.store.getState()).toMatchObject({
    isKept: false,
    set: { id: set.id },
    keepProblem: 'The browser has no room to keep the images. The images stay here until you leave the page.',
  });
});

test('a link names the set: read when it is open, explained when it is not', async () => {
  const set = makeSet(6, 40);
  const query = `v=1&dataset=${set.id}&images=36`;
  const closed = decodeInputs(query);
  expect(closed.inputs).toMatchObject({ dataset: 'fashion', images: 36 });
  expect(closed.problems).toEqual([expect.stringContaining('links carry no images')]);
  expect(decodeInputs('dataset=own').problems).toEqual([expect.stringContaining('links carry no images')]);
  const { images, kept } = open([]);
  kept.now = { set, report };
  await images.open();
  expect(images.store.getState()).toMatchObject({ isKept: true, set: { id: set.id } });
  expect(datasetInfo(set.id)).toMatchObject({ trainCount: 36, heldOutCount: 4 });
  const { inputs, problems } = decodeInputs(query);
  expect([inputs.dataset, problems]).toEqual([set.id, []]);
  expect(new URLSearchParams(encodeInputs(inputs)).get('dataset')).toBe(set.id);
  expect(decodeInputs(`dataset=${set.id}&images=4000`).problems).toEqual([
    'Yours has 36 training images, not 4000; 36 are used.',
  ]);
});
