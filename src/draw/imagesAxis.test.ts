import { expect, test } from 'vitest';
import { makeImagesAxis } from './imagesAxis';

test('equal ratios are equally far apart, and what is before the first stands on it', () => {
  const { toPx } = makeImagesAxis([100, 10_000], [50, 250]);
  expect(toPx(100)).toBeCloseTo(50);
  expect(toPx(1000)).toBeCloseTo(150);
  expect(toPx(10_000)).toBeCloseTo(250);
  expect(toPx(0)).toBeCloseTo(50);
});

test('ticks stand at 1 and 3 of each decade; labels leave room for each other and at the ends', () => {
  const roomy = makeImagesAxis([128, 48_000], [50, 350]).ticks;
  expect(roomy.map(({ images }) => images)).toEqual([300, 1000, 3000, 10_000, 30_000]);
  expect(roomy.filter(({ isLabelled }) => isLabelled).map(({ images }) => images)).toEqual([
    300, 1000, 3000, 10_000, 30_000,
  ]);
  const narrow = makeImagesAxis([128, 48_000], [50, 200]).ticks;
  expect(narrow.filter(({ isLabelled }) => isLabelled).map(({ images }) => images)).toEqual([1000, 10_000]);
});

test('a range that is none is refused', () => expect(() => makeImagesAxis([0, 10], [0, 1])).toThrow(RangeError));
