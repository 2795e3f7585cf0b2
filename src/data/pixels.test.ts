import { expect, test } from 'vitest';
import { toBytes, toFloatPixels } from './pixels';

const allBytes = Uint8Array.from({ length: 256 }, (_, i) => i);

test('black is -1, white is 1, and every byte comes back', () => {
  const pixels = toFloatPixels(allBytes);
  expect(pixels[0]).toBe(-1);
  expect(pixels[255]).toBe(1);
  expect(pixels[1]! - pixels[0]!).toBeCloseTo(1 / 127.5, 6);
  expect([...toBytes(pixels)]).toEqual([...allBytes]);
});

test('values in between go to the nearest byte', () => {
  expect([...toBytes([0.4 / 127.5 - 1, 0.6 / 127.5 - 1, 0])]).toEqual([0, 1, 128]);
});

test('values beyond the range are black or white', () => {
  expect([...toBytes([-80, -1.001, 1.001, 80, Infinity, -Infinity, NaN])]).toEqual([0, 0, 255, 255, 255, 0, 0]);
});
