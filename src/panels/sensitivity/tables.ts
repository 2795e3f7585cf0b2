import type { DatasetId } from '../../data/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { directionCount, type SensitivityMeasures } from '../../state/sensitivity';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { formatCount } from '../words';
import { setsOf } from './compute';

/** The published singular values and the asymmetry at every noise level. */
export function sensitivityTables(dataset: DatasetId, measures: SensitivityMeasures): TableData[] {
  const { sigmas } = measures;
  const format = (value: number) => value.toFixed(3);
  const columns = setsOf(dataset, measures).flatMap(({ images, levels }): ColumnOf<number>[] => {
    const group = `N = ${formatCount(images)}`;
    const values = Array.from({ length: directionCount }, (_, k) => ({
      group,
      name: `value ${k + 1}`,
      format,
      of: (level: number) => levels[level]?.values[k],
    }));
    return [...values, { group, name: '|J − Jᵀ| / |J|', format, of: (level) => levels[level]?.asymmetry }];
  });
  return [
    makeTable(
      { caption: `First singular values of the Jacobian, for noise of seed ${measures.seed}` },
      columns.length === 0 ? [] : sigmas.map((_, level) => level),
      [{ name: 'σ', format: formatSigma, of: (level) => sigmas[level] }, ...columns],
    ),
  ];
}
