/** The plane of two modes: equal units on both axes, so that distances and angles are true. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { Point } from './curve';

export interface PlaneScale {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  toPx(point: readonly [number, number]): Point;
}

export interface PlaneBox {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Left free at each side. */
  readonly marginPx: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** Fits [-extent, extent] of both axes into the box, centred, with the same pixels per unit. */
export function makePlaneScale(
  [extentX, extentY]: readonly [number, number],
  { widthPx, heightPx, marginPx }: PlaneBox,
): PlaneScale {
  const innerWidth = widthPx - marginPx.left - marginPx.right;
  const innerHeight = heightPx - marginPx.top - marginPx.bottom;
  const pxPerUnit = Math.min(innerWidth / (2 * extentX), innerHeight / (2 * extentY));
  const halfX = innerWidth / pxPerUnit / 2;
  const halfY = innerHeight / pxPerUnit / 2;
  const x = scaleLinear([-halfX, halfX], [marginPx.left, widthPx - marginPx.right]);
  const y = scaleLinear([-halfY, halfY], [heightPx - marginPx.bottom, marginPx.top]);
  return { x, y, toPx: ([first, second]) => [x(first), y(second)] };
}

/** Index of the nearest point within `radiusPx`, or undefined. */
export function pickNearest(points: readonly Point[], [xPx, yPx]: Point, radiusPx: number): number | undefined {
  let nearest: number | undefined;
  let least = radiusPx ** 2;
  points.forEach(([x, y], i) => {
    const distance = (x - xPx) ** 2 + (y - yPx) ** 2;
    if (distance <= least) [nearest, least] = [i, distance];
  });
  return nearest;
}

export interface LabelBox {
  readonly leastPx: number;
  readonly mostPx: number;
  readonly gapPx: number;
}

/** Moves the heights of labels apart until they are `gapPx` from each other, as little as it takes, within the box. Keeps their order. */
export function spreadLabels(heights: readonly number[], { leastPx, mostPx, gapPx }: LabelBox): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]! || a - b);
  const placed = order.map((i) => heights[i]!);
  for (let pass = 0; pass < 50; pass++) {
    for (let i = 1; i < placed.length; i++) {
      const overlap = gapPx - (placed[i]! - placed[i - 1]!);
      if (overlap <= 0) continue;
      placed[i] = placed[i]! + overlap / 2;
      placed[i - 1] = placed[i - 1]! - overlap / 2;
    }
    placed.forEach((height, i) => {
      const room = (placed.length - 1 - i) * gapPx;
      placed[i] = Math.min(mostPx - room, Math.max(leastPx + i * gapPx, height));
    });
  }
  const result = [...heights];
  order.forEach((i, rank) => (result[i] = placed[rank]!));
  return result;
}
