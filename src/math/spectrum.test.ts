import { describe, expect, test } from 'vitest';
import { momentsOf, orthonormalityError } from '../../tests/reference/dense';
import { makeRng } from './rng';
import { momentsKind, spectrumOfBytes, type ByteMoments } from './spectrum';

/** Bytes [count, dim] whose pixels have very different spreads. */
function drawBytes(count: number, dim: number, seed = 1): Uint8Array {
  const rng = makeRng(seed);
  const shared = Array.from({ length: count }, () => rng.normal());
  return Uint8Array.from({ length: count * dim }, (_, i) => {
    const spread = 60 / (1 + (i % dim));
    return Math.max(0, Math.min(255, Math.round(120 + spread * rng.normal() + 20 * shared[Math.floor(i / dim)]!)));
  });
}

/** Second moments by plain loops over integers. */
function momentsByHand(bytes: Uint8Array, count: number, dim: number, kind: ByteMoments['kind']): ByteMoments {
  const n = kind === 'pixels' ? dim : count;
  const products = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const length = kind === 'pixels' ? count : dim;
      for (let k = 0; k < length; k++) {
        products[i * n + j]! +=
          kind === 'pixels' ? bytes[k * dim + i]! * bytes[k * dim + j]! : bytes[i * dim + k]! * bytes[j * dim + k]!;
      }
    }
  }
  return { kind, products };
}

const spectrumBy = (kind: ByteMoments['kind'], bytes: Uint8Array, count: number, dim: number) =>
  spectrumOfBytes(bytes, count, dim, momentsByHand(bytes, count, dim, kind));

/** sum_i lambda_i u_i u_i^T. */
function rebuild({
  eigenvalues,
  modes,
  dim,
}: {
  eigenvalues: Float64Array;
  modes: Float64Array;
  dim: number;
}): Float64Array {
  const matrix = new Float64Array(dim * dim);
  for (const [m, lambda] of eigenvalues.entries()) {
    for (let p = 0; p < dim; p++)
      for (let q = 0; q < dim; q++) matrix[p * dim + q]! += lambda * modes[m * dim + p]! * modes[m * dim + q]!;
  }
  return matrix;
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe.each<[ByteMoments['kind'], number, number]>([
  ['pixels', 50, 12],
  ['pixels', 9, 12], // rank below dim
  ['images', 9, 12],
  ['images', 12, 12],
  ['images', 30, 100],
])('by products of %s: %i images of %i pixels', (kind, count, dim) => {
  const bytes = drawBytes(count, dim);
  const spectrum = spectrumBy(kind, bytes, count, dim);
  const moments = momentsOf(
    Float64Array.from(bytes, (byte) => byte / 127.5 - 1),
    dim,
  );

  test('gives the mean and the covariance of a two-pass sum', () => {
    expect(spectrum.count).toBe(count);
    expect(largest(spectrum.mean.map((value, p) => value - moments.mean[p]!))).toBeLessThan(1e-14);
    const scale = largest(moments.covariance);
    expect(largest(rebuild(spectrum).map((value, i) => value - moments.covariance[i]!)) / scale).toBeLessThan(1e-13);
  });

  test('has rank min(count - 1, dim), eigenvalues that descend, orthonormal modes', () => {
    const { eigenvalues, modes } = spectrum;
    expect(eigenvalues.length).toBe(Math.min(count - 1, dim));
    expect(modes.length).toBe(eigenvalues.length * dim);
    expect([...eigenvalues]).toEqual([...eigenvalues].sort((a, b) => b - a));
    expect(eigenvalues.at(-1)).toBeGreaterThan(0);
    expect(orthonormalityError(modes, dim)).toBeLessThan(1e-11);
  });

  test('turns each mode so that its largest entry is positive', () => {
    for (let m = 0; m < spectrum.eigenvalues.length; m++) {
      const mode = spectrum.modes.subarray(m * dim, (m + 1) * dim);
      expect(Math.max(...mode)).toBe(largest(mode));
    }
  });
});

test('both routes agree where either would do', () => {
  for (const [count, dim] of [
    [19, 20],
    [20, 20],
    [21, 20],
  ] as const) {
    const bytes = drawBytes(count, dim, 2);
    const byPixels = spectrumBy('pixels', bytes, count, dim);
    const byImages = spectrumBy('images', bytes, count, dim);
    expect(byImages.eigenvalues.length).toBe(byPixels.eigenvalues.length);
    const scale = byPixels.eigenvalues[0]!;
    const errors = byImages.eigenvalues.map((lambda, i) => (lambda - byPixels.eigenvalues[i]!) / scale);
    expect(largest(errors)).toBeLessThan(1e-14);
    expect(largest(byImages.modes.map((value, i) => value - byPixels.modes[i]!))).toBeLessThan(1e-6); // the smallest eigenvalue is 1e-8 of the largest
  }
});

test('the smaller matrix is chosen', () => {
  expect(momentsKind(783, 784)).toBe('images');
  expect(momentsKind(784, 784)).toBe('pixels');
  expect(momentsKind(16384, 784)).toBe('pixels');
});

test('copies and constant pixels add nothing to the rank', () => {
  const bytes = drawBytes(4, 10);
  const twice = Uint8Array.from([...bytes, ...bytes]);
  for (let i = 0; i < twice.length; i += 10) twice[i] = 7;
  for (const kind of ['images', 'pixels'] as const) {
    const { eigenvalues, modes } = spectrumBy(kind, twice, 8, 10);
    expect(eigenvalues.length).toBe(3);
    expect(largest(Float64Array.from([0, 1, 2], (m) => modes[m * 10]!))).toBeLessThan(1e-12);
  }
});

test('one image, or many that are equal, have no mode', () => {
  const image = drawBytes(1, 10);
  const one = spectrumBy('images', image, 1, 10);
  expect(one.eigenvalues.length).toBe(0);
  expect(one.modes.length).toBe(0);
  expect([...one.mean]).toEqual(Array.from(image, (byte) => byte / 127.5 - 1));
  for (const kind of ['images', 'pixels'] as const) {
    expect(
      spectrumBy(
        kind,
        Uint8Array.from({ length: 50 }, (_, i) => image[i % 10]!),
        5,
        10,
      ).eigenvalues.length,
    ).toBe(0);
  }
});

test('the difference of exact sums keeps a spread of one byte in a bright corner', () => {
  // 16,384 images, one of which differs by one level in one pixel: the variance is 1/n - 1/n^2 levels squared
  const n = 16384;
  const bytes = new Uint8Array(n * 2).fill(254);
  bytes[0] = 255;
  const { eigenvalues, modes } = spectrumBy('pixels', bytes, n, 2);
  const variance = (n - 1) / n / n / 127.5 ** 2;
  expect(eigenvalues[0]! / variance).toBeCloseTo(1, 14);
  expect(eigenvalues.length).toBe(1);
  expect([...modes].map(Math.abs)).toEqual([1, 0]);
});

test('bytes of another length are refused', () => {
  const moments: ByteMoments = { kind: 'images', products: new Float64Array(4) };
  expect(() => spectrumOfBytes(new Uint8Array(9), 2, 5, moments)).toThrow(
    /spectrumOfBytes: bytes must be \[2, 5\], got length 9/,
  );
  expect(() => spectrumOfBytes(new Uint8Array(0), 0, 5, moments)).toThrow(RangeError);
});
