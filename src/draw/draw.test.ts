import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { karrasSigmas } from '../diffusion/schedule';
import { formatCount } from './count';
import { curvePath, dotsPath, polylinePath } from './curve';
import { noiseDirection, normaliseNoisy, rmse, toGray } from './gray';
import { makePlaneScale, pickNearest, spreadLabels } from './plane';
import { formatSigma, makeSigmaAxis, sigmaShare } from './sigmaAxis';
import { layOutStrip } from './strip';
import { tileSize } from './tileSize';

describe('gray', () => {
  test('black, middle and white, and no more than white', () => {
    expect([...toGray([-1, 0, 1, 7])]).toEqual([0, 128, 255, 255]);
    expect([...toGray([-2.5, 2.5], 2.5)]).toEqual([0, 255]);
  });
  test('a noisy image is shown with the deviation of the data, a clean one as it is', () => {
    expect(normaliseNoisy(Float32Array.of(0.5), 0, 0.7)[0]).toBeCloseTo(0.5, 6);
    expect(normaliseNoisy(Float32Array.of(80), 80, 0.5)[0]).toBeCloseTo(0.5, 4);
  });
  test('the direction is the noise when D finds the clean image', () => {
    const [clean, noise, sigma] = [Float32Array.of(0.25, -0.5), [1.5, -0.5], 2];
    const x = clean.map((value, i) => value + sigma * noise[i]!);
    expect([...noiseDirection(x, clean, sigma)]).toEqual(noise);
    expect(() => noiseDirection(x, clean, 0)).toThrow(RangeError);
  });
  test('rmse', () => {
    expect(rmse([0, 0], [3, 4])).toBeCloseTo(Math.sqrt(12.5));
    expect(() => rmse([1], [1, 2])).toThrow(RangeError);
  });
});

test('pixels of a tile are whole device pixels, and the tile is no wider than asked', () => {
  expect(tileSize(28, 84, 1)).toBe(84);
  expect(tileSize(28, 100, 1)).toBe(84);
  expect(tileSize(28, 10, 1)).toBe(28);
  fc.assert(
    fc.property(
      fc.double({ min: 28, max: 900, noNaN: true }),
      fc.constantFrom(1, 1.25, 1.5, 2, 2.625, 3),
      (mostPx, ratio) => {
        const size = tileSize(28, mostPx, ratio);
        expect((size * ratio) / 28).toBeCloseTo(Math.round((size * ratio) / 28), 9);
        expect(size).toBeLessThanOrEqual(mostPx + 1e-3);
      },
    ),
  );
});

describe('the axis of noise', () => {
  const sigmas = karrasSigmas({ steps: 18 });
  const axis = makeSigmaAxis(sigmas, [10, 500], 40);
  test('runs from the noise on the left to 0 on the right, and falls on the way', () => {
    const places = sigmas.map(axis.toPx);
    expect(places[0]).toBeCloseTo(10);
    expect(places.at(-2)).toBeCloseTo(460);
    expect(places.at(-1)).toBe(500);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
  test('is marked at powers of ten', () => expect(axis.ticks).toEqual([10, 1, 0.1, 0.01]));
  test('needs noise levels that end at 0', () => expect(() => makeSigmaAxis([80, 1], [0, 1], 0)).toThrow(RangeError));
  test('has one colour ramp, clamped', () =>
    expect([sigmaShare(80), sigmaShare(900), sigmaShare(0.002), sigmaShare(0)]).toEqual([0, 0, 1, 1]));
  test.each([
    [80, '80.0'],
    [5.3169, '5.32'],
    [0.05991, '0.0599'],
    [0.002, '0.00200'],
    [0, '0'],
  ])('%d is written %s', (sigma, text) => expect(formatSigma(sigma)).toBe(text));
});

describe('the strip', () => {
  test('shows every step when there is room, spread over the whole width', () => {
    const strip = layOutStrip({ widthPx: 570, tilePx: 28, gapPx: 2, count: 19, current: 3 });
    expect(strip.tiles.map(({ step }) => step)).toEqual(Array.from({ length: 19 }, (_, i) => i));
    expect(strip.tiles.at(-1)?.xPx).toBeCloseTo(542);
  });
  test('never overlaps, keeps both ends unless one is next to the current step, and shows the current step', () => {
    const options = fc.record({
      widthPx: fc.integer({ min: 120, max: 2000 }),
      count: fc.integer({ min: 3, max: 65 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(options, ({ widthPx, count, at }) => {
        const current = Math.round(at * (count - 1));
        const { tiles, pxToStep, tilePx } = layOutStrip({ widthPx, tilePx: 28, gapPx: 2, count, current });
        tiles.slice(1).forEach(({ xPx, step }, i) => {
          expect(xPx - tiles[i]!.xPx).toBeGreaterThanOrEqual(29.99);
          expect(step).toBeGreaterThan(tiles[i]!.step);
        });
        expect(tiles.some(({ step }) => step === current)).toBe(true);
        for (const { step, xPx } of tiles) expect(pxToStep(xPx + tilePx / 2)).toBe(step);
      }),
    );
  });
});

describe('the plane', () => {
  test('has the same pixels per unit on both axes and 0 in the middle', () => {
    const { x, y } = makePlaneScale([10, 5], {
      widthPx: 400,
      heightPx: 300,
      marginPx: { left: 20, right: 20, top: 10, bottom: 10 },
    });
    expect(x(1) - x(0)).toBeCloseTo(y(0) - y(1));
    expect([x(0), y(0)]).toEqual([200, 150]);
    expect(x(-10)).toBeGreaterThanOrEqual(20);
  });
  test('the nearest point within reach is picked', () => {
    const points = [
      [0, 0],
      [10, 0],
      [11, 0],
    ] as const;
    expect(pickNearest(points, [10.6, 1], 5)).toBe(2);
    expect(pickNearest(points, [50, 50], 5)).toBeUndefined();
  });
  test('labels are kept apart, in order, in the box', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 220 }), { minLength: 1, maxLength: 5 }), (heights) => {
        const placed = spreadLabels(heights, { leastPx: 0, mostPx: 200, gapPx: 16 });
        const sorted = [...placed].sort((a, b) => a - b);
        sorted.slice(1).forEach((height, i) => expect(height - sorted[i]!).toBeGreaterThan(15));
        expect(sorted[0]).toBeGreaterThanOrEqual(0);
        expect(sorted.at(-1)).toBeLessThanOrEqual(200);
      }),
    );
    expect(spreadLabels([50, 150], { leastPx: 0, mostPx: 200, gapPx: 16 })).toEqual([50, 150]);
  });
});

test('paths', () => {
  expect(
    polylinePath([
      [0, 0],
      [1, 2],
    ]),
  ).toBe('M0,0L1,2');
  expect(curvePath([[0, 0]])).toBe('');
  expect(
    curvePath([
      [0, 0],
      [5, 5],
      [10, 0],
    ]),
  ).toMatch(/^M0,0C/);
  expect(
    dotsPath([
      [1, 2],
      [3.04, 4],
    ]),
  ).toBe('M1.0,2.0h0M3.0,4.0h0');
});

describe('counts', () => {
  test('thousands stand apart', () => {
    expect([0, 999, 1000, 16_384, -12_345, 1e6].map(formatCount)).toEqual([
      '0',
      '999',
      '1,000',
      '16,384',
      '-12,345',
      '1,000,000',
    ]);
  });
});
