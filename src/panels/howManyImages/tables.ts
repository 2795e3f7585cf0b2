import type { Centring } from '../../state/similarity';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { percent, twoDigits } from '../countAxis';
import { type CountRow, cosineName, sourceLabel, sources } from './compute';

const parts = [
  ['median', ''],
  ['lower', ', lower quartile'],
  ['upper', ', upper quartile'],
] as const;

/** Shares and medians of the charts; quartiles in a table of their own. */
export function countTables(rows: readonly CountRow[], centring: Centring): TableData[] {
  const denoisers = sources.filter((source) => source !== 'fresh');
  const count: ColumnOf<CountRow> = { name: 'N', unit: 'images', of: ({ images }) => images };
  const quantities = [
    ['GL score', 'relativeDistance'],
    ['Cosine', cosineName(centring)],
  ] as const;
  const spread = (which: typeof parts, names: typeof quantities): ColumnOf<CountRow>[] =>
    names.flatMap(([group, name]) =>
      sources.flatMap((source) =>
        which.map(([part, words]) => ({
          group,
          name: `${sourceLabel(source)}${words}`,
          format: twoDigits,
          of: ({ similarity }: CountRow) => similarity[source]?.[name][part],
        })),
      ),
    );
  const whose = centring === 'raw' ? 'raw' : 'centred';
  return [
    makeTable(
      {
        caption: `Shares of copies, and medians over samples with their quartiles: GL score, and greatest cosine (${whose}) to a training image`,
      },
      rows,
      [
        count,
        ...denoisers.map((id) => ({
          group: 'Copies',
          name: sourceLabel(id),
          format: percent,
          of: ({ memorized }: CountRow) => memorized[id],
        })),
        ...spread(parts, quantities),
      ],
    ),
  ];
}
