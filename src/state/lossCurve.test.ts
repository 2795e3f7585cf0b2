import { expect, test } from 'vitest';
import { withLosses } from './lossCurve';

const ones = (count: number) => new Float32Array(count).fill(1);

test('every loss is in one bin, in whatever pieces they come', () => {
  const whole = withLosses([], 1, ones(1000));
  const pieces = withLosses(withLosses([], 1, ones(333)), 334, ones(667));
  expect(pieces).toEqual(whole);
  expect(whole.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  expect(whole.length).toBeLessThan(90);
  expect(whole.at(-1)!.lastStep).toBe(1000);
  for (const { sum, count } of whole) expect(sum).toBe(count);
});
