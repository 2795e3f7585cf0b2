import { formatSigma } from '../../draw/sigmaAxis';
import { makeTable, type TableData } from '../../ui/tableData';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';
import { correlationAt, differenceAt, meanOfPairs, type VectorMeasures } from './compute';
import type { VectorLevel, VectorsOfNetwork } from '../../state/vectors';

/** The mean cosine of the first pairs, and the difference of the maps; and the cosines of the map that is shown. */
export function vectorsTables(
  measures: VectorMeasures,
  { network: shown, level: shownLevel }: { readonly network: VectorsOfNetwork; readonly level: VectorLevel },
): TableData[] {
  const { networks } = measures.vectors;
  const levels = (networks[0]?.levels ?? []).map((_, i) => i);
  const columns = networks.flatMap((network) => {
    const group = `N = ${formatCount(network.images)}`;
    return [
      { group, name: 'cosine', format: twoDigits, of: (i: number) => meanOfPairs(network.levels[i]!) },
      {
        group,
        name: 'difference',
        format: twoDigits,
        of: (i: number) => differenceAt(measures, network, network.levels[i]!),
      },
    ];
  });
  const { linear, gaussian, sigma } = shownLevel;
  const ranks = Array.from({ length: Math.max(linear.length, gaussian.length) }, (_, i) => i);
  return [
    makeTable({ name: 'over-sigma', caption: 'Mean cosine of the first ten pairs, and |W_L − W_G| / |W_G|' }, levels, [
      { name: 'σ', format: formatSigma, of: (i) => networks[0]?.levels[i]?.sigma },
      ...columns,
    ]),
    makeTable(
      {
        name: 'vectors',
        caption: `Singular values at σ = ${formatSigma(sigma)}, N = ${formatCount(shown.images)}, and the cosine of the vectors of the same rank`,
      },
      ranks,
      [
        { name: 'rank', of: (i) => i + 1 },
        { name: 'W_L', of: (i) => linear[i] },
        { name: 'W_G', of: (i) => gaussian[i] },
        {
          name: 'cosine',
          format: twoDigits,
          of: (i) => (i < linear.length && i < gaussian.length ? correlationAt(shownLevel, i, i) : undefined),
        },
      ],
    ),
  ];
}
