import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DataError } from '../data/dataError';
import type { ReadFile } from '../data/readFile';
import { ModelError } from './checkedWeights';
import { findModelEntry, finishedEntries, loadModel, readModelEntries } from './models';
import { writeSafetensors } from './safetensors';
import { initialValues } from './unet';
import { parametersFile } from './weights';

const values = initialValues(8, 1);
const weights = writeSafetensors(parametersFile(values, 8, {}), 'F32');
const entryOf = (bytes: Uint8Array, changes: Record<string, unknown> = {}) => ({
  id: 'fashion-n64-w8',
  file: 'fashion-n64-w8.safetensors',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  width: 8,
  sigmaData: 0.7,
  seed: 1,
  batchSize: 16,
  learningRate: 0.002,
  imagesSeen: 1000,
  plannedImages: 1000,
  command: 'npm run train',
  ...changes,
});

/** A server of these files. */
const serve =
  (files: Record<string, Uint8Array<ArrayBuffer> | string>): ReadFile =>
  (path) => {
    const file = files[path];
    if (file === undefined) return Promise.reject(new DataError(`${path}: not found`));
    return Promise.resolve(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  };
const manifest = (...models: unknown[]) => ({ 'models/manifest.json': JSON.stringify({ version: 1, models }) });

test('a model is listed and loaded', async () => {
  const readFile = serve({ ...manifest(entryOf(weights)), 'models/fashion-n64-w8.safetensors': weights });
  const [entry] = await readModelEntries(readFile);
  expect(entry).toEqual(entryOf(weights));
  expect((await loadModel(entry!, readFile)).values).toEqual(values);
});

test('of unfinished trainings neither the network nor its checkpoints are finished', () => {
  const entry = (id: string, changes: Record<string, unknown> = {}) => ({ ...entryOf(weights), id, ...changes });
  const checkpoint = { imagesSeen: 10, checkpointOf: 'a' };
  const list = [entry('a'), entry('a-at10', checkpoint), entry('b', { imagesSeen: 999 })];
  const lost = entry('b-at10', { ...checkpoint, checkpointOf: 'b' });
  expect(finishedEntries([...list, lost]).map(({ id }) => id)).toEqual(['a', 'a-at10']);
});

describe('a manifest that is not one says where', () => {
  const wrong = (changes: Record<string, unknown>) => manifest(entryOf(weights), entryOf(weights, changes));
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a page instead',
      { 'models/manifest.json': '<!doctype html>' },
      /models\/manifest\.json: must be JSON, got "<!doctype html>"/,
    ],
    ['null', { 'models/manifest.json': 'null' }, /models must be a list/],
    ['no models', { 'models/manifest.json': '{"models":{}}' }, /models must be a list, got \{\}/],
    ['an entry that is null', manifest(null), /models\[0\]\.id must be a string/],
    ['no id', wrong({ id: undefined }), /models\[1\]\.id must be a string, got nothing/],
    ['bytes in words', wrong({ bytes: '12' }), /models\[1\]\.bytes must be an integer >= 0, got "12"/],
    ['a negative seed', wrong({ seed: -1 }), /models\[1\]\.seed must be an integer >= 0, got -1/],
    ['a short sha256', wrong({ sha256: 'abc' }), /models\[1\]\.sha256 must be 64 hex digits, got "abc"/],
    [
      'a file elsewhere',
      wrong({ file: '../secret.safetensors' }),
      /models\[1\]\.file must be the name of a safetensors file/,
    ],
    ['another kind of file', wrong({ file: 'weights.bin' }), /models\[1\]\.file must be the name/],
    ['a width that no network has', wrong({ width: 1e9 }), /models\[1\]\.width must be from 8 to 64, got 1000000000/],
    ['sigmaData 0', wrong({ sigmaData: 0 }), /models\[1\]\.sigmaData must be a number > 0, got 0/],
    ['no subset', wrong({ subset: undefined }), /models\[1\]\.subset must be \{start, count\}/],
    ['half a subset', wrong({ subset: { start: 0 } }), /models\[1\]\.subset must be/],
  ])('%s', async (_, files, message) => {
    const reading = readModelEntries(serve(files));
    await expect(reading).rejects.toThrow(ModelError);
    await expect(reading).rejects.toThrow(message);
  });

  test('but the other networks can be found', () => {
    const models = [null, entryOf(weights, { id: 'wrong', bytes: -1 }), entryOf(weights)];
    expect(findModelEntry(models, 'fashion-n64-w8')).toEqual(entryOf(weights));
    expect(() => findModelEntry(models, 'wrong')).toThrow(/models\[1\]\.bytes must be an integer >= 0, got -1/);
    expect(() => findModelEntry(models, 'missing')).toThrow(
      /no network is called missing; there are .*wrong, fashion-n64-w8/,
    );
  });

  test('a missing manifest', async () => {
    await expect(readModelEntries(serve({}))).rejects.toThrow(DataError);
  });
});

describe('weights that are not those of the manifest', () => {
  const load = (bytes: Uint8Array<ArrayBuffer>, entry = entryOf(weights)) =>
    loadModel(entry, serve({ [`models/${entry.file}`]: bytes }));

  test('cut short', async () => {
    await expect(load(weights.slice(0, 100))).rejects.toThrow(ModelError);
    await expect(load(weights.slice(0, 100))).rejects.toThrow(
      /models\/fashion-n64-w8\.safetensors: must have \d+ bytes, got 100; reload/,
    );
  });

  test('one bit flipped', async () => {
    const flipped = weights.slice();
    flipped[5000]! ^= 1;
    await expect(load(flipped)).rejects.toThrow(/sha256 must be [0-9a-f]{64}, got [0-9a-f]{64}/);
  });

  test('of another width', async () => {
    const wide = writeSafetensors(parametersFile(initialValues(16, 1), 16, {}), 'F16');
    await expect(load(wide, entryOf(wide))).rejects.toThrow(/must have shape .*; it was published wrong/);
  });

  test('of another format', async () => {
    const text = new TextEncoder().encode('not weights, but eight bytes at least');
    await expect(load(text, entryOf(text))).rejects.toThrow(ModelError);
  });

  test('a copy that a cache broke is read once more past it', async () => {
    const asked: (boolean | undefined)[] = [];
    const readFile: ReadFile = (_, options) => {
      asked.push(options?.isFresh);
      return Promise.resolve(options?.isFresh ? weights : weights.slice(0, 100));
    };
    expect((await loadModel(entryOf(weights), readFile)).values).toEqual(values);
    expect(asked).toEqual([undefined, true]);
  });

  test('missing', async () => {
    await expect(loadModel(entryOf(weights), serve({}))).rejects.toThrow(DataError);
  });
});
