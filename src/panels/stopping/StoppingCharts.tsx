import { logRange } from '../../draw/chart';
import { sigmaColor } from '../../draw/sigmaAxis';
import type { Inputs } from '../../state/inputs';
import type { DdpmStep } from '../../theory/ddpm';
import type { BestStop, LossOverTime, StoppingCurve } from '../../theory/stopping';
import type { ChartAxis } from '../../ui/ChartAxes';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { usePlaceWidth } from '../../ui/useWidth';
import { powerOfTen } from '../countAxis';
import { useSession } from '../session';
import { formatCount } from '../words';
import { bestTimes, curvePoints, exponents, overfits, ratioCurves, scaleOf, trainingTimes } from './compute';

export type ShownStep = DdpmStep & { readonly t: number };

export interface StoppingChartsProps {
  readonly steps: readonly ShownStep[];
  /** Of the steps that are computed, in their order. */
  readonly curves: readonly StoppingCurve[];
  /** The mean over all steps, where it is looked at. */
  readonly overAll: LossOverTime | undefined;
  /** The t that is looked at. */
  readonly looked: number;
  readonly lossOf: Inputs['lossOf'];
  readonly stops: readonly BestStop[];
  /** That is chosen. */
  readonly exponent: number | undefined;
}

const gapPx = 28;
const linear = 'var(--color-linear)';
const all = { color: 'var(--ink)', line: 'dashed' } as const;
const lines = ['solid', 'dashed', 'dotted', 'solid'] as const;

/** Test loss over training time at several t; the best time, and what is lost without it, over the exponent of a power law. */
export function StoppingCharts({ steps, curves, overAll, looked, lossOf, stops, exponent }: StoppingChartsProps) {
  const { change } = useSession();
  const [ref, widthPx] = usePlaceWidth();
  const perRow = widthPx >= 1000 ? 3 : widthPx >= 640 ? 2 : 1;
  const size = { widthPx: Math.floor((widthPx - gapPx * (perRow - 1)) / perRow), heightPx: 300 };
  const drawn = curves.flatMap((curve) => {
    const step = steps.find(({ alphaBar }) => alphaBar === curve.alphaBar);
    return step ? [{ curve, step, scale: scaleOf(lossOf, step) }] : [];
  });
  const circle = ({ best }: LossOverTime, scale: number) =>
    Number.isFinite(best.time) ? [{ x: best.time, y: best.test * scale }] : [];
  const ofAll: ChartCurve[] = overAll
    ? [
        { ...all, id: 'best all', label: '', isHollow: true, points: circle(overAll, 1) },
        { ...all, id: 'all', label: 'all t', points: curvePoints(overAll, 1) },
      ].filter(({ points }) => points.length > 0)
    : [];
  const overTime: ChartCurve[] = [
    ...ofAll,
    ...drawn
      .filter(({ curve }) => Number.isFinite(curve.best.time))
      .map(({ curve, step, scale }) => ({
        id: `best ${step.t}`,
        label: '',
        color: sigmaColor(Math.sqrt(step.s)),
        line: 'solid' as const,
        isHollow: true,
        points: circle(curve, scale),
      })),
    ...drawn.map(({ curve, step, scale }) => ({
      id: `t ${step.t}`,
      label: `t = ${step.t}`,
      color: sigmaColor(Math.sqrt(step.s)),
      line: 'solid' as const,
      isThin: overAll !== undefined || step.t !== looked,
      points: curvePoints(curve, scale),
    })),
  ];
  const overExponent = (of: typeof bestTimes): ChartCurve[] =>
    ratioCurves.map((ratio, i) => ({
      id: String(ratio),
      label: `${ratio} d`,
      color: linear,
      line: lines[i]!,
      isThin: i === 3,
      hasDots: true,
      points: of(stops, ratio),
    }));
  const [times, ratios] = [overExponent(bestTimes), overExponent(overfits)];
  const exponentAxis: ChartAxis = {
    domain: [exponents[0]!, exponents.at(-1)!],
    ticks: [0, 0.5, 1, 1.5, 2, 2.5],
    title: 'k, exponent of a power law',
    format: String,
  };
  const columns = {
    values: exponents,
    shown: exponent,
    label: (value: number) => `Set the exponent to ${value}`,
    onShow: () => undefined,
    onPress: (value: number) => change({ spectrum: 'power', exponent: Number(value.toFixed(1)) }),
    isInTabOrder: false, // the slider does the same
  };
  return (
    <div ref={ref}>
      {widthPx > 0 && (
        <div className="charts" style={{ gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`, columnGap: gapPx }}>
          <CurveChart
            {...size}
            name={`Test loss of predicting the ${lossOf === 'noise' ? 'noise' : 'image'} (circle: least)`}
            label="Test loss over training time, at several t"
            x={{
              domain: [trainingTimes[0]!, trainingTimes.at(-1)!],
              isLog: true,
              ticks: [0.01, 1, 100, 10_000],
              title: 'ητ, training time',
              format: formatCount,
            }}
            y={logAxis(overTime)}
            curves={overTime}
          />
          <CurveChart
            {...size}
            name={`Best time to stop, ητ, at t = ${looked}, by N`}
            label="Best time to stop over the exponent of a power law, for several N/d"
            x={exponentAxis}
            y={logAxis(times)}
            curves={times}
            columns={columns}
          />
          <CurveChart
            {...size}
            name="Loss at the end over the least, by N"
            label="Test loss at the end of training over the least, over the exponent of a power law, for several N/d"
            x={exponentAxis}
            y={logAxis(ratios)}
            curves={ratios}
            columns={columns}
          />
        </div>
      )}
    </div>
  );
}

function logAxis(curves: readonly ChartCurve[]): ChartAxis {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter((y) => y > 0);
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [1, 10];
  return { ...logRange(Math.max(low, high * 1e-6), high), title: '', format: powerOfTen };
}
