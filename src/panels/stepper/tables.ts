import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { rowAt, type Trajectory } from '../../state/trajectory';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { formatDistance } from '../words';

/** Step, sigma, and each row's nearest training image with its distance. */
export function stepTables(trajectory: Trajectory | undefined): TableData[] {
  const { sigmas = [], job } = trajectory ?? {};
  const freshAt = (step: number, id: Parameters<typeof rowAt>[2]) => {
    const row = trajectory && rowAt(trajectory, step, id);
    return row?.isFresh ? row.nearest : undefined;
  };
  const columns = (job?.denoisers ?? []).flatMap((id): ColumnOf<number>[] => {
    const group = denoiserCatalog[id].label;
    return [
      { group, name: 'nearest', format: String, of: (step) => freshAt(step, id)?.index },
      {
        group,
        name: 'distance',
        unit: 'root mean square of pixels in [-1, 1]',
        format: formatDistance,
        of: (step) => freshAt(step, id)?.distance,
      },
    ];
  });
  return [
    makeTable(
      {
        caption: 'Training image nearest to D(x; σ), and the root mean square difference of pixels in [−1, 1] to it',
      },
      sigmas.map((_, step) => step),
      [
        { name: 'step', of: (step) => step },
        { name: 'σ', format: formatSigma, of: (step) => sigmas[step] },
        ...columns,
      ],
    ),
  ];
}
