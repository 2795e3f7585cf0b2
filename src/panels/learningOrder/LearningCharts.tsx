import { niceRange } from '../../draw/chart';
import type { LearningLook } from '../../training/learnLinear';
import type { ChartAxis } from '../../ui/ChartAxes';
import { ChartGrid } from '../../ui/ChartGrid';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { powerOfTen } from '../countAxis';
import { distanceAxis } from '../distanceAxis';
import { formatCount } from '../words';
import { type Descent, looks, lossCurves, profileCurves, varianceCurves, weightCurves } from './compute';

export interface LearningChartsProps {
  readonly descent: Descent;
  readonly step: number;
  /** From the reader's machine. */
  readonly here: readonly LearningLook[];
  readonly onStep: (step: number) => void;
}

const heightPx = 260;
const stepAxis: ChartAxis = {
  domain: [1, 800],
  isLog: true,
  ticks: [1, 10, 100, 800],
  title: 'k, steps of gradient descent',
  format: formatCount,
};

/** Weights over steps and over modes, the loss, and the variance of what would be drawn. */
export function LearningCharts({ descent, step, here, onStep }: LearningChartsProps) {
  const profile = profileCurves(descent, step, here);
  const variance = varianceCurves(descent);
  const loss = lossCurves(descent, here);
  const columns = {
    values: looks.filter((value) => value > 0),
    shown: step,
    label: (value: number) => `After ${formatCount(value)} steps`,
    onShow: () => undefined,
    onPress: onStep,
    isInTabOrder: false, // the slider does the same
  };
  return (
    <ChartGrid most={2}>
      {(widthPx) => (
        <>
          <CurveChart
            {...{ widthPx, heightPx, columns }}
            name="Weight of a mode, over the steps"
            label="Weight of modes of rank 1, 3, 10, 30, 100 and 300 over the steps of gradient descent"
            x={stepAxis}
            y={weightAxis}
            curves={weightCurves(descent, here)}
          />
          <CurveChart
            {...{ widthPx, heightPx }}
            name={`Weight of every mode ${step === 0 ? 'at the start' : `after ${formatCount(step)} steps`}, and where it ends`}
            label={`Weight over the rank of the mode after ${step} steps, and at the end`}
            x={{
              domain: [1, descent.eigenvalues.length],
              isLog: true,
              ticks: [1, 10, 100, descent.eigenvalues.length],
              title: 'ν, rank of the mode',
              format: String,
              ends: ['varies most', 'varies least'],
            }}
            y={weightAxis}
            curves={profile}
          />
          <CurveChart
            {...{ widthPx, heightPx, columns }}
            name="Loss per pixel"
            label="Denoising loss per pixel over the steps, and that of the Gaussian denoiser"
            x={stepAxis}
            y={distanceAxis(loss)}
            curves={loss}
          />
          <CurveChart
            {...{ widthPx, heightPx }}
            name="Variance of samples along a mode, if training stopped here"
            label="Variance along modes of what the sampler would draw with the denoisers of a training time, over that of the images"
            x={timeAxis(variance)}
            y={{
              ...niceRange(0, Math.max(1, ...variance.flatMap(({ points }) => points.map(({ y }) => y))), 4),
              title: '',
              format: (value) => value.toFixed(1),
            }}
            curves={variance}
          />
        </>
      )}
    </ChartGrid>
  );
}

const weightAxis: ChartAxis = {
  domain: [0, 1],
  ticks: [0, 0.25, 0.5, 0.75, 1],
  title: '',
  format: (value) => value.toFixed(2),
};

function timeAxis(curves: readonly ChartCurve[]): ChartAxis {
  const times = curves[0]!.points.map(({ x }) => x);
  const domain = [times[0]!, times.at(-1)!] as const;
  const ticks = [1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000].filter((tick) => tick >= domain[0] && tick <= domain[1]);
  return { domain, isLog: true, ticks, title: 'ητ, training time at every σ', format: powerOfTen };
}
