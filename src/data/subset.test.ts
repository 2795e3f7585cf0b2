import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSubset, firstImages, secondHalf } from './subset';

test('smaller subsets are nested in larger ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16384 }), fc.integer({ min: 1, max: 16384 }), (a, b) => {
      const [small, large] = [firstImages(Math.min(a, b)), firstImages(Math.max(a, b))];
      expect(small.start).toBe(large.start);
      expect(small.count).toBeLessThanOrEqual(large.count);
    }),
  );
});

test('the two halves are equally large, disjoint and make up the first 2N', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8192 }), (n) => {
      const [first, second] = [firstImages(n), secondHalf(n)];
      expect(second.count).toBe(first.count);
      expect(second.start).toBe(first.start + first.count);
      expect(second.start + second.count).toBe(firstImages(2 * n).count);
    }),
  );
});

test('what the dataset holds is accepted, everything else refused', () => {
  expect(() => checkSubset(firstImages(8192), 8192, 'faces')).not.toThrow();
  expect(() => checkSubset(secondHalf(4096), 8192, 'faces')).not.toThrow();
  expect(() => checkSubset(firstImages(8193), 8192, 'faces')).toThrow(
    'faces: images must lie in [0, 8192), got [0, 8193)',
  );
  expect(() => checkSubset(secondHalf(4097), 8192, 'faces')).toThrow('got [4097, 8194)');
  expect(() => checkSubset({ start: -1, count: 2 }, 8192, 'faces')).toThrow(
    'faces: start must be an integer >= 0, got -1',
  );
  for (const count of [0, -1, 1.5, NaN]) {
    expect(() => checkSubset({ start: 0, count }, 8192, 'faces')).toThrow(RangeError);
  }
});
