import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { karrasSigmas, type KarrasOptions } from './schedule';

fc.configureGlobal({ seed: 1 });

const options = fc.record({
  steps: fc.integer({ min: 2, max: 64 }),
  sigmaMin: fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
  sigmaMax: fc.double({ min: 0.2, max: 500, noNaN: true }),
  rho: fc.double({ min: 1, max: 20, noNaN: true }),
});

test('descends from sigmaMax to sigmaMin, then 0', () => {
  fc.assert(
    fc.property(options, (each) => {
      const sigmas = karrasSigmas(each);
      expect(sigmas.length).toBe(each.steps + 1);
      expect(sigmas[0]! / each.sigmaMax).toBeCloseTo(1, 9);
      expect(sigmas.at(-2)! / each.sigmaMin).toBeCloseTo(1, 9);
      expect(sigmas.at(-1)).toBe(0);
      for (const [i, sigma] of sigmas.slice(1).entries()) expect(sigma).toBeLessThan(sigmas[i]!);
    }),
  );
});

test('is evenly spaced in sigma^(1/rho)', () => {
  fc.assert(
    fc.property(options, ({ rho, ...rest }) => {
      const roots = karrasSigmas({ ...rest, rho })
        .slice(0, -1)
        .map((sigma) => sigma ** (1 / rho));
      const gap = (roots[0]! - roots.at(-1)!) / (roots.length - 1);
      for (const [i, root] of roots.slice(1).entries()) expect((roots[i]! - root) / gap).toBeCloseTo(1, 6);
    }),
  );
});

test('rho = 1 spaces sigma evenly', () => {
  const sigmas = karrasSigmas({ steps: 5, sigmaMin: 1, sigmaMax: 5, rho: 1 });
  for (const [i, sigma] of [5, 4, 3, 2, 1, 0].entries()) expect(sigmas[i]).toBeCloseTo(sigma, 12);
});

describe('refuses', () => {
  test.each<[KarrasOptions, RegExp]>([
    [{ steps: 1 }, /karrasSigmas: steps must be an integer >= 2, got 1/],
    [{ steps: 2.5 }, /steps must be an integer >= 2, got 2.5/],
    [{ steps: NaN }, /steps must be/],
    [{ steps: 5, sigmaMin: 0 }, /0 < sigmaMin < sigmaMax must hold, got sigmaMin 0/],
    [{ steps: 5, sigmaMin: 80 }, /must hold, got sigmaMin 80, sigmaMax 80/],
    [{ steps: 5, sigmaMax: Infinity }, /must hold/],
    [{ steps: 5, sigmaMax: NaN }, /must hold/],
    [{ steps: 5, rho: 0 }, /rho must be > 0, got 0/],
    [{ steps: 5, rho: NaN }, /rho must be > 0/],
    [{ steps: 5, rho: Infinity }, /rho must be > 0/],
  ])('%o', (bad, message) => {
    expect(() => karrasSigmas(bad)).toThrow(RangeError);
    expect(() => karrasSigmas(bad)).toThrow(message);
  });
});
