/** Curves over one axis, logarithmic or not, with bands and with their names beside their ends: numbers in, places and paths out. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { polylinePath, type Point } from './curve';
import { spreadLabels } from './plane';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** The edges of a band, such as quartiles; both or none. */
  readonly lower?: number;
  readonly upper?: number;
}

export interface ChartRange {
  /** At the left and the right, or at the bottom and the top; descending is allowed. */
  readonly domain: readonly [number, number];
  /** Logarithmic: both ends must be > 0. */
  readonly isLog?: boolean;
  /** Values that may be marked; those that would touch another one are left out. */
  readonly ticks: readonly number[];
}

export interface ChartBox {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly marginPx: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

export interface ChartScale {
  x(value: number): number;
  y(value: number): number;
  readonly leftPx: number;
  readonly rightPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** @throws RangeError when a logarithmic axis touches 0 */
export function makeChartScale(x: ChartRange, y: ChartRange, { widthPx, heightPx, marginPx }: ChartBox): ChartScale {
  const [leftPx, rightPx] = [marginPx.left, widthPx - marginPx.right];
  const [topPx, bottomPx] = [marginPx.top, heightPx - marginPx.bottom];
  return { x: makeScale(x, [leftPx, rightPx]), y: makeScale(y, [bottomPx, topPx]), leftPx, rightPx, topPx, bottomPx };
}

function makeScale({ domain, isLog = false }: ChartRange, [fromPx, toPx]: Point): (value: number) => number {
  if (isLog && !(domain[0] > 0 && domain[1] > 0))
    throw new RangeError(`makeChartScale: a logarithmic axis must lie above 0, got ${domain.join(' to ')}`);
  if (domain[0] === domain[1]) return () => (fromPx + toPx) / 2; // one value alone stands in the middle
  return (isLog ? scaleLog() : scaleLinear()).domain([...domain]).range([fromPx, toPx]);
}

/** The line through the points; values outside the axes are drawn at their edge. */
export function linePath(points: readonly ChartPoint[], scale: ChartScale): string {
  return polylinePath(points.map(({ x, y }) => [scale.x(x), clampY(y, scale)]));
}

/** The closed band between the edges of those points that have them; empty for fewer than two. */
export function bandPath(points: readonly ChartPoint[], scale: ChartScale): string {
  const edged = points.filter(({ lower, upper }) => lower !== undefined && upper !== undefined);
  if (edged.length < 2) return '';
  const upper = edged.map(({ x, upper: y }): Point => [scale.x(x), clampY(y!, scale)]);
  const lower = edged.map(({ x, lower: y }): Point => [scale.x(x), clampY(y!, scale)]);
  return `${polylinePath([...upper, ...lower.reverse()])}Z`;
}

/** Vertical bars between the edges of those points that have them. */
export function barsPath(points: readonly ChartPoint[], scale: ChartScale): string {
  return points
    .flatMap(({ x, lower, upper }) =>
      lower === undefined || upper === undefined
        ? []
        : [`M${scale.x(x).toFixed(1)},${clampY(lower, scale).toFixed(1)}V${clampY(upper, scale).toFixed(1)}`],
    )
    .join('');
}

export function clampY(value: number, { y, topPx, bottomPx }: ChartScale): number {
  return Math.min(bottomPx, Math.max(topPx, y(value)));
}

/** Of values with their places, those whose labels do not touch: first and last are kept, the others as there is room. */
export function chooseTicks(
  values: readonly number[],
  toPx: (value: number) => number,
  widthPx: (value: number) => number,
): number[] {
  const sorted = [...values].sort((a, b) => toPx(a) - toPx(b));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || first === last) return [...new Set(sorted)];
  const isFree = (a: number, b: number) => toPx(b) - toPx(a) >= (widthPx(a) + widthPx(b)) / 2 + 6;
  const chosen = [first];
  for (const value of sorted.slice(1, -1)) if (isFree(chosen.at(-1)!, value) && isFree(value, last)) chosen.push(value);
  return isFree(chosen.at(-1)!, last) || chosen.length > 1 ? [...chosen, last] : chosen;
}

export interface ColumnPlace {
  readonly value: number;
  readonly leftPx: number;
  readonly widthPx: number;
}

/** Columns around values, which meet half-way between two of them and end at the edges of the chart. */
export function layOutColumns(
  values: readonly number[],
  { x, leftPx, rightPx }: ChartScale,
  airPx = 14,
): ColumnPlace[] {
  const sorted = [...values].sort((a, b) => x(a) - x(b));
  return sorted.map((value, i) => {
    const from = i === 0 ? leftPx - airPx : (x(sorted[i - 1]!) + x(value)) / 2;
    const to = i === sorted.length - 1 ? rightPx + airPx : (x(value) + x(sorted[i + 1]!)) / 2;
    return { value, leftPx: from, widthPx: to - from };
  });
}

/** Where the names of curves stand: beside their rightmost points, moved apart. */
export function placeNames(
  curves: readonly (readonly ChartPoint[])[],
  scale: ChartScale,
): { readonly end: Point; readonly name: Point }[] {
  const ends = curves.map((points): Point => {
    const { x, y } = points.reduce((right, point) => (scale.x(point.x) >= scale.x(right.x) ? point : right));
    return [scale.x(x), clampY(y, scale)];
  });
  const heights = spreadLabels(
    ends.map(([, yPx]) => yPx),
    { leastPx: scale.topPx + 4, mostPx: scale.bottomPx - 4, gapPx: 15 },
  );
  return ends.map((end, i) => ({ end, name: [end[0] + 11, heights[i]!] }));
}

export interface InnerName {
  readonly label: string;
  readonly points: readonly ChartPoint[];
  /** At which share of the curve's height, and how far below. */
  readonly share: number;
  readonly movedPx: number;
}

/** Where names stand within a chart: at the point of their curve that is nearest to a share of its height, moved apart. */
export function placeInnerNames(names: readonly InnerName[], scale: ChartScale): Point[] {
  const wanted = names.map(({ points, share, movedPx }): Point => {
    const heights = points.map(({ y }) => y);
    const [least, most] = [Math.min(...heights), Math.max(...heights)];
    const height = least + share * (most - least);
    const at = points.reduce((best, point) => (Math.abs(point.y - height) < Math.abs(best.y - height) ? point : best));
    return [scale.x(at.x), clampY(at.y, scale) + movedPx];
  });
  const box = { leastPx: scale.topPx + 4, mostPx: scale.bottomPx - 4, gapPx: 15 };
  const placed = [...wanted];
  const widths = names.map(({ label }) => label.length * glyphPx);
  for (const group of neighbours(
    wanted.map(([xPx]) => xPx),
    widths,
  )) {
    const heights = spreadLabels(
      group.map((i) => wanted[i]![1]),
      box,
    );
    group.forEach((i, rank) => (placed[i] = [wanted[i]![0], heights[rank]!]));
  }
  return placed;
}

/** Of a digit or letter of the names. */
const glyphPx = 7;

/** Indices of names that would touch if they stood at one height, in chains. */
function neighbours(places: readonly number[], widths: readonly number[]): number[][] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const groups: number[][] = [];
  for (const i of order) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before !== undefined && places[i]! - places[before]! < (widths[i]! + widths[before]!) / 2) last.push(i);
    else groups.push([i]);
  }
  return groups;
}

