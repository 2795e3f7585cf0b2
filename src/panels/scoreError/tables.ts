import type { SplitName } from '../../data/manifest';
import { formatSigma } from '../../draw/sigmaAxis';
import { scorePairs } from '../../state/scoreErrors';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { formatCount } from '../words';
import { pairLabel, type ScoreRow } from './compute';

export interface ScoreErrorTablesProps {
  readonly rows: readonly ScoreRow[];
  readonly split: SplitName;
  readonly sigmas: readonly number[];
}

/** Every distance with its standard error, and the relative one. */
export function scoreErrorTables({ rows, split, sigmas }: ScoreErrorTablesProps): TableData[] {
  const unit = 'pixels in [-1, 1]';
  const columns = rows.flatMap(({ network, errors }) =>
    scorePairs.flatMap((pair): ColumnOf<number>[] => {
      const curve = errors[split][pair];
      if (!curve) return [];
      const group = `N = ${formatCount(network.subset.count)}: ${pairLabel(pair)}`;
      const [four, three] = [4, 3].map((digits) => (value: number) => value.toFixed(digits));
      return [
        { group, name: 'RMSE', unit, format: four!, of: (level) => curve.rmse[level]?.mean },
        { group, name: 'SE', unit, format: four!, of: (level) => curve.rmse[level]?.standardError },
        { group, name: 'relative', format: three!, of: (level) => curve.normalized[level]?.mean },
        { group, name: 'its SE', format: three!, of: (level) => curve.normalized[level]?.standardError },
      ];
    }),
  );
  return [
    makeTable(
      { caption: 'Root mean square differences, and relative ones, with standard errors (SE)' },
      columns.length === 0 ? [] : sigmas.map((_, level) => level),
      [{ name: 'σ', format: formatSigma, of: (level) => sigmas[level] }, ...columns],
    ),
  ];
}
