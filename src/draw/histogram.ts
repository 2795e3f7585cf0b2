/** Counts of values in bins of equal width. */
import type { ChartScale } from './chart';

export interface Histogram {
  /** Ascending, one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** A value on an edge counts to the right of it, the last edge to the left; values outside count at the ends. */
export function histogramOf(values: readonly number[], [from, to]: readonly [number, number], bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - from) / (to - from)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return { edges: Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins), counts };
}

/** The closed outline of the bars, on the ground line y = 0; empty bins in between lie on it. */
export function stepsPath({ edges, counts }: Histogram, { x, y }: Pick<ChartScale, 'x' | 'y'>): string {
  const last = counts.findLastIndex((count) => count > 0);
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return '';
  const px = (value: number) => value.toFixed(1);
  const bars = counts
    .slice(first, last + 1)
    .map((count, i) => `V${px(y(count))}H${px(x(edges[first + i + 1]!))}`)
    .join('');
  return `M${px(x(edges[first]!))},${px(y(0))}${bars}V${px(y(0))}Z`;
}
