import type { DatasetId } from '../../data/catalog';
import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { OneStepMeasures } from '../../state/oneStep';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { formatCount, formatDistance } from '../words';
import { setsOf } from './compute';

const closedForms = ['gaussian', 'multiDelta'] as const;
const inputs = ['image', 'noise'] as const;

/** The distances of the closed forms to the network at every noise level, for the published noise. */
export function oneStepTables(dataset: DatasetId, measures: OneStepMeasures): TableData[] {
  const { sigmas } = measures;
  const columns = setsOf(dataset, measures).flatMap(({ images, distances }) =>
    closedForms.flatMap((id) =>
      inputs.map((name, i): ColumnOf<number> => ({
        group: `${denoiserCatalog[id].label}, N = ${formatCount(images)}`,
        name,
        unit: 'root mean square of pixels in [-1, 1]',
        format: formatDistance,
        of: (level) => distances[level]![i]?.[id],
      })),
    ),
  );
  const levels = columns.length === 0 ? [] : sigmas.map((_, level) => level);
  return [
    makeTable({ caption: `Distance to the network’s answer, for noise of seed ${measures.seed}` }, levels, [
      { name: 'σ', format: formatSigma, of: (level) => sigmas[level] },
      ...columns,
    ]),
  ];
}
