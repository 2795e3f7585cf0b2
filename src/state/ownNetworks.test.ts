import { expect, test, vi } from 'vitest';
import type { EngineClient, EngineStatus } from '../engine/client';
import type { Job, OwnEntry } from '../engine/protocol';
import { makeOwnNetworks } from './ownNetworks';
import type { OwnStorage } from './ownStorage';

const entryOf = (id: string, sha256 = id): OwnEntry => ({
  id,
  file: `${id}.safetensors`,
  bytes: 2000,
  sha256,
  dataset: 'fashion',
  subset: { start: 0, count: 16 },
  width: 8,
  sigmaData: 0.7,
  seed: 1,
  batchSize: 16,
  learningRate: 0.002,
  imagesSeen: 800,
  plannedImages: 1600,
  command: '',
});
const file = Uint8Array.of(1, 2, 3);

function setUp(kept: OwnEntry[] = [], save: OwnStorage['save'] = () => Promise.resolve()) {
  const jobs: Job[] = [];
  let status: EngineStatus = { state: 'ready' };
  const listeners: (() => void)[] = [];
  const base = {
    run: (job: Job) => {
      jobs.push(job);
      if (job.kind === 'readNetwork') return Promise.resolve({ entry: entryOf(job.id, `sha of ${job.id}`), file });
      if (job.kind === 'addNetwork') {
        if (job.name === 'broken') return Promise.reject(new Error('broken: must be whole.'));
        return Promise.resolve({ entry: entryOf(job.id, job.name) });
      }
      return Promise.resolve({});
    },
    status: () => status,
    subscribe: (listener: () => void) => listeners.push(listener),
  } as unknown as EngineClient;
  const remove = vi.fn(() => Promise.resolve());
  let last = 0;
  const storage: OwnStorage = {
    takeNumber: (least) => Promise.resolve((last = Math.max(least, last + 1))),
    list: () => Promise.resolve(kept),
    file: () => Promise.resolve(file),
    save: vi.fn(save),
    remove,
  };
  const fail = () => {
    status = { state: 'failed' };
    for (const listener of listeners) listener();
  };
  const own = makeOwnNetworks(base, storage);
  return { own, jobs, storage, fail, kinds: () => jobs.map(({ kind }) => kind), state: () => own.store.getState() };
}
const sampling = (network: string) => ({ kind: 'sample', network }) as Extract<Job, { kind: 'sample' }>;

test('lists what was kept, and numbers new ones after it', async () => {
  const { own, state } = setUp([entryOf('own-2'), entryOf('own-10')]);
  await own.open();
  expect(state().list.map(({ id }) => id)).toEqual(['own-2', 'own-10']);
  expect(await own.nextId()).toBe('own-11');
});

test('gives no id twice, not that of a network that is gone, nor one that another tab was given', async () => {
  const { own, storage } = setUp([entryOf('own-1')]);
  const other = makeOwnNetworks({ subscribe: () => undefined } as unknown as EngineClient, storage);
  await own.open();
  expect([await own.nextId(), await other.nextId()]).toEqual(['own-2', 'own-3']);
  await own.remove('own-1');
  expect(await own.nextId()).toBe('own-4');
  storage.takeNumber = () => Promise.reject(new Error('indexedDB is not defined'));
  expect(await own.nextId()).toBe('own-1');
});

test('puts a network into the worker once, when a job names it, and again into a new worker', async () => {
  const { own, kinds, fail } = setUp([entryOf('own-1')]);
  await own.open();
  await own.engine.run(sampling('own-1'));
  await own.engine.run(sampling('own-1'));
  await own.engine.run(sampling('published'));
  expect(kinds()).toEqual(['addNetwork', 'sample', 'sample', 'sample']);
  fail();
  await own.engine.run(sampling('own-1'));
  expect(kinds().slice(4)).toEqual(['addNetwork', 'sample']);
});

test('keeps what a training made, and does not send it back to the worker', async () => {
  const { own, kinds, storage, state } = setUp();
  await own.keep('own-1');
  await own.engine.run(sampling('own-1'));
  expect(kinds()).toEqual(['readNetwork', 'sample']);
  expect(storage.save).toHaveBeenCalledWith(state().list[0], file);
});

test('says when the browser has no room, and has the network all the same', async () => {
  const { own, state } = setUp([], () => Promise.reject(new DOMException('full', 'QuotaExceededError')));
  await own.keep('own-1');
  expect(state().problem).toMatch(/no room to keep own-1 \(2 kB\).*download it, or delete others/);
  expect((await own.read('own-1')).file).toEqual(file);
});

test('loads a file under a new id, the same one once, and says what is wrong with a broken one', async () => {
  const { own, kinds, state } = setUp([entryOf('own-1')]);
  await own.open();
  expect(await own.load('a', file)).toBe('own-2');
  expect(await own.load('a', file)).toBeUndefined();
  expect(state().problem).toBe('a is here already, as own-2.');
  expect(kinds().at(-1)).toBe('forgetNetwork');
  expect(await own.load('broken', file)).toBeUndefined();
  expect(state().problem).toBe('broken: must be whole.');
  expect(state().list).toHaveLength(2);
});

test('removes one everywhere', async () => {
  const { own, kinds, storage, state } = setUp([entryOf('own-1')]);
  await own.open();
  await own.remove('own-1');
  expect(state().list).toEqual([]);
  expect(kinds()).toEqual(['forgetNetwork']);
  expect(storage.remove).toHaveBeenCalledWith('own-1');
});

test('a browser that keeps nothing is no reason to fail', async () => {
  const { own, storage, state } = setUp();
  storage.list = () => Promise.reject(new Error('indexedDB is not defined'));
  await own.open();
  expect(state().problem).toBe('This browser keeps no networks for the page: indexedDB is not defined.');
});
