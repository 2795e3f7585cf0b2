import { beforeAll, describe, expect, test } from 'vitest';
import { maxDifference, spectrumOf } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeRng } from '../math/rng';
import { momentsKind, spectrumOfBytes } from '../math/spectrum';
import * as tf from '../tfjs';
import { computeSpectrum } from './spectrum';

beforeAll(setWasmBackend);

function exactMoments(bytes: Uint8Array, count: number, dim: number) {
  const kind = momentsKind(count, dim);
  const n = kind === 'pixels' ? dim : count;
  const products = new Float64Array(n * n);
  for (let image = 0; image < count; image++) {
    for (let p = 0; p < dim; p++) {
      const across = kind === 'pixels' ? dim : count;
      for (let other = 0; other < across; other++) {
        if (kind === 'pixels') products[p * n + other]! += bytes[image * dim + p]! * bytes[image * dim + other]!;
        else products[image * n + other]! += bytes[image * dim + p]! * bytes[other * dim + p]!;
      }
    }
  }
  return { kind, products };
}

describe.each([
  ['fewer images than pixels', 30, 300],
  ['more images than pixels, over several blocks of 256', 700, 40],
  ['sizes on the edge of a block', 512, 64],
  ['one image', 1, 300],
])('%s', (_, count, dim) => {
  const rng = makeRng(3);
  // mostly white: sums as large as they get
  const bytes = Uint8Array.from({ length: count * dim }, () => (rng.below(4) > 0 ? 255 : rng.below(256)));

  test('equals the spectrum of integer sums, to the last bit', () => {
    const expected = spectrumOfBytes(bytes, count, dim, exactMoments(bytes, count, dim));
    const actual = spectrumOf(bytes, count, dim);
    expect(maxDifference(actual.eigenvalues, expected.eigenvalues)).toBe(0);
    expect(maxDifference(actual.modes, expected.modes)).toBe(0);
    expect(maxDifference(actual.mean, expected.mean)).toBe(0);
  });

  test('keeps no tensor, also when it is left half-way', () => {
    const before = tf.memory().numTensors;
    spectrumOf(bytes, count, dim);
    const work = computeSpectrum(bytes, count, dim);
    work.next();
    work.next();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('progress rises from 0 and ends with the eigenvectors', () => {
  const work = computeSpectrum(new Uint8Array(700 * 10).fill(1), 700, 10);
  const seen = [];
  for (let next = work.next(); !next.done; next = work.next()) seen.push(next.value);
  expect(seen).toEqual([
    { phase: 'moments', done: 0, total: 700 },
    { phase: 'moments', done: 256, total: 700 },
    { phase: 'moments', done: 512, total: 700 },
    { phase: 'eigen', done: 0, total: 1 },
  ]);
});
