import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from './dataError';
import { parseManifest } from './manifest';

const where = 'data/fashion/manifest.json';
const fileEntry = (file: string, count: number) => ({ file, count, sha256: 'a'.repeat(64), compressedBytes: 9 });
const good = {
  version: 1,
  id: 'fashion',
  label: 'Fashion',
  description: 'Clothes.',
  width: 28,
  height: 28,
  seed: 5,
  command: 'npm run data',
  sigmaData: 0.7,
  meanPixel: -0.4,
  classes: ['shirt', 'shoe'],
  source: { name: 'Fashion-MNIST', version: '1', url: 'https://example.org/' },
  licence: { spdx: 'MIT', text: 'Permission is hereby granted.' },
  train: { count: 1500, shards: [fileEntry('train-00.bin.gz', 1024), fileEntry('train-01.bin.gz', 476)] },
  heldOut: { count: 100, shards: [fileEntry('held-out-00.bin.gz', 100)] },
  labels: { train: fileEntry('train-labels.bin.gz', 1500), heldOut: fileEntry('held-out-labels.bin.gz', 100) },
};
type Path = (string | number)[];

/** A copy of the good manifest with the value at `path` replaced; undefined removes it. */
function change(path: Path, value: unknown): string {
  const copy: unknown = structuredClone(good);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  parent[path.at(-1)!] = value;
  return JSON.stringify(copy);
}

function allPaths(value: unknown, prefix: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  const below = Object.entries(value).flatMap(([key, child]) => allPaths(child, [...prefix, key]));
  return prefix.length === 0 ? below : [prefix, ...below];
}

test('a good manifest is read as it stands', () => {
  expect(parseManifest(JSON.stringify(good), where)).toEqual(good);
});

test('labels and classes may both be missing, and unknown fields are ignored', () => {
  const { labels: _labels, classes: _classes, ...bare } = good;
  expect(parseManifest(JSON.stringify({ ...bare, mood: 'fine' }), where)).toEqual(bare);
});

describe('each wrong field is named with what it must be and what it was', () => {
  test.each<[Path, unknown, string]>([
    [['version'], 2, 'version must be 1, got 2'],
    [['version'], '1', 'version must be an integer >= 0, got "1"'],
    [['id'], 'Fashion!', 'id must be a kebab-case id, got "Fashion!"'],
    [['label'], ' ', 'label must be text, got " "'],
    [['width'], 0, 'width must be an integer >= 1, got 0'],
    [['height'], 28.5, 'height must be an integer >= 1, got 28.5'],
    [['seed'], -1, 'seed must be an integer >= 0, got -1'],
    [['sigmaData'], 0, 'sigmaData must be a number in (0, 1], got 0'],
    [['meanPixel'], 1.5, 'meanPixel must be a number in [-1, 1], got 1.5'],
    [['source'], 'somewhere', 'source must be an object, got "somewhere"'],
    [['source', 'url'], 'ftp://x', 'source.url must be an https address, got "ftp://x"'],
    [['licence'], undefined, 'licence must be an object, got nothing'],
    [['licence', 'text'], '', 'licence.text must be text, got ""'],
    [['train'], [], 'train must be an object, got []'],
    [['train', 'count'], 3000, 'train.shards must list 3 shards for 3000 images, got '],
    [['train', 'shards'], {}, 'train.shards must be a list, got {}'],
    [['train', 'shards', 0, 'count'], 1023, 'train.shards[0].count must be 1024, got 1023'],
    [
      ['train', 'shards', 1, 'sha256'],
      'A'.repeat(64),
      `train.shards[1].sha256 must be 64 hex digits, got "${'A'.repeat(64)}"`,
    ],
    [['train', 'shards', 1, 'sha256'], undefined, 'train.shards[1].sha256 must be 64 hex digits, got nothing'],
    [
      ['train', 'shards', 0, 'file'],
      '../../x.bin.gz',
      'train.shards[0].file must be a plain file name ending in .bin.gz, got "../../x.bin.gz"',
    ],
    [
      ['train', 'shards', 1, 'file'],
      'train-00.bin.gz',
      'the file must name each file once, and names train-00.bin.gz twice, got ',
    ],
    [
      ['heldOut', 'shards', 0, 'compressedBytes'],
      0,
      'heldOut.shards[0].compressedBytes must be an integer >= 1, got 0',
    ],
    [['labels'], undefined, 'labels must be an object, got nothing'],
    [['labels', 'heldOut', 'count'], 99, 'labels.heldOut.count must be 100, got 99'],
    [['classes'], undefined, 'classes must be a list, got nothing'],
    [['classes'], [], 'classes must hold 1 to 256 names, got []'],
    [['classes', 1], 'shirt', 'classes must hold distinct names, got ["shirt","shirt"]'],
  ])('%j = %j', (path, value, message) => {
    const parse = () => parseManifest(change(path, value), where);
    expect(parse).toThrow(DataError);
    expect(parse).toThrow(`${where}: ${message}`);
  });

  test.each(['null', '[]', '3', '"text"'])('the whole file is %s', (text) => {
    expect(() => parseManifest(text, where)).toThrow(`${where}: the file must be an object, got ${text}`);
  });

  test('a page in place of the file', () => {
    const parse = () => parseManifest('<!doctype html><html lang="en">', where);
    expect(parse).toThrow(`${where}: must be JSON, got "<!doctype html>`);
  });
});

test('any field replaced by anything is read or refused by name, never read as something else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allPaths(good)), fc.jsonValue(), (path, value) => {
      try {
        const parsed = parseManifest(change(path, value), where);
        expect(parsed).toEqual(JSON.parse(change(path, value)));
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        expect((error as Error).message).toMatch(/^data\/fashion\/manifest\.json: .* must .*, got /s);
      }
    }),
    { seed: 1, numRuns: 2000 },
  );
});
