import { expect, test } from 'vitest';
import { estimate } from './estimate';
import { makeRng } from './rng';

test('the mean and its standard error, by hand', () => {
  expect(estimate([1, 2, 6])).toEqual({ mean: 3, standardError: Math.sqrt(14 / 2 / 3) });
  expect(estimate([5])).toEqual({ mean: 5, standardError: 0 });
});

test('the standard error is the spread of means over many draws', () => {
  const rng = makeRng(4);
  const draws = Array.from({ length: 2000 }, () => estimate(Float64Array.from({ length: 9 }, () => rng.normal())));
  const means = draws.map(({ mean }) => mean);
  expect(Math.hypot(...means) / Math.sqrt(means.length)).toBeCloseTo(1 / 3, 1);
  const squares = draws.reduce((sum, { standardError }) => sum + standardError ** 2, 0);
  expect(squares / draws.length).toBeCloseTo(1 / 9, 2);
});
