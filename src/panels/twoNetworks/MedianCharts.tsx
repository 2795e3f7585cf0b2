import { niceRange } from '../../draw/chart';
import type { Centring } from '../../state/similarity';
import type { ChartAxis } from '../../ui/ChartAxes';
import { ChartGrid } from '../../ui/ChartGrid';
import { CurveChart } from '../../ui/CurveChart';
import { Segmented } from '../../ui/Segmented';
import { centrings } from '../centring';
import { countAxis, dimensionMark, twoDigits } from '../countAxis';
import { useInputs, useSession } from '../session';
import { formatCount } from '../words';
import { medianCurves, medianOf, type PairRow } from './compute';

export interface MedianChartsProps {
  readonly rows: readonly PairRow[];
  readonly centring: Centring;
  readonly onCentring: (centring: Centring) => void;
  readonly shown: number;
  readonly onShow: (images: number) => void;
}

/** Agreement with the twin, and with the own training images, against N. */
export function MedianCharts({ rows, centring, onCentring, shown, onShow }: MedianChartsProps) {
  const { change } = useSession();
  const { dataset } = useInputs();
  const counts = rows.map(({ images }) => images);
  const [between, nearest] = [medianCurves(rows, 'between', centring), medianCurves(rows, 'nearest', centring)];
  const values = [...between, ...nearest].flatMap(({ points }) => points.map(({ lower }) => lower ?? 1));
  const y: ChartAxis = {
    ...niceRange(Math.min(0.8, ...values), 1, 5),
    title: '',
    format: (value) => value.toFixed(1).replace('-', '−'),
  };
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
    heightPx: 260,
    x: countAxis(dataset, counts),
    y,
    marks: [dimensionMark(dataset)],
  };
  return (
    <>
      <div className="chart-bar">
        <Segmented legend="Cosine" options={centrings} value={centring} onChange={onCentring} />
      </div>
      <ChartGrid most={2}>
        {(widthPx) => (
          <>
            <CurveChart
              {...shared}
              widthPx={widthPx}
              name={
                <>
                  cos(<var>G</var>
                  <sub>1</sub>, <var>G</var>
                  <sub>2</sub>): to the twin from the same noise
                </>
              }
              label="Cosine between the samples of the two halves, median and quartiles, against N"
              curves={between}
              columns={columns}
            />
            <CurveChart
              {...shared}
              widthPx={widthPx}
              name={
                <>
                  cos(<var>G</var>
                  <sub>1</sub>, nearest): to the most alike training image of its own
                </>
              }
              label="Greatest cosine between samples and training images of their own half, median and quartiles, against N"
              curves={nearest}
              columns={{ ...columns, isInTabOrder: false }}
            />
          </>
        )}
      </ChartGrid>
    </>
  );
}

function columnLabel({ images, cosines }: PairRow, centring: Centring): string {
  const who = cosines.network ? 'networks' : 'Gaussians';
  const lists = cosines.network ?? cosines.gaussian;
  const words = lists
    ? `the two ${who} have cosine ${twoDigits(medianOf(lists, 'between', centring))} to each other and ${twoDigits(medianOf(lists, 'nearest', centring))} to their own images`
    : 'not measured';
  return `N = ${formatCount(images)}: ${words}. Set N to ${formatCount(images)}`;
}
