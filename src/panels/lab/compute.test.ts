import { expect, test } from 'vitest';
import { imageStops, shareOf } from './compute';

const networks = [{ id: 'a', dataset: 'fashion' as const, subset: { start: 0, count: 1000 }, width: 32 }];

test('the slider stops at powers of two, at every trained N and at the current one', () => {
  const stops = imageStops('fashion', 100, networks);
  expect(stops.map(({ value }) => value)).toEqual([
    16, 32, 64, 100, 128, 256, 512, 1000, 1024, 2048, 4096, 8192, 16384,
  ]);
  expect(stops.filter(({ isMarked }) => isMarked).map(({ label }) => label)).toEqual(['1,000']);
  expect(imageStops('faces', 64, networks).at(-1)).toEqual({ value: 8192, label: '8,192', isMarked: false });
});

test('d stands between 512 and 1,024 on the logarithmic slider', () => {
  const stops = imageStops('fashion', 64, []);
  expect(shareOf(stops, 784)).toBeCloseTo(Math.log2(784 / 16) / 10);
  expect(shareOf(stops, 16)).toBe(0);
  expect(shareOf(stops, 8)).toBeUndefined();
  expect(shareOf(stops, 20000)).toBeUndefined();
});
