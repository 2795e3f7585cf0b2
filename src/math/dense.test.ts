import { expect, test } from 'vitest';
import { makeSolver } from '../../tests/reference/dense';
import { frobeniusNorm, multiply, solvePositiveDefinite } from './dense';
import { drawNormals, makeRng } from './rng';

const n = 30;
const draws = Float64Array.from(drawNormals(makeRng(1), n * n));
const transposed = draws.map((_, i) => draws[(i % n) * n + Math.floor(i / n)]!);
const positive = multiply(draws, transposed, n).map((value, i) => value + (i % (n + 1) === 0 ? 0.1 : 0));

test('solves x A = row, as a second implementation does', () => {
  const rows = Float64Array.from(drawNormals(makeRng(2), 3 * n));
  const solved = solvePositiveDefinite(positive, n, rows);
  const solve = makeSolver(positive, n);
  for (let i = 0; i < 3; i++) {
    const expected = solve(rows.subarray(i * n, (i + 1) * n));
    for (const [p, value] of expected.entries()) expect(solved[i * n + p]).toBeCloseTo(value, 9);
  }
  const back = multiply(solved, positive, n);
  expect(frobeniusNorm(back.map((value, i) => value - rows[i]!))).toBeLessThan(1e-9);
});

test('a matrix that is not positive definite is named', () => {
  expect(() => solvePositiveDefinite(Float64Array.of(1, 0, 2, 1, 1, 0, 2, 0, 1), 3, new Float64Array(3))).toThrow(
    /not positive definite, pivot \d is -?[\d.]+/,
  );
});

test('products of matrices that are not square', () => {
  expect([...multiply(Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(1, 0, 2, 1, 0, 3), 3)]).toEqual([
    5, 11, 14, 23,
  ]);
  expect(frobeniusNorm([3, 0, 4])).toBe(5);
});
