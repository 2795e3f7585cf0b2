import { expect, test } from 'vitest';
import { growthPower, takeTurns, timingOf } from './statistics';

test('the median and the quartiles', () => {
  expect(timingOf([4, 1, 3, 2, 5])).toEqual({ medianMs: 3, quartilesMs: [2, 4], runs: 5 });
  expect(() => timingOf([])).toThrow(RangeError);
});

test('contenders take turns, and the rounds that warm up do not count', async () => {
  const order: string[] = [];
  const contender = (name: string, ms: number) => () => {
    order.push(name);
    return order.length <= 2 ? 1000 : ms;
  };
  const timings = await takeTurns({ a: contender('a', 1), b: contender('b', 2) }, { rounds: 3, warmUp: 1 });
  expect(order.join('')).toBe('abababab');
  expect(timings.a).toEqual({ medianMs: 1, quartilesMs: [1, 1], runs: 3 });
  expect(timings.b.medianMs).toBe(2);
});

test('the power of growth', () => {
  const x = [64, 256, 1024];
  expect(
    growthPower(
      x,
      x.map((n) => 3 * n ** 1.5),
    ),
  ).toBeCloseTo(1.5, 12);
  expect(growthPower(x, [7, 7, 7])).toBeCloseTo(0, 12);
});
