import type { ChartPoint } from '../../draw/chart';
import type { ChartCurve } from '../../ui/CurveChart';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { twoDigits } from '../countAxis';

export interface ReferenceTablesProps {
  readonly theory: readonly ChartPoint[];
  readonly dots: readonly ChartPoint[];
  readonly networks: readonly ChartPoint[];
  readonly cosines: readonly ChartCurve[];
}

/** The numbers of the charts. */
export function referenceTables({ theory, dots, networks, cosines }: ReferenceTablesProps): TableData[] {
  const all = [theory, dots, networks, ...cosines.map(({ points }) => points)];
  const counts = [...new Set(all.flatMap((points) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const at = (points: readonly ChartPoint[], images: number) => points.find(({ x }) => x === images);
  const group = 'Squared distance';
  const value = (name: string, points: readonly ChartPoint[]): ColumnOf<number> => ({
    group,
    name,
    unit: 'variances of the noise, per dimension',
    of: (images) => at(points, images)?.y,
  });
  const error = (name: string, points: readonly ChartPoint[]): ColumnOf<number> => ({
    ...value(`${name}, SE`, points),
    of: (images) => standardError(at(points, images)),
  });
  return [
    makeTable(
      {
        caption:
          'Squared distance to the reference, with standard errors (SE), and median cosine of samples with its quartiles',
      },
      counts,
      [
        { name: 'N', unit: 'images', of: (images) => images },
        value('Theory', theory),
        value('Measured', dots),
        error('Measured', dots),
        value('Network', networks),
        error('Network', networks),
        ...cosines.flatMap(({ label, points }) =>
          (['y', 'lower', 'upper'] as const).map((part) => ({
            group: `Cosine: ${label}`,
            name: part === 'y' ? 'median' : part,
            format: twoDigits,
            of: (images: number) => at(points, images)?.[part],
          })),
        ),
      ],
    ),
  ];
}

/** Bars reach two to each side. */
const standardError = (point: ChartPoint | undefined) =>
  point?.upper === undefined ? undefined : (point.upper - point.y) / 2;
