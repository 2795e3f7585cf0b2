import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutStepper, spaces } from './layout';

const at = (widthPx: number, count = 19, pixelRatio = 1) =>
  layOutStepper({ widthPx, pixelRatio, imageWidth: 28, count });

test('all 19 noise levels stand side by side on a laptop', () => {
  const { isStacked, tilePx, stripTilePx, stripWidthPx } = at(1201);
  expect({ isStacked, tilePx, stripTilePx }).toEqual({ isStacked: false, tilePx: 84, stripTilePx: 28 });
  expect(19 * (stripTilePx + spaces.stripGap) - spaces.stripGap).toBeLessThanOrEqual(stripWidthPx);
});

test('a phone holds five tiles across', () => {
  const { isStacked, tilePx } = at(313);
  expect([isStacked, tilePx]).toEqual([true, 56]);
});

test('a large screen doubles the strip', () => expect(at(1880).stripTilePx).toBe(56));

test('the tiles fit their width everywhere', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 2400 }),
      fc.integer({ min: 3, max: 65 }),
      fc.constantFrom(1, 1.5, 2, 3),
      (widthPx, count, ratio) => {
        const { isStacked, tilePx, stripWidthPx } = at(widthPx, count, ratio);
        const besidesPx = isStacked ? 0 : stripWidthPx + spaces.label + 3 * spaces.columnGap;
        expect(5 * tilePx + 3 * spaces.gap + (isStacked ? spaces.stackedGap : 0) + besidesPx).toBeLessThanOrEqual(
          widthPx + 1e-6,
        );
        expect(stripWidthPx).toBeGreaterThan(200);
      },
    ),
  );
});
