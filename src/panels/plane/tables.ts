import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { Trajectory } from '../../state/trajectory';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { twoDigits } from '../countAxis';
import { planeCurves } from './compute';

const views = [
  { view: 'x', words: 'x / √(1 + σ²)' },
  { view: 'denoised', words: 'D' },
] as const;

/** Where each curve is at each step. */
export function planeTables(trajectory: Trajectory | undefined): TableData[] {
  const { sigmas = [] } = trajectory ?? {};
  const columns = views.flatMap(({ view, words }) =>
    (trajectory ? planeCurves(trajectory, view) : []).flatMap(({ id, points }) =>
      (['first', 'second'] as const).map((name, axis): ColumnOf<number> => ({
        group: `${denoiserCatalog[id].label}, ${words}`,
        name,
        unit: 'length of an image in pixels of [-1, 1]',
        format: twoDigits,
        of: (step) => points.find((point) => point.step === step)?.at[axis],
      })),
    ),
  );
  return [
    makeTable(
      { caption: 'Coordinates along the first and the second mode, from the mean of the images' },
      sigmas.map((_, step) => step),
      [
        { name: 'step', of: (step) => step },
        { name: 'σ', format: formatSigma, of: (step) => sigmas[step] },
        ...columns,
      ],
    ),
  ];
}
