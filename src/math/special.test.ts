import { expect, test } from 'vitest';
import { goldenSection } from './minimize';
import { digamma, expIntegral } from './special';

const eulerGamma = 0.5772156649015329;

test('digamma at 1, 1/2 and 1/4, and its recurrence', () => {
  expect(digamma(1)).toBeCloseTo(-eulerGamma, 13);
  expect(digamma(0.5)).toBeCloseTo(-eulerGamma - 2 * Math.LN2, 13);
  expect(digamma(0.25)).toBeCloseTo(-eulerGamma - Math.PI / 2 - 3 * Math.LN2, 12);
  for (const x of [0.1, 3.7, 11.9, 50]) expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 12);
  expect(() => digamma(0)).toThrow(/x must be > 0, got 0/);
});

test('the exponential integral, against tables and against integration', () => {
  expect(expIntegral(1)).toBeCloseTo(0.21938393439552029, 14);
  expect(expIntegral(0.01)).toBeCloseTo(4.037929576538114, 12);
  expect(expIntegral(10) / 4.156968929685324e-6).toBeCloseTo(1, 12);
  expect(expIntegral(701)).toBe(0);
  for (const x of [0.3, 0.999, 1.001, 4]) {
    // substitution t = x / u
    const points = 200_000;
    let sum = 0;
    for (let i = 0; i < points; i++) {
      const u = (i + 0.5) / points;
      sum += Math.exp(-x / u) / u / points;
    }
    expect(expIntegral(x) / sum).toBeCloseTo(1, 8);
  }
});

test('golden section finds the minimum of a parabola, also at an end', () => {
  expect(goldenSection((x) => (x - 1.3) ** 2, -4, 9)).toBeCloseTo(1.3, 7);
  expect(goldenSection((x) => x, 2, 5)).toBeCloseTo(2, 7);
});
