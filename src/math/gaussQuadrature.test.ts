import { expect, test } from 'vitest';
import { gaussRule } from './gaussQuadrature';

const points = Float64Array.from({ length: 300 }, (_, i) => Math.sin(i) + (i / 300) ** 3);
const meanOf = (f: (x: number) => number) => points.reduce((sum, x) => sum + f(x) / points.length, 0);

test('a rule of n nodes is exact up to degree 2 n - 1 and no further', () => {
  const { nodes, weights } = gaussRule(points, 5);
  const byRule = (degree: number) => nodes.reduce((sum, x, i) => sum + weights[i]! * x ** degree, 0);
  for (let degree = 0; degree <= 9; degree++)
    expect(byRule(degree)).toBeCloseTo(
      meanOf((x) => x ** degree),
      12,
    );
  expect(Math.abs(byRule(10) - meanOf((x) => x ** 10))).toBeGreaterThan(1e-6);
});

test('nodes lie within the points, weights are positive', () => {
  const { nodes, weights } = gaussRule(points, 30);
  expect(Math.min(...nodes)).toBeGreaterThan(Math.min(...points));
  expect(Math.max(...nodes)).toBeLessThan(Math.max(...points));
  expect(Math.min(...weights)).toBeGreaterThan(0);
  expect(() => gaussRule([1, 2], 2)).toThrow(/from 1 to 1, got 2/);
});
