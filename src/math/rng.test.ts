import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawNormals, drawPermutation, makeRng } from './rng';

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const paths = fc.array(seeds, { maxLength: 4 });
const draws = 1 << 18;

/** Statistics below are functions of fixed seeds; the bounds are 5 standard errors of what an ideal generator gives. */
const standardErrors = 5;
const meanOf = (values: ArrayLike<number>, f = (value: number) => value) =>
  Array.from(values).reduce((sum, value) => sum + f(value), 0) / values.length;

/** Pearson's statistic over equally likely cells: mean cells - 1, variance 2 (cells - 1). */
function expectUniform(counts: number[]): void {
  const expected = meanOf(counts);
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  expect(Math.abs(statistic - freedom)).toBeLessThan(standardErrors * Math.sqrt(2 * freedom));
}

function correlate(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const covariance = Array.from(a).reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0) / a.length;
  const deviation = (values: ArrayLike<number>, mean: number) =>
    Math.sqrt(meanOf(values, (value) => (value - mean) ** 2));
  return covariance / (deviation(a, meanA) * deviation(b, meanB));
}

test('streams stay what they are: the data and every published sample depend on them', () => {
  const uint32s = (count: number, seed: number, ...path: number[]) => {
    const rng = makeRng(seed, ...path);
    return Array.from({ length: count }, () => rng.uint32());
  };
  expect(uint32s(4, 1)).toEqual([3236226101, 1437679481, 1488214549, 59796902]);
  expect(uint32s(2, 1, 2, 3)).toEqual([4128455894, 3611412284]);
  expect(uint32s(2, 2 ** 40 + 5)).toEqual([1562953277, 2727187012]);
  const rng = makeRng(7);
  for (const normal of [1.410194504416693, 0.09250662324750761, -1.2727822548655428]) {
    expect(rng.normal()).toBeCloseTo(normal, 12); // logarithms and sines may differ in the last bits between engines
  }
  expect([...drawPermutation(makeRng(3), 10)]).toEqual([6, 7, 2, 4, 3, 0, 1, 9, 8, 5]);
});

describe('streams', () => {
  test('the same name gives the same numbers', () => {
    fc.assert(
      fc.property(seeds, paths, (seed, path) => {
        const [a, b] = [makeRng(seed, ...path), makeRng(seed, ...path)];
        for (let i = 0; i < 8; i++) expect(a.uint32()).toBe(b.uint32());
      }),
    );
  });

  test('different names give different numbers, also when one is the beginning of the other', () => {
    const first = (name: number[]) => {
      const rng = makeRng(name[0]!, ...name.slice(1));
      return [rng.uint32(), rng.uint32(), rng.uint32()].join();
    };
    const names = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, names, (a, b) => {
        fc.pre(a.join() !== b.join());
        expect(first(a)).not.toBe(first(b));
      }),
      { numRuns: 1000 },
    );
    expect(first([2 ** 32])).not.toBe(first([0])); // the high half counts too
  });

  test.each([
    ['neighbouring seeds', makeRng(1), makeRng(2)],
    ['neighbouring steps', makeRng(1, 17, 0), makeRng(1, 18, 0)],
    ['neighbouring images', makeRng(1, 17, 3), makeRng(1, 17, 4)],
    ['a stream and its child', makeRng(5), makeRng(5, 0)],
    ['swapped paths', makeRng(5, 1, 2), makeRng(5, 2, 1)],
  ])('%s are uncorrelated', (_, a, b) => {
    const [drawsA, drawsB] = [drawNormals(a, draws), drawNormals(b, draws)];
    expect(Math.abs(correlate(drawsA, drawsB))).toBeLessThan(standardErrors / Math.sqrt(draws));
  });

  test('the first numbers of 65,536 neighbouring streams are uniform', () => {
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < 65536; i++) counts[makeRng(9, i).uint32() >>> 24]!++;
    expectUniform(counts);
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('%s is no seed and no step of a path', (bad) => {
    expect(() => makeRng(bad)).toThrow(RangeError);
    expect(() => makeRng(1, bad)).toThrow(`makeRng: seed and path must be integers >= 0, got ${bad}`);
  });
});

