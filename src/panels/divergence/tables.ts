import { makeTable, type TableData } from '../../ui/tableData';
import { curveRidges, type DivergencePoint, measuredRidges, pointAt } from './compute';
import type { DivergenceChartsProps } from './DivergenceCharts';

type DivergenceTablesProps = Pick<DivergenceChartsProps, 'theory' | 'best' | 'overRidges' | 'points' | 'ridge'> & {
  /** Directions that count. */
  readonly dim: number;
};

/** The divergences of the charts, over N and over the ridge. */
export function divergenceTables({ theory, best, overRidges, points, ridge, dim }: DivergenceTablesProps): TableData[] {
  const unit = 'nats per direction';
  const counts = new Set([...theory.counts, ...points.map(({ images }) => images)]);
  const bestAt = (images: number) => best.find((each) => each.images === images);
  const measuredAt = (images: number) => points.find((each) => each.images === images);
  const place = measuredRidges.indexOf(ridge);
  return [
    makeTable(
      { name: 'over-n', caption: `KL per direction in nats, c = ${ridge}` },
      [...counts].sort((a, b) => a - b),
      [
        { name: 'N', unit: 'images', of: (images) => images },
        { name: 'N / d', of: (images) => images / dim },
        { name: 'Theory', unit, of: (images) => theory.values[theory.counts.indexOf(images)] },
        { name: 'Measured', unit, of: (images) => valueAt(measuredAt(images), ridge) },
        { name: 'Standard error', unit, of: (images) => measuredAt(images)?.errors?.[place] },
        { name: 'Best ridge', unit: 'squared pixels', of: (images) => bestAt(images)?.ridge },
        { name: 'With it', unit, of: (images) => bestAt(images)?.divergence },
      ],
    ),
    makeTable({ name: 'over-ridge', caption: 'KL per direction in nats, over the ridge' }, curveRidges, [
      { name: 'c', unit: 'squared pixels', of: (c) => c },
      ...(overRidges?.counts ?? []).map((images, i) => ({
        name: `N = ${images}`,
        unit,
        of: (c: number) => overRidges!.byRidge[curveRidges.indexOf(c)]?.[i],
      })),
      { name: 'N = ∞', unit, of: (c) => overRidges?.floors[curveRidges.indexOf(c)] },
    ]),
  ];
}

const valueAt = (point: DivergencePoint | undefined, ridge: number) => point && pointAt(point, ridge)?.y;
