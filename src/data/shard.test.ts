import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeRng } from '../math/rng';
import { DataError } from './dataError';
import { decodeShard } from './shard';

const rng = makeRng(11);
const raw = Uint8Array.from({ length: 5000 }, () => rng.below(256));
const compressed = new Uint8Array(gzipSync(raw));
const expected = {
  path: 'data/faces/train-00.bin.gz',
  byteLength: raw.length,
  sha256: createHash('sha256').update(raw).digest('hex'),
};

test('a good file gives its bytes', async () => {
  expect(await decodeShard(compressed, expected)).toEqual(raw);
});

test('a file that the server has already unpacked gives the same bytes', async () => {
  expect(await decodeShard(raw, expected)).toEqual(raw);
});

const flipped = compressed.slice();
flipped[2500]! ^= 0x10;
const changed = raw.slice();
changed[4999]! ^= 1;

describe('what is wrong is said with the file, the expectation and the remedy', () => {
  test.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
    ['gzip cut short', compressed.slice(0, 3000), /must be a whole gzip file, got 3000 bytes that do not unpack/],
    ['gzip without its last bytes', compressed.slice(0, -4), /must be a whole gzip file/],
    ['gzip with a flipped bit', flipped, /must be a whole gzip file|sha256 must be/],
    ['gzip of fewer images', new Uint8Array(gzipSync(raw.subarray(0, 4216))), /must hold 5000 bytes, got 4216/],
    ['gzip of more images', new Uint8Array(gzipSync(Buffer.concat([raw, raw]))), /must hold 5000 bytes, got more/],
    ['gzip of other pixels', new Uint8Array(gzipSync(changed)), /sha256 must be [0-9a-f]{64}, got [0-9a-f]{64}/],
    ['other pixels, unpacked', changed, /sha256 must be/],
    ['unpacked and cut short', raw.slice(0, 4000), /must hold 5000 bytes, got 4000 bytes that are not gzip/],
    ['nothing', new Uint8Array(), /got 0 bytes that are not gzip, beginning ""/],
    [
      'a page',
      new TextEncoder().encode('<!doctype html><html>'),
      /got 21 bytes that are not gzip, beginning "<!doctype html><"/,
    ],
  ])('%s', async (_, file, message) => {
    const error: unknown = await decodeShard(file, expected).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(/^data\/faces\/train-00\.bin\.gz: .*; try again; /);
  });
});
