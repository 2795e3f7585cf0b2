import type { ChartAxis } from '../ui/ChartAxes';
import type { ChartCurve } from '../ui/CurveChart';

/** Smaller differences of maps are drawn at the foot: a logarithmic axis has no 0. */
export const leastDifference = 0.02;

const marks = [0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/** A logarithmic axis of ratios, from a least value to the largest of the curves or a little above 1. */
export function ratioAxis(curves: readonly ChartCurve[], least = leastDifference): ChartAxis {
  const most = Math.max(1.5, ...curves.flatMap(({ points }) => points.map(({ y }) => y)));
  const ticks = marks.filter(
    (mark) => mark >= least && mark <= most && (least >= 0.01 || Number.isInteger(Math.log10(mark))),
  );
  return { domain: [least, most * 1.1], isLog: true, ticks, title: '', format: String };
}
