import { niceRange } from '../../draw/chart';
import type { Centring } from '../../state/similarity';
import type { ChartAxis } from '../../ui/ChartAxes';
import { ChartGrid } from '../../ui/ChartGrid';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { Segmented } from '../../ui/Segmented';
import { centrings } from '../centring';
import { countAxis, dimensionMark, percent, twoDigits } from '../countAxis';
import { useInputs, useSession } from '../session';
import { formatCount } from '../words';
import { type CountRow, cosineName, memorizedCurves, similarityCurves } from './compute';

export interface CountChartsProps {
  readonly rows: readonly CountRow[];
  readonly centring: Centring;
  readonly onCentring: (centring: Centring) => void;
  readonly shown: number | undefined;
  readonly onShow: (images: number) => void;
}

const heightPx = 270;

/** Three charts on one axis of N. */
export function CountCharts({ rows, centring, onCentring, shown, onShow }: CountChartsProps) {
  const { change } = useSession();
  const { dataset } = useInputs();
  const counts = rows.map(({ images }) => images);
  const columns = {
    values: counts,
    shown,
    label: (images: number) =>
      columnLabel(
        rows.find((row) => row.images === images)!,
        centring,
      ),
    onShow,
    onPress: (images: number) => change({ images }),
  };
  const shared = {
    heightPx,
    x: countAxis(dataset, counts),
    marks: [dimensionMark(dataset)],
  };
  const share: ChartAxis = { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], title: '', format: percent };
  const distance = similarityCurves(rows, 'relativeDistance');
  const cosine = similarityCurves(rows, cosineName(centring));
  return (
    <>
      <div className="chart-bar">
        <Segmented legend="Cosine" options={centrings} value={centring} onChange={onCentring} />
      </div>
      <ChartGrid most={3}>
        {(widthPx) => (
          <>
            <CurveChart
              {...shared}
              widthPx={widthPx}
              name="Copies among the samples"
              label="Share of samples that are copies of training images, against N"
              y={share}
              curves={memorizedCurves(rows)}
              columns={columns}
            />
            <CurveChart
              {...shared}
              widthPx={widthPx}
              name={
                <>
                  GL score: |<var>x</var> − nearest| / |<var>x</var>| (0 is a copy)
                </>
              }
              label="GL score of the samples, median and quartiles, against N"
              y={axisOf(distance, 0)}
              curves={distance}
              columns={{ ...columns, isInTabOrder: false }}
            />
            <CurveChart
              {...shared}
              widthPx={widthPx}
              name={`Greatest cosine to a training image${centring === 'centered' ? ', mean subtracted' : ''}`}
              label="Greatest cosine of the samples to a training image, median and quartiles, against N"
              y={axisOf(cosine, 1)}
              curves={cosine}
              columns={{ ...columns, isInTabOrder: false }}
            />
          </>
        )}
      </ChartGrid>
    </>
  );
}

/** Over all values and one end that must be seen. */
function axisOf(curves: readonly ChartCurve[], end: number): ChartAxis {
  const values = curves.flatMap(({ points }) => points.flatMap(({ y, lower = y, upper = y }) => [lower, upper]));
  const range = niceRange(Math.min(end, ...values), Math.max(end, ...values), 4);
  return { ...range, title: '', format: (value) => value.toFixed(1) };
}

function columnLabel({ images, network, memorized, similarity }: CountRow, centring: Centring): string {
  const spread = similarity.network;
  const numbers =
    network && spread && memorized.network !== undefined
      ? `${percent(memorized.network)} of the network’s samples are copies, GL score ${twoDigits(spread.relativeDistance.median)}, cosine ${twoDigits(spread[cosineName(centring)].median)}`
      : 'no finished network';
  return `N = ${formatCount(images)}: ${numbers}. Set N to ${formatCount(images)}`;
}
