import { expect, test } from 'vitest';
import { axisPower, gridPower } from '../scripts/measure/gridPower';
import { toFloatPixels } from '../src/data/pixels';
import { fashionBytes } from './materials';

const images = toFloatPixels(await fashionBytes('heldOut', 0, 128));
const others = toFloatPixels(await fashionBytes('heldOut', 128, 128));

test('a wave has its power at its own frequency', () => {
  const wave = Float64Array.from({ length: 784 }, (_, p) => Math.cos((2 * Math.PI * 5 * (p % 28)) / 28));
  const power = axisPower(wave);
  expect(power[5]).toBeCloseTo(1 / 4, 9); // every row, no column
  expect(power.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1 / 4, 9);
});

test('other real images carry no grid', () => {
  const { period2, period4 } = gridPower(others, images);
  expect(Math.abs(Math.log(period2))).toBeLessThan(Math.log(1.25));
  expect(Math.abs(Math.log(period4))).toBeLessThan(Math.log(1.25));
});

test.each([
  ['period2', 2, 0.04],
  ['period4', 4, 0.15], // real images have more of it
] as const)('%s: stripes are found', (name, period, height) => {
  const striped = others.map((pixel, p) => pixel + height * Math.cos((2 * Math.PI * (p % 28)) / period));
  const found = gridPower(striped, images);
  const clean = gridPower(others, images);
  expect(found[name] / clean[name]).toBeGreaterThan(1.3);
  expect(found[name === 'period2' ? 'period4' : 'period2']).toBeCloseTo(
    clean[name === 'period2' ? 'period4' : 'period2'],
    6,
  );
});
