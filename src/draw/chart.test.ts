import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandPath,
  chooseTicks,
  layOutColumns,
  linePath,
  logRange,
  makeChartScale,
  niceRange,
  placeInnerNames,
  placeNames,
} from './chart';
import { histogramOf, stepsPath } from './histogram';

const box = { widthPx: 300, heightPx: 200, marginPx: { left: 40, right: 60, top: 10, bottom: 30 } };
const unit = { domain: [0, 1], ticks: [] } as const;

describe('the scale', () => {
  const scale = makeChartScale({ domain: [16, 16384], isLog: true, ticks: [] }, unit, box);
  test('is logarithmic across and linear upwards', () => {
    expect([16, 512, 16384].map((value) => Math.round(scale.x(value)))).toEqual([40, 140, 240]);
    expect(scale.x(64)).toBeCloseTo(80, 9);
    expect([0, 0.5, 1].map((value) => scale.y(value))).toEqual([170, 90, 10]);
  });
  test('may run downwards, and holds one value alone in the middle', () => {
    const reversed = makeChartScale({ domain: [100, 1], isLog: true, ticks: [] }, unit, box);
    expect(reversed.x(10)).toBeCloseTo(140);
    expect(reversed.x(100)).toBeCloseTo(40);
    expect(makeChartScale({ domain: [5, 5], isLog: true, ticks: [] }, unit, box).x(5)).toBe(140);
  });
  test('must lie above 0 when it is logarithmic', () => {
    expect(() => makeChartScale({ domain: [0, 10], isLog: true, ticks: [] }, unit, box)).toThrow(RangeError);
  });
  test('draws values beyond the axes at their edge', () => {
    expect(
      linePath(
        [
          { x: 16, y: 2 },
          { x: 16384, y: -1 },
        ],
        scale,
      ),
    ).toBe('M40,10L240,170');
  });
  test('a band goes along its upper edge and back along the lower one', () => {
    const points = [
      { x: 16, y: 0.5, lower: 0.25, upper: 0.75 },
      { x: 512, y: 0.5 },
      { x: 16384, y: 0.5, lower: 0, upper: 1 },
    ];
    expect(bandPath(points, scale)).toBe('M40,50L240,10L240,170L40,130Z');
    expect(bandPath(points.slice(0, 2), scale)).toBe('');
  });
  test('names stand beside the rightmost points, whatever their order, and apart', () => {
    const curves = [
      [
        { x: 16384, y: 0.5 },
        { x: 16, y: 0.1 },
      ],
      [
        { x: 16, y: 0.9 },
        { x: 16384, y: 0.5 },
      ],
    ];
    const [first, second] = placeNames(curves, scale);
    expect([first!.end, second!.end]).toEqual([
      [240, 90],
      [240, 90],
    ]);
    expect(Math.abs(first!.name[1] - second!.name[1])).toBeGreaterThanOrEqual(14.9);
  });
});

test('on an axis that runs downwards the rightmost point is the smallest', () => {
  const scale = makeChartScale({ domain: [100, 1], isLog: true, ticks: [] }, unit, box);
  const curve = [
    { x: 1, y: 0 },
    { x: 100, y: 1 },
  ];
  expect(placeNames([curve], scale)[0]!.end).toEqual([240, 170]);
});

test('labels of ticks never touch, and both ends are marked', () => {
  const values = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(values, (places) => {
      const toPx = (value: number) => value;
      const chosen = chooseTicks(places, toPx, () => 30);
      chosen.slice(1).forEach((value, i) => {
        expect(value - chosen[i]!).toBeGreaterThanOrEqual(36);
      });
      expect(chosen[0]).toBe(Math.min(...places));
      const span = Math.max(...places) - Math.min(...places);
      if (span >= 36) expect(chosen.at(-1)).toBe(Math.max(...places));
    }),
  );
});

test('columns tile the chart, each around its value', () => {
  const scale = makeChartScale({ domain: [50, 0.01], isLog: true, ticks: [] }, unit, box);
  const columns = layOutColumns([0.01, 50, 1], scale, 10);
  expect(columns.map(({ value }) => value)).toEqual([50, 1, 0.01]);
  expect(columns[0]!.leftPx).toBe(30);
  columns.forEach(({ value, leftPx, widthPx }, i) => {
    expect(scale.x(value)).toBeGreaterThan(leftPx);
    expect(scale.x(value)).toBeLessThan(leftPx + widthPx);
    expect(columns[i + 1]?.leftPx ?? 250).toBeCloseTo(leftPx + widthPx);
  });
});

test('a nice range holds its values between marked ends', () => {
  const { domain, ticks } = niceRange(0, 0.87, 4);
  expect(domain).toEqual([0, 1]);
  expect(ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
});

describe('a histogram', () => {
  test('counts every value once, also at the edges and beyond them', () => {
    expect(histogramOf([0, 0.25, 0.5, 1, -3, 9], [0, 1], 4)).toEqual({
      edges: [0, 0.25, 0.5, 0.75, 1],
      counts: [2, 1, 1, 2],
    });
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (list, bins) => {
        const { counts } = histogramOf(list, [-1, 1], bins);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
      }),
    );
  });
  test('is drawn from its first to its last bar, on the ground', () => {
    const scale = { x: (value: number) => 100 * value, y: (count: number) => 50 - 10 * count };
    expect(stepsPath({ edges: [0, 0.25, 0.5, 0.75, 1], counts: [0, 2, 0, 1] }, scale)).toBe(
      'M25.0,50.0V30.0H50.0V50.0H75.0V40.0H100.0V50.0Z',
    );
    expect(stepsPath({ edges: [0, 1], counts: [0] }, scale)).toBe('');
  });
});

test('a logarithmic range ends at a 1, 2 or 5 and marks such values', () => {
  expect(logRange(0.03, 0.9)).toEqual({ domain: [0.02, 1], isLog: true, ticks: [0.02, 0.05, 0.1, 0.2, 0.5, 1] });
  expect(logRange(0.001, 26)).toEqual({ domain: [0.001, 50], isLog: true, ticks: [0.001, 0.01, 0.1, 1, 10] });
  expect(logRange(1, 1).domain).toEqual([1, 2]);
});

describe('names within a chart', () => {
  const scale = makeChartScale({ domain: [0, 10], ticks: [] }, unit, box);
  const dip = (least: number, at = 5) => [
    { x: 0, y: 1 },
    { x: at, y: least },
    { x: 10, y: 1 },
  ];
  const lowest = { label: 'N = 64', share: 0, movedPx: 15 };

  test('stand below the lowest point', () => {
    expect(placeInnerNames([{ points: dip(0.5), ...lowest }], scale)).toEqual([[scale.x(5), scale.y(0.5) + 15]]);
  });

  test('move apart and keep their order where curves are near to each other', () => {
    const names = placeInnerNames(
      [0.5, 0.51, 0.505].map((least) => ({ points: dip(least), ...lowest })),
      scale,
    );
    const heights = names.map(([, yPx]) => yPx);
    expect(heights[1]).toBeLessThan(heights[2]!);
    expect(heights[2]).toBeLessThan(heights[0]!);
    expect(heights[2]! - heights[1]!).toBeCloseTo(15, 3);
    expect(heights[0]! - heights[2]!).toBeCloseTo(15, 3);
  });

  test('stay where they are when there is room beside them', () => {
    const names = placeInnerNames(
      [dip(0.5, 1), dip(0.5, 9)].map((points) => ({ points, ...lowest })),
      scale,
    );
    expect(names.map(([, yPx]) => yPx)).toEqual([scale.y(0.5) + 15, scale.y(0.5) + 15]);
  });
});
