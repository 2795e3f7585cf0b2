import { denoiserCatalog, type EverywhereId, everywhereIds } from '../../denoisers/catalog';
import type { Centring, PairCosines } from '../../state/similarity';
import { ChartGrid } from '../../ui/ChartGrid';
import { HistogramChart } from '../../ui/HistogramChart';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';
import { cosineRange, medianOf, type PairRow } from './compute';

export interface CosineHistogramsProps {
  /** All rows, for one axis whatever N is shown. */
  readonly rows: readonly PairRow[];
  readonly row: PairRow;
  readonly centring: Centring;
}

const binWidth = 0.04;

/** For each denoiser, how its samples are alike to those of its twin and to its own images, at one N. */
export function CosineHistograms({ rows, row, centring }: CosineHistogramsProps) {
  const drawn = everywhereIds.flatMap((id) => (row.cosines[id] ? [{ id, cosines: row.cosines[id] }] : []));
  const domain = cosineRange(rows, centring);
  const ticks = Array.from({ length: 11 }, (_, i) => i / 5 - 1).filter((tick) => tick >= domain[0] - 1e-9);
  return (
    <div className="histograms">
      <ChartGrid most={3}>
        {(widthPx) =>
          drawn.map(({ id, cosines }) => (
            <HistogramChart
              key={id}
              name={`${headings[id]}, N = ${formatCount(row.images)}`}
              label={histogramLabel(id, row, cosines, centring)}
              widthPx={widthPx}
              heightPx={190}
              range={{ domain, ticks }}
              bins={Math.round((domain[1] - domain[0]) / binWidth)}
              title={centring === 'raw' ? 'cosine of raw pixels' : 'cosine, mean subtracted'}
              format={(value) => value.toFixed(1).replace('-', '−')}
              series={seriesOf(id, cosines, centring)}
            />
          ))
        }
      </ChartGrid>
    </div>
  );
}

const headings: Record<EverywhereId, string> = {
  network: 'Two networks',
  gaussian: 'Two Gaussians',
  multiDelta: 'Two multi-deltas',
};

function seriesOf(id: EverywhereId, cosines: PairCosines, centring: Centring) {
  const of = (side: 'between' | 'nearest') => ({
    id: side,
    values: cosines[side][centring],
    median: medianOf(cosines, side, centring),
  });
  const [between, nearest] = [of('between'), of('nearest')];
  return [
    { ...nearest, label: `nearest ${twoDigits(nearest.median)}`, color: 'var(--color-training)', isFilled: false },
    { ...between, label: `twin ${twoDigits(between.median)}`, color: denoiserCatalog[id].color, isFilled: true },
  ];
}

function histogramLabel(id: EverywhereId, { images }: PairRow, cosines: PairCosines, centring: Centring): string {
  const [twin, nearest] = [medianOf(cosines, 'between', centring), medianOf(cosines, 'nearest', centring)];
  return `${headings[id]} at N = ${formatCount(images)}: histograms of the cosine to the twin, median ${twoDigits(twin)}, and to the nearest own training image, median ${twoDigits(nearest)}`;
}
