import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { makeRng } from '../math/rng';
import { DataError } from './dataError';
import { openDataset } from './dataset';
import { imagesPerShard } from './manifest';
import type { ReadFile } from './readFile';
import { firstImages, secondHalf } from './subset';

const dim = 784;
const trainCount = 2500; // three shards, the last one short
const heldOutCount = 100;
const train = drawBytes(1, trainCount * dim, 256);
const heldOut = drawBytes(2, heldOutCount * dim, 256);
const trainLabels = drawBytes(3, trainCount, 3);

function drawBytes(seed: number, length: number, bound: number): Uint8Array<ArrayBuffer> {
  const rng = makeRng(seed);
  return Uint8Array.from({ length }, () => rng.below(bound));
}

/** A small dataset in memory. */
function makeFiles(): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const add = (file: string, bytes: Uint8Array, bytesEach: number) => {
    const compressed = new Uint8Array(gzipSync(bytes, { level: 1 }));
    files.set(`data/fashion/${file}`, compressed);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { file, count: bytes.length / bytesEach, sha256, compressedBytes: compressed.length };
  };
  const shard = (i: number) => train.subarray(i * imagesPerShard * dim, (i + 1) * imagesPerShard * dim);
  const manifest = {
    version: 1,
    id: 'fashion',
    label: 'Fashion',
    description: 'Noise.',
    width: 28,
    height: 28,
    seed: 1,
    command: 'none',
    sigmaData: 0.5,
    meanPixel: 0,
    classes: ['a', 'b', 'c'],
    source: { name: 'noise', version: '1', url: 'https://example.org/' },
    licence: { spdx: 'MIT', text: 'MIT' },
    train: { count: trainCount, shards: [0, 1, 2].map((i) => add(`train-0${i}.bin.gz`, shard(i), dim)) },
    heldOut: { count: heldOutCount, shards: [add('held-out-00.bin.gz', heldOut, dim)] },
    labels: {
      train: add('train-labels.bin.gz', trainLabels, 1),
      heldOut: add('held-out-labels.bin.gz', new Uint8Array(heldOutCount).fill(3), 1), // 3 is not a class
    },
  };
  files.set('data/fashion/manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  return files;
}
const goodFiles = makeFiles();

function readFrom(files: Map<string, Uint8Array<ArrayBuffer>>) {
  return vi.fn<ReadFile>((path) => {
    const bytes = files.get(path);
    return bytes ? Promise.resolve(bytes.slice()) : Promise.reject(new DataError(`${path}: 404`));
  });
}

/** Answers only once told to, and heeds its signal. */
function readSlowly(files: Map<string, Uint8Array<ArrayBuffer>>) {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const readFile = vi.fn<ReadFile>(async (path, { signal } = {}) => {
    if (!path.endsWith('.json')) {
      await new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        void released.then(resolve);
      });
    }
    return files.get(path)!.slice();
  });
  return { readFile, release };
}

const pathsRead = (readFile: ReturnType<typeof readFrom>) =>
  readFile.mock.calls.map(([path]) => path.slice('data/fashion/'.length));

describe('images', () => {
  test.each([
    [0, 1],
    [0, 1024],
    [0, 2500],
    [1000, 100],
    [1023, 2],
    [2499, 1],
    [700, 1500],
  ])('[%i, + %i) are those of the split', async (start, count) => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    const images = await dataset.images('train', start, count);
    expect(images.length).toBe(count * dim);
    expect(Buffer.compare(images, train.subarray(start * dim, (start + count) * dim))).toBe(0);
  });

  test('come from the held-out split when it is asked for', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    expect(Buffer.compare(await dataset.images('heldOut', 0, heldOutCount), heldOut)).toBe(0);
  });

  test('the first N are nested and the second half is disjoint from the first', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    const read = ({ start, count }: { start: number; count: number }) => dataset.images('train', start, count);
    const [small, large, second] = [
      await read(firstImages(64)),
      await read(firstImages(1200)),
      await read(secondHalf(1200)),
    ];
    expect(Buffer.compare(small, large.subarray(0, 64 * dim))).toBe(0);
    expect(Buffer.compare(second, train.subarray(1200 * dim, 2400 * dim))).toBe(0);
  });

  test('only the shards that are needed are read, each once', async () => {
    const readFile = readFrom(goodFiles);
    const dataset = await openDataset('fashion', readFile);
    await dataset.images('train', 1024, 1024);
    expect(pathsRead(readFile)).toEqual(['manifest.json', 'train-01.bin.gz']);
    await dataset.images('train', 0, 2000);
    await dataset.images('train', 10, 2000);
    expect(pathsRead(readFile)).toEqual(['manifest.json', 'train-01.bin.gz', 'train-00.bin.gz']);
  });

  test('belong to the caller, who may overwrite them', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    (await dataset.images('train', 0, 1024)).fill(0);
    expect(Buffer.compare(await dataset.images('train', 0, 1), train.subarray(0, dim))).toBe(0);
  });

  test('progress ends with all of them', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    const onProgress = vi.fn();
    await dataset.images('train', 500, 1900, { onProgress });
    expect(onProgress).toHaveBeenCalledTimes(3);
    expect(onProgress).toHaveBeenLastCalledWith({ loadedCount: 1900, count: 1900 });
  });

  test('more than there are is refused', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    const message = 'data/fashion: images of train: images must lie in [0, 2500), got [0, 2501)';
    await expect(dataset.images('train', 0, 2501)).rejects.toThrow(message);
  });
});

