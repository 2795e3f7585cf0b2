import { expect, test } from 'vitest';
import { quantile } from './quantile';

test('linear between neighbours, in any order', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
  expect([0, 1].map((share) => quantile([5, -1, 2], share))).toEqual([-1, 5]);
  expect(quantile([7], 0.3)).toBe(7);
});
test('an infinite neighbour stays itself', () => {
  expect(quantile([1, Infinity, Infinity], 0.75)).toBe(Infinity);
});
test('no values have none', () => expect(() => quantile([], 0.5)).toThrow(RangeError));
