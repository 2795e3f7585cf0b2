import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eulerFlowFactors, exactFlowFactor, heunFlowFactors, keptByDenoiser } from './gaussianFlow';

fc.configureGlobal({ seed: 1 });

/** Evenly spaced in the logarithm, without the last 0. */
const sigmasOf = (steps: number) => Array.from({ length: steps + 1 }, (_, i) => 80 * (0.002 / 80) ** (i / steps));
const lambda = fc.double({ min: 1e-4, max: 100, noNaN: true });

test("the exact factor solves y' = y sigma / (lambda + sigma^2), that is, y' = (y - D) / sigma", () => {
  fc.assert(
    fc.property(lambda, fc.double({ min: 0.01, max: 70, noNaN: true }), (each, sigma) => {
      const h = 1e-5 * sigma;
      const slope = (exactFlowFactor(each, sigma + h, 80) - exactFlowFactor(each, sigma - h, 80)) / (2 * h);
      const y = exactFlowFactor(each, sigma, 80);
      expect((slope * sigma) / y).toBeCloseTo(1 - keptByDenoiser(each, sigma), 6);
    }),
  );
  expect(exactFlowFactor(1, 80, 80)).toBe(1);
  expect(exactFlowFactor(0, 0, 80)).toBe(0);
  expect(exactFlowFactor(0, 8, 80)).toBeCloseTo(0.1, 14);
});

describe.each([
  ['Euler', eulerFlowFactors, 1],
  ['Heun', heunFlowFactors, 2],
] as const)('%s', (_, factorsOf, order) => {
  test('starts at 1, has a factor for each noise level, and tends to the exact one with its order', () => {
    const errors = [200, 400].map((steps) =>
      Math.abs(factorsOf(0.3, sigmasOf(steps)).at(-1)! / exactFlowFactor(0.3, 0.002, 80) - 1),
    );
    expect(Math.log2(errors[0]! / errors[1]!)).toBeCloseTo(order, 1);
    expect(factorsOf(0.3, sigmasOf(7)).length).toBe(8);
    expect(factorsOf(0.3, sigmasOf(7))[0]).toBe(1);
  });

  test('ends at 0 off the span, where the last step takes all that is left', () => {
    expect(factorsOf(0, [...sigmasOf(10), 0]).at(-1)).toBeCloseTo(0, 14);
  });
});
