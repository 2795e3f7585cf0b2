import { expect, test } from 'vitest';
import { makeRng } from '../../math/rng';
import { centreSquare, lumaRow, shrinkValues } from './shrink';

/** The mean of the area [y, y + 1) x [x, x + 1) of 28 x 28, by cutting every pixel into 28 x 28 parts: exact for any size. */
function bruteForce(values: Float64Array, side: number): number[] {
  return Array.from({ length: 784 }, (_, i) => {
    const [y, x] = [Math.floor(i / 28), i % 28];
    let sum = 0;
    for (let dy = 0; dy < side; dy++)
      for (let dx = 0; dx < side; dx++)
        sum += values[Math.floor((y * side + dy) / 28) * side + Math.floor((x * side + dx) / 28)]!;
    return sum / side ** 2;
  });
}

test.each([1, 2, 9, 27, 28, 29, 55, 56, 64, 101])('a square of %i pixels a side is averaged by area', (side) => {
  const rng = makeRng(side);
  const values = Float64Array.from({ length: side * side }, () => 255 * rng.uniform());
  const shrunk = shrinkValues((y, x) => values[y * side + x]!, side, side);
  bruteForce(values, side).forEach((expected, i) => expect(shrunk[i]).toBeCloseTo(expected, 9));
});

test('28 pixels a side stay as they are', () => {
  const values = Float64Array.from({ length: 784 }, (_, i) => i % 256);
  expect([...shrinkValues((y, x) => values[y * 28 + x]!, 28, 28)]).toEqual([...values]);
});

test.each([
  [100, 60, { x: 20, y: 0, side: 60 }],
  [60, 101, { x: 0, y: 20, side: 60 }],
  [7, 7, { x: 0, y: 0, side: 7 }],
])('the middle of %i x %i', (width, height, square) => {
  expect(centreSquare(width, height)).toEqual(square);
  const shrunk = shrinkValues((y, x) => 1000 * y + x, width, height);
  const middle = (start: number) => start + (square.side - 1) / 2;
  expect(shrunk.reduce((a, b) => a + b) / 784).toBeCloseTo(1000 * middle(square.y) + middle(square.x), 6);
});

test('colours become luma, on black where they are transparent', () => {
  const row = new Float32Array(4);
  expect(lumaRow([9, 9, 9, 9, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 80, 80, 80, 255], 4, row)).toBe(true);
  const expected = [76.245, 149.685, 29.07, 80];
  expected.forEach((gray, i) => expect(row[i]).toBeCloseTo(gray, 4));
  const two = new Float32Array(2);
  expect(lumaRow([80, 80, 80, 51, 255, 255, 255, 0], 0, two)).toBe(false);
  expect([...two]).toEqual([16, 0]);
});
