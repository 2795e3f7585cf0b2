import { niceRange } from '../draw/chart';
import type { ChartAxis } from '../ui/ChartAxes';
import type { ChartCurve } from '../ui/CurveChart';

/** From 0 to the largest value of the curves and their bands. */
export function distanceAxis(curves: readonly ChartCurve[]): ChartAxis {
  const most = Math.max(0.01, ...curves.flatMap(({ points }) => points.map(({ y, upper = y }) => upper)));
  const range = niceRange(0, most, 4);
  const digits = Math.max(1, Math.ceil(-Math.log10(range.ticks[1]! - range.ticks[0]!) - 1e-9));
  return { ...range, title: '', format: (value) => value.toFixed(digits) };
}
