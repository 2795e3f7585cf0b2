import { formatSigma } from '../../draw/sigmaAxis';
import type { LinearityMeasures } from '../../state/linearityMeasures';
import type { ChartCurve } from '../../ui/CurveChart';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { formatCount } from '../words';
import { type Asked, countCurves, denoiserCurves, type LinearityRow, type Quantity } from './compute';

export interface LinearityTablesProps {
  readonly rows: readonly LinearityRow[];
  readonly chosen: LinearityRow;
  readonly asked: Asked;
  readonly measures: LinearityMeasures;
}

const quantities: readonly { readonly id: Quantity; readonly name: string }[] = [
  { id: 'cosine', name: 'cosine' },
  { id: 'normalizedError', name: 'error' },
];

/** Cosine and error at each noise level, with their standard errors: of each network, and of the closed forms of the chosen N. */
export function linearityTables({ rows, chosen, asked, measures }: LinearityTablesProps): TableData[] {
  const format = (value: number) => value.toFixed(3);
  const networks = rows.map((row) => ({
    group: `N = ${formatCount(row.network.subset.count)}`,
    curveOf: (quantity: Quantity) => countCurves([row], row, quantity, asked, measures)[0]!,
  }));
  const forms = denoiserCurves(chosen, 'cosine', asked, measures)
    .slice(1)
    .map(({ id, label }) => ({
      group: `${label} of ${formatCount(chosen.network.subset.count)}`,
      curveOf: (quantity: Quantity) =>
        denoiserCurves(chosen, quantity, asked, measures).find((curve) => curve.id === id)!,
    }));
  const columns = [...networks, ...forms].flatMap(({ group, curveOf }) =>
    quantities.flatMap(({ id, name }): ColumnOf<number>[] => {
      const at = pointAt(curveOf(id));
      return [
        { group, name, format, of: (sigma) => at(sigma)?.y },
        { group, name: `${name}, SE`, format, of: (sigma) => standardError(at(sigma)) },
      ];
    }),
  );
  return [
    makeTable(
      {
        caption: `Cosine and normalised error, with standard errors (SE). Networks by N; Gaussian and multi-delta of ${formatCount(chosen.network.subset.count)} images`,
      },
      measures.sigmas,
      [{ name: 'σ', format: formatSigma, of: (sigma) => sigma }, ...columns],
    ),
  ];
}

const pointAt =
  ({ points }: ChartCurve) =>
  (sigma: number) =>
    points.find(({ x }) => x === sigma);

/** The band is one to each side. */
const standardError = (point: ChartCurve['points'][number] | undefined) =>
  point?.upper === undefined ? undefined : point.upper - point.y;
