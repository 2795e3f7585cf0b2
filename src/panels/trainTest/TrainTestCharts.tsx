import { type ChartPoint, logRange, niceRange } from '../../draw/chart';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { ChartAxis } from '../../ui/ChartAxes';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { usePlaceWidth } from '../../ui/useWidth';
import { powerOfTen, twoDigits } from '../countAxis';
import { useSession } from '../session';
import { countWords, theoryAxis, theoryMark } from '../theoryAxis';
import { gapsOf, type LossPoint, theoryAt, type TheoryLosses, toPoint } from './compute';

export interface TrainTestChartsProps {
  readonly spectrum: TheorySpectrum;
  readonly theory: TheoryLosses;
  /** Drawn or fitted. */
  readonly points: readonly LossPoint[];
  readonly networks: readonly LossPoint[];
  readonly shown: number | undefined;
  readonly onShow: (images: number) => void;
}

const gapPx = 28;
const [linear, network, training] = ['var(--color-linear)', 'var(--color-network)', 'var(--color-training)'];

/** Losses, their gap, and how far what was measured lies from the theory. */
export function TrainTestCharts({ spectrum, theory, points, networks, shown, onShow }: TrainTestChartsProps) {
  const { change } = useSession();
  const [ref, widthPx] = usePlaceWidth();
  const perRow = widthPx >= 1000 ? 3 : widthPx >= 640 ? 2 : 1;
  const { published: dataset, dim } = spectrum;
  const columns = {
    values: points.map(({ images }) => images),
    shown,
    label: (images: number) => `${countWords(images, dim)}${dataset ? `. Set N to ${images}` : ''}`,
    onShow,
    onPress: (images: number) => {
      if (dataset) change({ images });
    },
  };
  const shared = {
    widthPx: Math.floor((widthPx - gapPx * (perRow - 1)) / perRow),
    heightPx: 290,
    x: theoryAxis(spectrum),
    marks: [theoryMark(spectrum)],
  };
  const line = (id: string, label: string, of: (i: number) => number): ChartCurve => ({
    id,
    label,
    color: linear,
    line: 'dashed',
    isThin: true,
    points: theory.counts.map((x, i) => ({ x, y: of(i) })),
  });
  const dots = (id: string, color: string, own: readonly ChartPoint[], isHollow = false): ChartCurve => ({
    id,
    label: '',
    color,
    line: 'solid',
    hasBars: true,
    isHollow,
    points: own,
  });
  const both = (id: string, color: string, own: readonly LossPoint[]) => [
    dots(
      `${id} test`,
      color,
      own.map(({ images, test }) => toPoint(images, test)),
    ),
    dots(
      `${id} train`,
      color,
      own.map(({ images, train }) => toPoint(images, train)),
      true,
    ),
  ];
  const losses = [
    ...both('network', network, networks),
    ...both('measured', linear, points),
    line('test', 'test', (i) => theory.points[i]!.test),
    line('train', 'train', (i) => theory.points[i]!.train),
    {
      id: 'best',
      label: 'best linear',
      color: training,
      line: 'solid' as const,
      isThin: true,
      points: [theory.counts[0]!, theory.counts.at(-1)!].map((x) => ({ x, y: theory.best })),
    },
  ];
  const gaps = [
    dots('network', network, gapsOf(networks)),
    dots('measured', linear, gapsOf(points)),
    line('gap', 'theory', (i) => theory.points[i]!.test - theory.points[i]!.train),
  ];
  const ratios = ratiosTo(theory, points);
  return (
    <div ref={ref}>
      {widthPx > 0 && (
        <div className="charts" style={{ gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`, columnGap: gapPx }}>
          <CurveChart
            {...shared}
            name="Loss per pixel, in units of the noise"
            label="Train and test loss per dimension against N"
            y={logAxis(losses)}
            curves={losses}
            columns={columns}
          />
          <CurveChart
            {...shared}
            name="Test loss minus train loss"
            label="Difference of test and train loss against N"
            y={logAxis(gaps)}
            curves={gaps}
            columns={{ ...columns, isInTabOrder: false }}
          />
          <CurveChart
            {...shared}
            name="Measured over predicted"
            label="Measured test and train loss divided by the theory's, against N"
            y={{
              ...niceRange(
                Math.min(0.9, ...ratios.flatMap((curve) => curve.points.map(({ y }) => y))),
                Math.max(1.1, ...ratios.flatMap((curve) => curve.points.map(({ y }) => y))),
                4,
              ),
              title: '',
              format: twoDigits,
            }}
            curves={ratios}
            columns={{ ...columns, isInTabOrder: false }}
          />
        </div>
      )}
    </div>
  );

  function ratiosTo(of: TheoryLosses, own: readonly LossPoint[]): ChartCurve[] {
    const ratio = (name: 'train' | 'test') =>
      own.flatMap(({ images, [name]: measured }) => {
        const expected = theoryAt(of, images)?.[name];
        if (expected === undefined) return [];
        const { value, error } = measured;
        return [toPoint(images, { value: value / expected, ...(error !== undefined && { error: error / expected }) })];
      });
    return [
      dots('test', linear, ratio('test')),
      dots('train', linear, ratio('train'), true),
      line('theory', '', () => 1),
    ];
  }
}

function logAxis(curves: readonly ChartCurve[]): ChartAxis {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter((y) => y > 0);
  const most = Math.max(...values);
  return { ...logRange(Math.max(Math.min(...values), most * 1e-6), most), title: '', format: powerOfTen };
}
