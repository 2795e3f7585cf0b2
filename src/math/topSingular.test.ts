import { expect, test } from 'vitest';
import { multiply } from './dense';
import { makeRng } from './rng';
import { symmetricEigen } from './symmetricEigen';
import { topSingular } from './topSingular';

const [rows, columns] = [30, 20];
const rng = makeRng(5);
const matrix = Float64Array.from({ length: rows * columns }, () => rng.normal());

test('values are the roots of the eigenvalues of A^T A, and A v = s u', () => {
  const transposed = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let p = 0; p < columns; p++) transposed[p * rows + i] = matrix[i * columns + p]!;
  const { eigenvalues } = symmetricEigen(multiply(transposed, matrix, rows), columns);
  const { values, right, left } = topSingular(matrix, columns, 4);
  for (let k = 0; k < 4; k++) {
    expect(values[k]).toBeCloseTo(Math.sqrt(eigenvalues[k]!), 9);
    const own = right.subarray(k * columns, (k + 1) * columns);
    expect(Math.hypot(...own)).toBeCloseTo(1, 12);
    expect(Math.hypot(...left.subarray(k * rows, (k + 1) * rows))).toBeCloseTo(1, 9);
    for (let j = 0; j < k; j++) {
      const dot = own.reduce((sum, value, p) => sum + value * right[j * columns + p]!, 0);
      expect(Math.abs(dot)).toBeLessThan(1e-9);
    }
    for (let i = 0; i < rows; i++) {
      const image = own.reduce((sum, value, p) => sum + matrix[i * columns + p]! * value, 0);
      expect(image).toBeCloseTo(values[k]! * left[k * rows + i]!, 9);
    }
  }
});

test('equal values and zeros are no trouble, and too many are refused', () => {
  const identity = Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 0);
  expect([...topSingular(identity, 3, 3).values].map((value) => Number(value.toFixed(9)))).toEqual([2, 2, 0]);
  expect(() => topSingular(identity, 3, 4)).toThrow(/has no 4 values/);
});