/** About `count` round values that span a range from 0 or below; the domain ends at such values. */
export function niceRange(least: number, most: number, count: number): ChartRange {
  const scale = scaleLinear([least, most], [0, 1]).nice(count);
  const [from, to] = scale.domain() as [number, number];
  return { domain: [from, to], ticks: scale.ticks(count) };
}

/** A logarithmic range that holds both values > 0, from and to a 1, 2 or 5; its ticks are such values, or powers of ten when there are many. */
export function logRange(least: number, most: number): ChartRange {
  const [from, to] = [Math.floor(Math.log10(least)) - 1, Math.ceil(Math.log10(most)) + 1];
  const exponents = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const stops = exponents.flatMap((exponent) => [1, 2, 5].map((digit) => Number(`${digit}e${exponent}`)));
  const low = stops.findLast((stop) => stop <= least * (1 + 1e-9)) ?? least;
  const high = stops.find((stop) => stop >= most * (1 - 1e-9) && stop > low) ?? most;
  const within = stops.filter((stop) => stop >= low && stop <= high);
  const decades = within.filter((stop) => Math.abs(Math.log10(stop) - Math.round(Math.log10(stop))) < 1e-9);
  return { domain: [low, high], isLog: true, ticks: decades.length > 2 ? decades : within };
}
