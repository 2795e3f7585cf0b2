import { type ChartPoint, logRange } from '../../draw/chart';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { BestRidge, DivergenceCurves } from '../../theory/sweeps';
import type { ChartAxis } from '../../ui/ChartAxes';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { usePlaceWidth } from '../../ui/useWidth';
import { powerOfTen } from '../countAxis';
import { useSession } from '../session';
import { countWords, theoryAxis } from '../theoryAxis';
import { formatCount } from '../words';
import { curveRidges, type DivergencePoint, laws, measuredRidges, pointAt } from './compute';

export interface DivergenceTheory {
  readonly counts: readonly number[];
  /** At the chosen ridge; Infinity where there is none. */
  readonly values: readonly number[];
  /** For infinitely many images. */
  readonly floor: number;
}

export type BestAt = BestRidge & { readonly images: number };

export interface DivergenceChartsProps {
  readonly spectrum: TheorySpectrum;
  readonly theory: DivergenceTheory;
  readonly best: readonly BestAt[];
  /** At a few N, over all ridges. */
  readonly overRidges: (DivergenceCurves & { readonly counts: readonly number[] }) | undefined;
  /** Drawn or fitted. */
  readonly points: readonly DivergencePoint[];
  readonly ridge: number;
  readonly shown: number | undefined;
  readonly onShow: (images: number) => void;
}

const gapPx = 28;
const [linear, training] = ['var(--color-linear)', 'var(--color-training)'];

/** KL over N, KL over the ridge at three N, and the best ridge over N. */
export function DivergenceCharts(props: DivergenceChartsProps) {
  const { spectrum, theory, best, overRidges, points, ridge, shown, onShow } = props;
  const { change } = useSession();
  const [ref, widthPx] = usePlaceWidth();
  const perRow = widthPx >= 1000 ? 3 : widthPx >= 640 ? 2 : 1;
  const { published: dataset, kept } = spectrum;
  const dim = kept.length;
  const size = { widthPx: Math.floor((widthPx - gapPx * (perRow - 1)) / perRow), heightPx: 300 };
  const overCounts = { x: theoryAxis(spectrum), marks: [{ x: dim, label: `d = ${dim}` }] };
  const { law, wishart } = laws(dim, theory.counts);
  const byCount: ChartCurve[] = [
    dots(
      'measured',
      points.flatMap((point) => {
        const at = pointAt(point, ridge);
        return at ? [{ x: point.images, ...at }] : [];
      }),
    ),
    thin('theory', `c = ${ridge}`, linear, 'dashed', finite(theory.counts, theory.values)),
    thin(
      'best',
      'best c',
      linear,
      'dotted',
      best.map(({ images: x, divergence: y }) => ({ x, y })),
    ),
    thin('wishart', 'exact, c = 0', training, 'dashed', wishart),
    thin('law', 'd/4N', training, 'solid', law),
  ];
  const ridgeCurves: ChartCurve[] = (overRidges?.counts ?? []).flatMap((images, i) => {
    const bestHere = best.find((each) => each.images === images);
    const measured = points.find((point) => point.images === images);
    return [
      {
        ...dots(`best ${images}`, bestHere ? [{ x: bestHere.ridge, y: bestHere.divergence }] : []),
        hasBars: false,
        isHollow: true,
      },
      dots(
        `measured ${images}`,
        measuredRidges.flatMap((x) => {
          const at = measured && pointAt(measured, x);
          return at ? [{ x, ...at }] : [];
        }),
      ),
      thin(
        `theory ${images}`,
        `N = ${formatCount(images)}`,
        linear,
        'dashed',
        finite(
          curveRidges,
          overRidges!.byRidge.map((row) => row[i]!),
        ),
      ),
    ];
  });
  const floor = thin('floor', 'N = ∞', training, 'solid', finite(curveRidges, overRidges?.floors ?? []));
  return (
    <div ref={ref}>
      {widthPx > 0 && (
        <div className="charts" style={{ gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`, columnGap: gapPx }}>
          <CurveChart
            {...size}
            {...overCounts}
            name="KL per direction, in nats"
            label={`KL per direction against N, with ridge ${ridge} and with the best ridge`}
            y={logAxis(byCount, 1e-3)}
            curves={byCount}
            columns={{
              values: points.map(({ images }) => images),
              shown,
              label: (images) => `${countWords(images, dim)}${dataset ? `. Set N to ${images}` : ''}`,
              onShow,
              onPress: (images) => {
                if (dataset) change({ images });
              },
            }}
          />
          <CurveChart
            {...size}
            name="The same over the ridge (circle: best)"
            label="KL per direction against the ridge, at three N"
            x={{
              domain: [curveRidges.at(-1)!, curveRidges[0]!],
              isLog: true,
              ticks: [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1],
              title: 'c, ridge',
              format: powerOfTen,
            }}
            y={logAxis([...ridgeCurves, floor], 1e-3)}
            curves={[...ridgeCurves, floor]}
            columns={{
              values: measuredRidges,
              shown: ridge,
              label: (value) => `Set the ridge to ${value}`,
              onShow: () => undefined,
              onPress: (value) => change({ ridge: value }),
            }}
          />
          <CurveChart
            {...size}
            {...overCounts}
            name="The best ridge"
            label="The ridge of least divergence against N"
            y={logAxis(
              [
                thin(
                  'best',
                  '',
                  linear,
                  'dashed',
                  best.map(({ images: x, ridge: y }) => ({ x, y })),
                ),
              ],
              1e-6,
            )}
            curves={[
              thin(
                'best',
                'theory',
                linear,
                'dashed',
                best.map(({ images: x, ridge: y }) => ({ x, y })),
              ),
            ]}
          />
        </div>
      )}
    </div>
  );
}

const finite = (xs: readonly number[], ys: readonly number[]): ChartPoint[] =>
  xs.flatMap((x, i) => (Number.isFinite(ys[i]) ? [{ x, y: ys[i]! }] : []));

function thin(
  id: string,
  label: string,
  color: string,
  line: ChartCurve['line'],
  points: readonly ChartPoint[],
): ChartCurve {
  return { id, label, color, line, isThin: true, points };
}

function dots(id: string, points: readonly ChartPoint[]): ChartCurve {
  return { id, label: '', color: linear, line: 'solid', hasBars: true, points };
}

/** Over all values, down to `least` at most. */
function logAxis(curves: readonly ChartCurve[], least: number): ChartAxis {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter((y) => y > 0);
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0.1, 1];
  return { ...logRange(Math.max(low, Math.min(least, high / 10)), high), title: '', format: powerOfTen };
}
