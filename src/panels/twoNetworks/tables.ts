import { denoiserCatalog, everywhereIds } from '../../denoisers/catalog';
import { type Centring, quartiles } from '../../state/similarity';
import { makeTable, type TableData } from '../../ui/tableData';
import { twoDigits } from '../countAxis';
import type { PairRow, Side } from './compute';

const sides: readonly { readonly id: Side; readonly label: string }[] = [
  { id: 'between', label: 'cos(G₁, G₂)' },
  { id: 'nearest', label: 'cos(G₁, nearest)' },
];

/** Medians over noises with their quartiles; and the cosines of the histograms. */
export function pairTables(rows: readonly PairRow[], shown: PairRow | undefined, centring: Centring): TableData[] {
  const whose = centring === 'raw' ? 'raw' : 'centred';
  const noises = Math.max(0, ...everywhereIds.flatMap((id) => shown?.cosines[id]?.between[centring].length ?? []));
  const pairs = everywhereIds.flatMap((id) => sides.map((side) => ({ id, side, group: denoiserCatalog[id].label })));
  return [
    makeTable({ name: 'medians', caption: `Medians and quartiles over noises of the ${whose} cosine` }, rows, [
      { name: 'N', unit: 'images', of: ({ images }) => images },
      ...pairs.flatMap(({ id, side, group }) =>
        (['median', 'lower', 'upper'] as const).map((part) => ({
          group,
          name: part === 'median' ? side.label : `${side.label}, ${part}`,
          format: twoDigits,
          of: ({ cosines }: PairRow) => cosines[id] && quartiles(cosines[id][side.id][centring])[part],
        })),
      ),
    ]),
    makeTable(
      { name: 'noises', caption: `The ${whose} cosine of every noise, N = ${shown?.images ?? 'none'}` },
      Array.from({ length: noises }, (_, i) => i),
      [
        { name: 'noise', of: (i) => i + 1 },
        ...pairs.map(({ id, side, group }) => ({
          group,
          name: side.label,
          format: twoDigits,
          of: (i: number) => shown?.cosines[id]?.[side.id][centring][i],
        })),
      ],
    ),
  ];
}
