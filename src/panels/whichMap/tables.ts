import type { SplitName } from '../../data/manifest';
import { paperSigmas } from '../../denoisers/linearCatalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { formatCount } from '../words';
import { levelsOf, ratioWords, teacherName, teachers, type WhichMapMeasures } from './compute';

/** Differences and the standard errors of the maps at each noise level; and their way through gradient descent. */
export function whichMapTables(measures: WhichMapMeasures, inputs: SplitName): TableData[] {
  const { curves, epochs } = measures.descents;
  const columns = teachers.flatMap((one): ColumnOf<number>[] => {
    const levels = levelsOf(measures, one, inputs);
    const at = (sigma: number) => levels.find((each) => each.sigma === sigma);
    const group = teacherName(one);
    return [
      { group, name: 'difference', format: ratioWords, of: (sigma) => at(sigma)?.difference },
      { group, name: 'SE', format: ratioWords, of: (sigma) => at(sigma)?.standardError },
    ];
  });
  return [
    makeTable(
      {
        name: 'over-sigma',
        caption: `|W_L − W_G| / |W_G| on ${inputs === 'heldOut' ? 'held-out' : 'training'} images, and the standard error (SE) of W_L over |W_G|`,
      },
      paperSigmas,
      [{ name: 'σ', format: formatSigma, of: (sigma) => sigma }, ...columns],
    ),
    makeTable(
      { name: 'descent', caption: '|W − W_G| / |W_G| after each epoch of gradient descent' },
      Array.from({ length: epochs + 1 }, (_, epoch) => epoch),
      [
        { name: 'epoch', of: (epoch) => epoch },
        ...curves.map(({ images, sigma, optimizer, differences }) => ({
          group: `N = ${formatCount(images)}, ${optimizer}`,
          name: `σ = ${formatSigma(sigma)}`,
          format: ratioWords,
          of: (epoch: number) => differences[epoch],
        })),
      ],
    ),
  ];
}
