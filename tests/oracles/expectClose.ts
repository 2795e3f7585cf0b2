import { expect } from 'vitest';

/** Every number within `relTol` of the expected one, relative to it, or to `scale` where that is given. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relTol: number,
  scale?: number,
): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of Array.from(expected).entries()) {
    const tolerance = relTol * (scale ?? Math.abs(value));
    expect(Math.abs(actual[i]! - value), `[${i}]: ${actual[i]} against ${value}`).toBeLessThanOrEqual(tolerance);
  }
}