describe('labels', () => {
  test('are those of the split, the caller may overwrite them', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    (await dataset.labels('train'))?.fill(0);
    expect(await dataset.labels('train')).toEqual(trainLabels);
  });

  test('that name no class are refused', async () => {
    const dataset = await openDataset('fashion', readFrom(goodFiles));
    const message = 'data/fashion/held-out-labels.bin.gz: labels must be below 3, got 3';
    await expect(dataset.labels('heldOut')).rejects.toThrow(message);
  });

  test('are undefined for a dataset without', async () => {
    const manifest = JSON.parse(new TextDecoder().decode(goodFiles.get('data/fashion/manifest.json'))) as object;
    const bare = JSON.stringify({ ...manifest, labels: undefined, classes: undefined });
    const files = new Map(goodFiles).set('data/fashion/manifest.json', new TextEncoder().encode(bare));
    expect(await (await openDataset('fashion', readFrom(files))).labels('train')).toBeUndefined();
  });
});

test('concurrent calls share one download', async () => {
  const { readFile, release } = readSlowly(goodFiles);
  const dataset = await openDataset('fashion', readFile);
  const both = Promise.all([dataset.images('train', 0, 2500), dataset.images('train', 0, 1500)]);
  release();
  await both;
  expect(pathsRead(readFile).sort()).toEqual([
    'manifest.json',
    'train-00.bin.gz',
    'train-01.bin.gz',
    'train-02.bin.gz',
  ]);
});

describe('abort', () => {
  test('rejects at once, stops the downloads, and the same call may be made again', async () => {
    const { readFile, release } = readSlowly(goodFiles);
    const dataset = await openDataset('fashion', readFile);
    const controller = new AbortController();
    const images = dataset.images('train', 0, 2500, { signal: controller.signal });
    controller.abort(new Error('newer job'));
    await expect(images).rejects.toThrow('newer job');
    const signals = readFile.mock.calls.slice(1).map(([, options]) => options?.signal?.aborted);
    expect(signals).toEqual([true, true, true]);
    release();
    expect(Buffer.compare(await dataset.images('train', 0, 2500), train)).toBe(0);
  });

  test('of one caller leaves the other its images', async () => {
    const { readFile, release } = readSlowly(goodFiles);
    const dataset = await openDataset('fashion', readFile);
    const controller = new AbortController();
    const hasty = dataset.images('train', 0, 10, { signal: controller.signal });
    const patient = dataset.images('train', 0, 10);
    controller.abort(new Error('newer job'));
    await expect(hasty).rejects.toThrow('newer job');
    release();
    expect(Buffer.compare(await patient, train.subarray(0, 10 * dim))).toBe(0);
  });

  test('before the start reads nothing', async () => {
    const readFile = readFrom(goodFiles);
    const dataset = await openDataset('fashion', readFile);
    await expect(dataset.images('train', 0, 10, { signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow(
      'late',
    );
    expect(readFile).toHaveBeenCalledTimes(1);
  });
});

describe('a bad file', () => {
  const spoil = (file: string, bytes: Uint8Array<ArrayBuffer>) => new Map(goodFiles).set(`data/fashion/${file}`, bytes);

  test('fails the calls that need it by name, and no others', async () => {
    const files = spoil('train-01.bin.gz', new Uint8Array(gzipSync(new Uint8Array(imagesPerShard * dim))));
    const dataset = await openDataset('fashion', readFrom(files));
    await expect(dataset.images('train', 0, 2500)).rejects.toThrow(/^data\/fashion\/train-01\.bin\.gz: sha256 must be/);
    expect(Buffer.compare(await dataset.images('train', 0, 1024), train.subarray(0, 1024 * dim))).toBe(0);
    expect(Buffer.compare(await dataset.images('heldOut', 0, 1), heldOut.subarray(0, dim))).toBe(0);
  });

  test('can be read again once it is repaired', async () => {
    const files = spoil('train-00.bin.gz', goodFiles.get('data/fashion/train-00.bin.gz')!.slice(0, 9000));
    const dataset = await openDataset('fashion', readFrom(files));
    await expect(dataset.images('train', 0, 5)).rejects.toThrow(DataError);
    files.set('data/fashion/train-00.bin.gz', goodFiles.get('data/fashion/train-00.bin.gz')!);
    expect(Buffer.compare(await dataset.images('train', 0, 5), train.subarray(0, 5 * dim))).toBe(0);
  });

  test('that is missing is named', async () => {
    const files = new Map(goodFiles);
    files.delete('data/fashion/train-02.bin.gz');
    const dataset = await openDataset('fashion', readFrom(files));
    await expect(dataset.images('train', 0, 2500)).rejects.toThrow('data/fashion/train-02.bin.gz: 404');
  });

  test.each([
    ['another id', '"id":"fashion"', '"id":"digits"', 'data/fashion/manifest.json: id must be "fashion", got "digits"'],
    ['another size', '"width":28', '"width":32', 'data/fashion/manifest.json: width must be 28, got 32'],
  ])('a manifest of %s is refused', async (_, before, after, message) => {
    const text = new TextDecoder().decode(goodFiles.get('data/fashion/manifest.json')).replace(before, after);
    const files = spoil('manifest.json', new TextEncoder().encode(text));
    await expect(openDataset('fashion', readFrom(files))).rejects.toThrow(message);
  });
});
