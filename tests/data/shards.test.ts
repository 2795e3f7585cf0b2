/** The shards in public/data against their manifests and the catalog. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import { datasetInfo, datasets, type PublishedId } from '../../src/data/catalog';
import { openDataset } from '../../src/data/dataset';
import { toFloatPixels } from '../../src/data/pixels';

const ids = Object.keys(datasets) as PublishedId[];
const splits = ['train', 'heldOut'] as const;
const publicData = fileURLToPath(new URL('../../public/data', import.meta.url));

test('public/data holds the datasets of the catalog and nothing else', async () => {
  const entries = await readdir(publicData, { withFileTypes: true });
  expect(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual([...ids].sort());
});

describe.each(ids)('%s', async (id) => {
  const info = datasetInfo(id);
  const dataset = await openDataset(id, readPublicFile);
  const { manifest } = dataset;

  test('the catalog says what the manifest says', () => {
    const { label, sigmaData, width, height } = manifest;
    expect(info).toMatchObject({ label, sigmaData, width, height, dim: width * height });
    expect([info.trainCount, info.heldOutCount]).toEqual([manifest.train.count, manifest.heldOut.count]);
  });

  test('the folder holds the files of the manifest and nothing else, of the sizes it gives', async () => {
    const labels = manifest.labels ? [manifest.labels.train, manifest.labels.heldOut] : [];
    const entries = [...manifest.train.shards, ...manifest.heldOut.shards, ...labels];
    const names = [...entries.map(({ file }) => file), 'manifest.json'].sort();
    expect((await readdir(`${publicData}/${id}`)).sort()).toEqual(names);
    for (const { file, compressedBytes } of entries) {
      const bytes = await readPublicFile(`data/${id}/${file}`);
      expect(bytes.length).toBe(compressedBytes);
      expect([...bytes.subarray(0, 10)].join()).toBe('31,139,8,0,0,0,0,0,2,255'); // no time, no system: the same on every build
    }
  });

  test('every image is sound, and all are distinct, train and held out together', async () => {
    const digests = new Set<string>();
    for (const split of splits) {
      const { count } = manifest[split];
      const images = await dataset.images(split, 0, count); // each shard's sha256 is checked on the way
      for (let i = 0; i < count; i++) {
        const image = images.subarray(i * dataset.dim, (i + 1) * dataset.dim);
        if (image.every((byte) => byte === image[0])) throw new Error(`${id}: image ${i} of ${split} is blank`);
        digests.add(createHash('sha256').update(image).digest('hex'));
      }
    }
    expect(digests.size).toBe(info.trainCount + info.heldOutCount);
  });

  test('sigmaData and meanPixel are those of all training pixels', async () => {
    const pixels = toFloatPixels(await dataset.images('train', 0, info.trainCount));
    const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
    const variance = pixels.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0) / pixels.length;
    expect(mean).toBeCloseTo(manifest.meanPixel, 5);
    expect(Math.sqrt(variance)).toBeCloseTo(info.sigmaData, 5);
  });

  test('the first 1,024 images are typical of the rest: the order is shuffled', async () => {
    const images = await dataset.images('train', 0, info.trainCount);
    const brightness = Array.from({ length: info.trainCount }, (_, i) => {
      return images.subarray(i * dataset.dim, (i + 1) * dataset.dim).reduce((sum, byte) => sum + byte, 0);
    });
    const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const mean = meanOf(brightness);
    const deviation = Math.sqrt(meanOf(brightness.map((value) => (value - mean) ** 2)));
    const offset = (meanOf(brightness.slice(0, 1024)) - mean) / (deviation / Math.sqrt(1024));
    expect(Math.abs(offset)).toBeLessThan(4); // standard errors
  });

  test('labels name every class about as often as the others, or there are none', async () => {
    for (const split of splits) {
      const labels = await dataset.labels(split);
      if (manifest.classes === undefined) {
        expect(labels).toBeUndefined();
        continue;
      }
      const { count } = manifest[split];
      expect(labels).toHaveLength(count);
      for (const [index] of manifest.classes.entries()) {
        const share = labels!.filter((label) => label === index).length / count;
        expect(share).toBeGreaterThan(0.075);
        expect(share).toBeLessThan(0.125);
      }
    }
  });

  test('the licence travels with the images', () => {
    const essential = {
      fashion: 'Permission is hereby granted',
      digits: 'creativecommons.org/licenses/by-sa/3.0',
      faces: 'Apache License',
    };
    expect(manifest.licence.text).toContain(essential[id]);
  });
});

test('a broken dataset leaves the others working', async () => {
  const readBroken: typeof readPublicFile = async (path, options) => {
    const bytes = await readPublicFile(path, options);
    return path === 'data/fashion/train-00.bin.gz' ? bytes.slice(0, 1000) : bytes;
  };
  const fashion = await openDataset('fashion', readBroken);
  const faces = await openDataset('faces', readBroken);
  await expect(fashion.images('train', 0, 1)).rejects.toThrow(
    /^data\/fashion\/train-00\.bin\.gz: must be a whole gzip file/,
  );
  expect(await faces.images('train', 0, 1)).toHaveLength(784);
});
