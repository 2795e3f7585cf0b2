/** The program that builds public/data, on small input; shards.test.ts checks what it wrote. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawFace } from '../../scripts/data/drawFace';
import { fashion } from '../../scripts/data/fashion';
import { parseIdx } from '../../scripts/data/idx';
import { dim, type RawSplit } from '../../scripts/data/recipe';
import { selectDistinct } from '../../scripts/data/selectDistinct';
import { writeDataset } from '../../scripts/data/writeDataset';
import { makeRng } from '../../src/math/rng';

/** Images that are all one gray level each, labelled by it. */
function makeSplit(levels: number[]): RawSplit {
  const images = new Uint8Array(levels.length * dim);
  levels.forEach((level, i) => images.fill(level, i * dim, (i + 1) * dim));
  return { images, labels: Uint8Array.from(levels) };
}
const levelsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

describe('selectDistinct', () => {
  const pool = {
    train: makeSplit([...levelsFrom(0, 100), ...levelsFrom(0, 100)]),
    heldOut: makeSplit(levelsFrom(50, 100)),
  };
  const selection = { seed: 3, trainCount: 90, heldOutCount: 50 };

  test('takes each picture once, keeps labels with their images, and repeats itself', () => {
    const { train, heldOut } = selectDistinct(pool, selection);
    const labels = [...train.labels!, ...heldOut.labels!];
    expect(new Set(labels).size).toBe(140);
    expect(labels).toEqual([...levelsOf(train), ...levelsOf(heldOut)]);
    expect(selectDistinct(pool, selection)).toEqual({ train, heldOut });
  });

  test('another seed gives another order', () => {
    expect(selectDistinct(pool, { ...selection, seed: 4 }).train).not.toEqual(selectDistinct(pool, selection).train);
  });

  test('a smaller selection is the beginning of a larger one', () => {
    const small = selectDistinct(pool, { ...selection, trainCount: 10 }).train;
    expect(levelsOf(selectDistinct(pool, selection).train).slice(0, 10)).toEqual(levelsOf(small));
  });

  test('a pool that is too small is refused', () => {
    const select = () => selectDistinct(pool, { ...selection, trainCount: 101 });
    expect(select).toThrow('selectDistinct: the pool must hold 101 distinct images, got 100');
  });

  function levelsOf({ images }: RawSplit): number[] {
    return Array.from({ length: images.length / dim }, (_, i) => images[i * dim]!);
  }
});

describe('parseIdx', () => {
  const file = Uint8Array.from([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);

  test('gives the bytes after the header', () => {
    expect([...parseIdx(file, [2, 3], 'x')]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each<[string, Uint8Array, number[], string]>([
    ['another number of axes', file, [6], 'x: IDX magic must be 2049, got 2050'],
    ['another length', file, [2, 4], 'x: axis 1 must have length 4, got 3'],
    ['a short file', file.subarray(0, 17), [2, 3], 'x: must hold 18 bytes, got 17'],
    ['hardly a file', file.subarray(0, 6), [2, 3], 'x: must hold 18 bytes, got 6'],
  ])('refuses %s', (_, bytes, shape, message) => {
    expect(() => parseIdx(bytes, shape, 'x')).toThrow(message);
  });
});

describe('drawFace', () => {
  const parts = [
    'hairBg',
    'ear',
    'head',
    'eyeLine',
    'smileLine',
    'facialHair',
    'eye',
    'eyebrow',
    'hair',
    'mouth',
    'nose',
  ];
  const shapes = Object.fromEntries(parts.map((part) => [part, ['none', `${part}1`, `${part}2`]]));

  test('draws no accessories, and hair that stands out from the head', () => {
    for (let i = 0; i < 500; i++) {
      const face = drawFace(makeRng(1, i), shapes);
      expect(face).toMatchObject({ glasses: { id: 'none' }, accessories: { id: 'none' }, jersey: { id: 'none' } });
      const { body, hair } = face as Record<'body' | 'hair', { color: string }>;
      const gray = ({ color }: { color: string }) => Number.parseInt(color.slice(1, 3), 16);
      expect(Math.abs(gray(body) - gray(hair))).toBeGreaterThanOrEqual(59); // 60 before rounding
    }
  });

  test('depends on its stream alone', () => {
    expect(drawFace(makeRng(1, 5), shapes)).toEqual(drawFace(makeRng(1, 5), shapes));
    expect(drawFace(makeRng(1, 5), shapes)).not.toEqual(drawFace(makeRng(1, 6), shapes));
  });
});

describe('writeDataset', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hidden-gaussian-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('writes the same files twice and says so', async () => {
    const levels = makeRng(8);
    const splits = {
      train: makeSplit(Array.from({ length: 1100 }, () => levels.below(10))),
      heldOut: makeSplit(levelsFrom(0, 10)),
    };
    const out = join(folder, 'fashion');
    expect(await writeDataset(fashion, splits, out)).toMatch(/^fashion: 1100 \+ 10 images, .*, written anew$/);
    const first = await readAll(out);
    expect(Object.keys(first).sort()).toEqual([
      'held-out-00.bin.gz',
      'held-out-labels.bin.gz',
      'manifest.json',
      'train-00.bin.gz',
      'train-01.bin.gz',
      'train-labels.bin.gz',
    ]);
    expect(await writeDataset(fashion, splits, out)).toMatch(/, the same bytes as before$/);
    expect(await readAll(out)).toEqual(first);
    splits.train.images[0]! ^= 1;
    expect(await writeDataset(fashion, splits, out)).toMatch(/, NOT the bytes that were there before$/);
  });

  async function readAll(out: string): Promise<Record<string, string>> {
    const files = await readdir(out);
    return Object.fromEntries(
      await Promise.all(files.map(async (file) => [file, await readFile(join(out, file), 'hex')] as const)),
    );
  }
});

test('Fashion without its raw files names the one command to run', async () => {
  const message =
    /^fashion: train-images-idx3-ubyte\.gz must be in nowhere, got .*; run `apt-get install dataset-fashion-mnist`, or pass --source FOLDER/;
  await expect(fashion.make('nowhere')).rejects.toThrow(message);
});