describe('uniform numbers', () => {
  test.each([0, 12, 24])('8 bits from bit %i on are uniform', (shift) => {
    const rng = makeRng(21);
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < draws; i++) counts[(rng.uint32() >>> shift) & 255]!++;
    expectUniform(counts);
  });

  test('pairs of successive numbers fill the square', () => {
    const rng = makeRng(22);
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < draws; i++) counts[16 * Math.floor(16 * rng.uniform()) + Math.floor(16 * rng.uniform())]!++;
    expectUniform(counts);
  });

  test('lie in [0, 1), with mean 1/2 and variance 1/12', () => {
    const rng = makeRng(23);
    const values = Float64Array.from({ length: draws }, () => rng.uniform());
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(meanOf(values) - 1 / 2)).toBeLessThan(standardErrors * Math.sqrt(1 / 12 / draws));
    const variance = meanOf(values, (value) => (value - 1 / 2) ** 2);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(standardErrors * Math.sqrt(1 / 180 / draws));
  });
});

describe('normal draws', () => {
  const values = drawNormals(makeRng(31), draws);

  test.each([
    ['mean', 1, 0, 1],
    ['variance', 2, 1, 2],
    ['third moment', 3, 0, 15],
    ['fourth moment', 4, 3, 96],
  ])('%s', (_, power, expected, varianceOfPower) => {
    const moment = meanOf(values, (value) => value ** power);
    expect(Math.abs(moment - expected)).toBeLessThan(standardErrors * Math.sqrt(varianceOfPower / draws));
  });

  test.each([
    [1, 0.317311],
    [2, 0.0455003],
    [3, 0.0026998],
  ])('beyond %i standard deviations', (bound, share) => {
    const got = values.filter((value) => Math.abs(value) > bound).length / draws;
    expect(Math.abs(got - share)).toBeLessThan(standardErrors * Math.sqrt((share * (1 - share)) / draws));
  });

  test('both of a pair, and successive pairs, are uncorrelated, and so are their squares', () => {
    for (const lag of [1, 2]) {
      const [a, b] = [values.subarray(0, -lag), values.subarray(lag)];
      expect(Math.abs(correlate(a, b))).toBeLessThan(standardErrors / Math.sqrt(draws));
      const squares = correlate(
        a.map((value) => value ** 2),
        b.map((value) => value ** 2),
      );
      expect(Math.abs(squares)).toBeLessThan(standardErrors / Math.sqrt(draws));
    }
  });

  test('are finite, and drawNormals gives the stream in order', () => {
    expect(values.every(Number.isFinite)).toBe(true);
    const rng = makeRng(31);
    expect([...values.subarray(0, 5)]).toEqual(Array.from({ length: 5 }, () => Math.fround(rng.normal())));
  });
});

describe('below', () => {
  test('stays in range and reaches both ends', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const draw = makeRng(seed).below(bound);
        expect(Number.isInteger(draw) && draw >= 0 && draw < bound).toBe(true);
      }),
    );
    const rng = makeRng(41);
    expect(new Set(Array.from({ length: 200 }, () => rng.below(7)))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });

  test('has no modulo bias where it would be largest', () => {
    const rng = makeRng(42);
    const counts = [0, 0, 0];
    for (let i = 0; i < draws; i++) counts[Math.floor(rng.below(3 * 2 ** 30) / 2 ** 30)]!++; // a bare remainder gives 1/2, 1/4, 1/4
    expectUniform(counts);
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1, NaN])('refuses the bound %s', (bound) => {
    expect(() => makeRng(1).below(bound)).toThrow('below: bound must be an integer in [1, 2^32]');
  });
});

describe('permutations', () => {
  test('hold every index once', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 500 }), (seed, length) => {
        const order = drawPermutation(makeRng(seed), length);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
      }),
    );
  });

  test('all orders of 4 are equally likely', () => {
    const counts = new Map<string, number>();
    const rng = makeRng(51);
    for (let i = 0; i < 24000; i++) {
      const order = drawPermutation(rng, 4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expectUniform([...counts.values()]);
  });
});
