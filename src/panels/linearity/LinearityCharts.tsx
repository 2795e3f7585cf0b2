import { niceRange } from '../../draw/chart';
import { formatSigma } from '../../draw/sigmaAxis';
import type { LinearityMeasures } from '../../state/linearityMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import type { ChartAxis } from '../../ui/ChartAxes';
import { ChartGrid } from '../../ui/ChartGrid';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { distanceAxis } from '../distanceAxis';
import { noiseAxis } from '../noiseAxis';
import { useInputs } from '../session';
import { useSigmaColumns } from '../useSigmaColumns';
import { formatCount } from '../words';
import { type Asked, countCurves, denoiserCurves, type LinearityRow, type Quantity, scoreCurves } from './compute';

export interface LinearityChartsProps {
  readonly networks: readonly ZooNetwork[];
  readonly rows: readonly LinearityRow[];
  readonly chosen: LinearityRow;
  readonly asked: Asked;
  readonly measures: LinearityMeasures;
  /** Of the second row. */
  readonly quantity: Quantity;
  /** Of the chosen network's images, from the reader's machine. */
  readonly here: readonly ChartCurve[];
}

const heightPx = 260;
const quantityNames: Record<Quantity, string> = { cosine: 'Cosine', normalizedError: 'Normalised error' };

/** Cosine and error of the networks of each N; the denoisers of one N; and all networks against their GL score. */
export function LinearityCharts({ networks, rows, chosen, asked, measures, quantity, here }: LinearityChartsProps) {
  const { dataset } = useInputs();
  const { sigma, columns, overlay } = useSigmaColumns(measures.sigmas);
  const x = noiseAxis(measures.sigmas);
  const cosines = countCurves(rows, chosen, 'cosine', asked, measures);
  const errors = countCurves(rows, chosen, 'normalizedError', asked, measures);
  const forms = denoiserCurves(chosen, quantity, asked, measures);
  const scores = scoreCurves(dataset, networks, rows, { measures, quantity, asked, sigma });
  const count = formatCount(chosen.network.subset.count);
  const which = rows.includes(chosen) ? '' : ` (${chosen.network.id})`;
  const axisOf = (name: Quantity, curves: readonly ChartCurve[]) =>
    name === 'cosine' ? cosineAxis(curves) : distanceAxis(curves);
  return (
    <ChartGrid most={2}>
      {(widthPx) => (
        <>
          <CurveChart
            {...{ widthPx, heightPx, x, overlay }}
            name="Cosine between the two answers, the network of each N"
            label="Linearity score of the networks over noise levels, one curve for each N"
            y={cosineAxis(cosines)}
            curves={cosines}
            columns={columns}
          />
          <CurveChart
            {...{ widthPx, heightPx, x, overlay }}
            name="Normalised error: |difference| / |answer|"
            label="Normalised difference of the two answers over noise levels, one curve for each N"
            y={distanceAxis(errors)}
            curves={errors}
            columns={{ ...columns, isInTabOrder: false }}
          />
          <CurveChart
            {...{ widthPx, heightPx, x, overlay }}
            name={`${quantityNames[quantity]}: three denoisers of the same ${count} images${which}`}
            label={`${quantityNames[quantity]} of network, Gaussian and multi-delta of ${count} images over noise levels`}
            y={axisOf(quantity, [...forms, ...here])}
            curves={[...here, ...forms]}
            columns={{ ...columns, isInTabOrder: false }}
          />
          <CurveChart
            {...{ widthPx, heightPx }}
            name={`${quantityNames[quantity]} at σ = ${formatSigma(sigma)} against the GL score of the samples`}
            label={`${quantityNames[quantity]} of each network at sigma ${formatSigma(sigma)} against the GL score of its samples`}
            x={scoreAxis(scores)}
            y={axisOf(quantity, scores)}
            curves={scores}
          />
        </>
      )}
    </ChartGrid>
  );
}

/** Up to 1. */
function cosineAxis(curves: readonly ChartCurve[]): ChartAxis {
  const values = curves.flatMap(({ points }) => points.map(({ y, lower = y }) => lower));
  const range = niceRange(Math.min(0.92, ...values) - 0.02, 1, 4); // room for a name below
  const digits = range.ticks[1]! - range.ticks[0]! < 0.1 ? 2 : 1;
  return { ...range, title: '', format: (value) => value.toFixed(digits).replace('-', '−') };
}

function scoreAxis(curves: readonly ChartCurve[]): ChartAxis {
  const most = Math.max(0.1, ...curves.flatMap(({ points }) => points.map((point) => point.x)));
  return {
    ...niceRange(0, most, 5),
    title: 'GL score of the samples, median',
    format: (value) => value.toFixed(1),
    ends: ['copies', 'new images'],
  };
}
