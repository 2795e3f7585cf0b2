import { logRange } from '../../draw/chart';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { CheckedOutlook, Outlook } from '../../theory/planning';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { useWidth } from '../../ui/useWidth';
import { powerOfTen } from '../countAxis';
import { useInputs } from '../session';
import { targetCurve, theoryAxis } from '../theoryAxis';
import { about } from './compute';
import type { Check } from './usePlan';

export interface PlanChartProps {
  readonly spectrum: TheorySpectrum;
  readonly plan: Outlook | undefined;
  readonly outlooks: readonly CheckedOutlook[];
  readonly check: Check;
}

const names = {
  divergence: 'KL per direction, in nats, with the best ridge',
  gap: 'Difference of test and train loss over test loss, with the best ridge',
  excess: 'Test loss above the best possible, with the best ridge',
} as const;

/** The distance over N: foretold and measured, with the target and the plan. */
export function PlanChart({ spectrum, plan, outlooks, check }: PlanChartProps) {
  const [ref, widthPx] = useWidth();
  const { target, within } = useInputs();
  const x = theoryAxis(spectrum);
  const [first, last] = x.domain;
  const measured = check.outlooks.flatMap(({ images, measured: y }) =>
    y !== undefined && y > 0 ? [{ x: images, y }] : [],
  );
  const foretold = outlooks.map(({ images, value }) => ({ x: images, y: value })).filter(({ y }) => y > 0);
  const curves: ChartCurve[] = [
    { id: 'fitted', label: '', color: 'var(--color-linear)', line: 'solid', hasBars: true, points: measured },
    { id: 'theory', label: 'theory', color: 'var(--color-linear)', line: 'dashed', isThin: true, points: foretold },
    targetCurve(within, x.domain),
  ];
  const values = [within, ...measured.map(({ y }) => y), ...foretold.map(({ y }) => y)];
  const isMarked = plan && plan.images >= first && plan.images <= last;
  return (
    <div ref={ref} className="plan-chart">
      {widthPx > 0 && (
        <CurveChart
          name={names[target]}
          label={`${names[target]}, against N`}
          widthPx={widthPx}
          heightPx={300}
          x={x}
          y={{
            ...logRange(Math.max(Math.min(...values), Math.max(...values) * 1e-6), Math.max(...values)),
            title: '',
            format: powerOfTen,
          }}
          curves={curves}
          marks={isMarked ? [{ x: plan.images, label: `N = ${about(plan.images)}` }] : []}
        />
      )}
    </div>
  );
}
