import { expect, test } from 'vitest';
import { squaredCorrelation } from './similarity';

test('the squared correlation is that of its formula, takes no notice of contrast and brightness, and has 1 as its most', () => {
  const [u, v] = [
    [1, 2, 4, 3],
    [2, 1, 3, 5],
  ];
  const n = u.length;
  const [mu, mv] = [2.5, 2.75];
  const sum = (of: (i: number) => number) => Array.from({ length: n }, (_, i) => of(i)).reduce((a, b) => a + b);
  const covariance = sum((i) => (u[i]! - mu) * (v[i]! - mv));
  const expected = covariance ** 2 / (sum((i) => (u[i]! - mu) ** 2) * sum((i) => (v[i]! - mv) ** 2));
  expect(squaredCorrelation(u, v)).toBeCloseTo(expected, 9);
  const turned = v.map((value) => 7 - 3 * value);
  expect(squaredCorrelation(u, turned)).toBeCloseTo(expected, 9);
  expect(squaredCorrelation(v, turned)).toBeCloseTo(1, 9);
  expect(squaredCorrelation(u, [1, 1, 1, 1])).toBe(0);
});

test('an origin is subtracted from both first', () => {
  const origin = [5, -1, 0, 2];
  const add = (values: readonly number[]) => values.map((value, i) => value + origin[i]!);
  const [u, v] = [
    [1, 2, 4, 3],
    [2, 1, 3, 5],
  ];
  expect(squaredCorrelation(add(u), add(v), origin)).toBeCloseTo(squaredCorrelation(u, v), 9);
});
