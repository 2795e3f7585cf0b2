import type { ChartAxis } from '../ui/ChartAxes';
import type { ChartCurve } from '../ui/CurveChart';

/** Smaller values are drawn at the foot: a logarithmic axis has no 0. */
const least = 0.02;

/** A logarithmic axis of ratios, with the values of the curves in it. */
export function ratioAxis(curves: readonly ChartCurve[]): ChartAxis {
  const most = Math.max(1.5, ...curves.flatMap(({ points }) => points.map(({ y }) => y)));
  const ticks = [0.03, 0.1, 0.3, 1, 3, 10, 30].filter((tick) => tick <= most);
  return { domain: [least, most * 1.1], isLog: true, ticks, title: '', format: String };
}

export const onRatioAxis = (ratio: number) => Math.max(least, ratio);
