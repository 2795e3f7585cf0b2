import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { type LossPoint, theoryAt, type TheoryLosses } from './compute';

export interface TrainTestTablesProps {
  readonly theory: TheoryLosses;
  readonly points: readonly LossPoint[];
  readonly networks: readonly LossPoint[];
  readonly dim: number;
}

/** The losses of the charts. */
export function trainTestTables({ theory, points, networks, dim }: TrainTestTablesProps): TableData[] {
  const counts = new Set([...theory.counts, ...[...points, ...networks].map(({ images }) => images)]);
  const [unit, format] = ['variances of the noise, per dimension', (value: number) => value.toPrecision(4)];
  const sides = ['train', 'test'] as const;
  const measured = (group: string, list: readonly LossPoint[]): ColumnOf<number>[] =>
    sides.flatMap((side) => {
      const at = (images: number) => list.find((point) => point.images === images)?.[side];
      return [
        { group, name: side, unit, format, of: (images) => at(images)?.value },
        { group, name: `${side}, SE`, unit, of: (images) => at(images)?.error },
      ];
    });
  return [
    makeTable(
      { caption: 'Losses per dimension, in units of the noise, with standard errors (SE)' },
      [...counts].sort((a, b) => a - b),
      [
        { name: 'N', unit: 'images', of: (images) => images },
        { name: 'N / d', of: (images) => images / dim },
        ...sides.map((side) => ({
          group: 'Theory',
          name: side,
          unit,
          format,
          of: (images: number) => theoryAt(theory, images)?.[side],
        })),
        ...measured('Measured', points),
        ...measured('Network', networks),
      ],
    ),
  ];
}
