/** Damaged gzip files: the right bytes or an error in words; a bomb is cut off. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DataError } from '../../src/data/dataError';
import { decodeShard } from '../../src/data/shard';
import { makeRng } from '../../src/math/rng';
import { unpack } from '../../src/state/networkDetails';
import { mutateBytes } from './mutate';

const draw = makeRng(11);
const raw = Uint8Array.from({ length: 3 * 784 }, () => draw.below(64));
const packed = new Uint8Array(gzipSync(raw));
const expected = {
  path: 'data/fashion/train-00.bin.gz',
  byteLength: raw.length,
  sha256: createHash('sha256').update(raw).digest('hex'),
};

test('1,500 damaged shards', async () => {
  const rng = makeRng(3);
  const outcomes = { read: 0, refused: 0 };
  for (let i = 0; i < 1500; i++) {
    const file = mutateBytes(packed, 20, rng);
    const startedAt = performance.now();
    const outcome: unknown = await decodeShard(file, expected).catch((error: unknown) => error);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    if (outcome instanceof Error) {
      expect(outcome, outcome.stack).toBeInstanceOf(DataError);
      expect(outcome.message).toMatch(/^data\/fashion\/train-00\.bin\.gz: .* got .*; try again; /s);
      outcomes.refused++;
    } else {
      expect(outcome).toEqual(raw);
      outcomes.read++;
    }
  }
  expect(outcomes.read).toBeGreaterThan(10); // the name and the time in a gzip header do not matter
  expect(outcomes.refused).toBeGreaterThan(1000);
});

test.each(['shard', 'pictures'])('a bomb of 256 MB in a file of 250 kB is cut off: %s', async (kind) => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(2 ** 28)));
  expect(bomb.length).toBeLessThan(300_000);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - before)), 1);
  const startedAt = performance.now();
  const reading = kind === 'shard' ? decodeShard(bomb, expected) : unpack(bomb, expected.path, raw.length);
  await expect(reading).rejects.toThrow(/^data\/fashion\/train-00\.bin\.gz: must hold 2352 bytes, got more; /);
  clearInterval(watch);
  most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(most).toBeLessThan(8e6);
});
