/** Eigenvectors against matrices whose eigenvalues are known, and by what defines them: A v = lambda v, rows orthonormal. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawNormals, makeRng } from './rng';
import { symmetricEigen } from './symmetricEigen';

const n = 61; // odd, so that rows taken by twos and fours leave some over

/** Largest entries of A V^T - V^T Lambda and of V V^T - 1. */
function errors(matrix: Float64Array, { eigenvalues, vectors }: ReturnType<typeof symmetricEigen>) {
  const size = eigenvalues.length;
  let [residual, overlap] = [0, 0];
  for (let i = 0; i < size; i++) {
    const v = vectors.subarray(i * size, (i + 1) * size);
    for (let p = 0; p < size; p++) {
      let image = 0;
      let product = 0;
      for (let q = 0; q < size; q++) {
        image += matrix[p * size + q]! * v[q]!;
        product += vectors[p * size + q]! * v[q]!;
      }
      residual = Math.max(residual, Math.abs(image - eigenvalues[i]! * v[p]!));
      overlap = Math.max(overlap, Math.abs(product - (p === i ? 1 : 0)));
    }
  }
  return { residual, overlap };
}

/** Q diag(values) Q^T, where Q is the product of random Householder reflections. */
function withEigenvalues(values: readonly number[], seed: number): Float64Array {
  const size = values.length;
  const matrix = new Float64Array(size * size);
  for (const [i, value] of values.entries()) matrix[i * size + i] = value;
  const rng = makeRng(seed);
  for (let round = 0; round < 3; round++) {
    const u = Float64Array.from(drawNormals(rng, size));
    const square = u.reduce((sum, value) => sum + value * value, 0);
    for (const [along, step] of [
      [1, size],
      [size, 1],
    ] as const) {
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += matrix[i * step + k * along]! * u[k]!;
        for (let k = 0; k < size; k++) matrix[i * step + k * along]! -= (2 * sum * u[k]!) / square;
      }
    }
  }
  for (let i = 0; i < size; i++) for (let k = 0; k < i; k++) matrix[k * size + i] = matrix[i * size + k]!;
  return matrix;
}

const spectra: Readonly<Record<string, readonly number[]>> = {
  'a power law over ten decades': Array.from({ length: n }, (_, i) => 10 ** (-i / 6)),
  'clusters and zeros': Array.from({ length: n }, (_, i) => [5, 5, 1, 1 + 1e-13, 0, 0, 0][i % 7]!),
  'both signs': Array.from({ length: n }, (_, i) => 3 - i / 10),
  'nothing but ones': Array.from({ length: n }, () => 1),
};

describe('symmetricEigen', () => {
  test.each(Object.entries(spectra))('finds %s', (_, values) => {
    const matrix = withEigenvalues(values, 3);
    const found = symmetricEigen(matrix, n);
    const known = [...values].sort((a, b) => b - a);
    for (const [i, value] of found.eigenvalues.entries()) expect(Math.abs(value - known[i]!)).toBeLessThan(2e-14);
    const { residual, overlap } = errors(matrix, found);
    expect(residual).toBeLessThan(2e-14);
    expect(overlap).toBeLessThan(2e-14);
  });

  test('the second difference has the eigenvalues 2 - 2 cos(k pi / (n + 1))', () => {
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      matrix[i * n + i] = 2;
      if (i > 0) matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
    }
    for (const [i, value] of symmetricEigen(matrix, n).eigenvalues.entries())
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 13);
  });

  test('whatever is symmetric, of any size and scale, is taken apart', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer(),
        fc.integer({ min: -150, max: 150 }),
        (size, seed, power) => {
          const scale = 10 ** power;
          const draws = drawNormals(makeRng(Math.abs(seed)), size * size);
          const matrix = new Float64Array(size * size);
          for (let i = 0; i < size; i++)
            for (let k = 0; k <= i; k++)
              matrix[i * size + k] = matrix[k * size + i] = scale * (i % 3 === k % 3 ? draws[i * size + k]! : 0);
          const found = symmetricEigen(matrix, size);
          const { residual, overlap } = errors(matrix, found);
          expect(residual / scale).toBeLessThan(1e-13);
          expect(overlap).toBeLessThan(1e-13);
          expect([...found.eigenvalues]).toEqual([...found.eigenvalues].sort((a, b) => b - a));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leaves its matrix as it was, and names what it cannot take', () => {
    const matrix = withEigenvalues([3, 2, 1], 1);
    const before = matrix.slice();
    symmetricEigen(matrix, 3);
    expect(matrix).toEqual(before);
    expect(() => symmetricEigen(matrix, 2)).toThrow(/must be \[2, 2\], got length 9/);
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(/all values must be finite, got NaN/);
  });
});
