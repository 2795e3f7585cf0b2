/** Numbers to SVG paths. */
import { curveCatmullRom, line } from 'd3-shape';

export type Point = readonly [xPx: number, yPx: number];

const smooth = line<Point>(
  ([x]) => x,
  ([, y]) => y,
).curve(curveCatmullRom.alpha(0.5));
const straight = line<Point>(
  ([x]) => x,
  ([, y]) => y,
);

/** A smooth curve through the points; empty for fewer than two. */
export function curvePath(points: readonly Point[]): string {
  return points.length < 2 ? '' : (smooth([...points]) ?? '');
}

export function polylinePath(points: readonly Point[]): string {
  return points.length < 2 ? '' : (straight([...points]) ?? '');
}

/** One path for many dots: strokes of length 0, which round caps turn into discs as wide as the stroke. */
export function dotsPath(points: readonly Point[]): string {
  return points.map(([x, y]) => `M${x.toFixed(1)},${y.toFixed(1)}h0`).join('');
}

/** Dash pattern of a line style, in pixels. */
export const dashes = {
  solid: 'none',
  dashed: '7 4',
  dotted: '1.5 4',
  dashDotted: '9 4 1.5 4',
  longDotted: '9 4 1.5 4 1.5 4',
} as const;
export type LineStyle = keyof typeof dashes;
