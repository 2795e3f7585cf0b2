import { denoiserCatalog, everywhereIds } from '../../denoisers/catalog';
import type { Centring } from '../../state/similarity';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';
import { medianOf, type PairRow, type Side } from './compute';

const sides: readonly { readonly id: Side; readonly label: string }[] = [
  { id: 'between', label: 'cos(G₁, G₂)' },
  { id: 'nearest', label: 'cos(G₁, nearest)' },
];

/** Medians over noises. */
export function PairTable({ rows, centring }: { readonly rows: readonly PairRow[]; readonly centring: Centring }) {
  return (
    <div className="table-scroll">
      <table>
        <caption>Medians over noises of the {centring === 'raw' ? 'raw' : 'centred'} cosine</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              N
            </th>
            {everywhereIds.map((id) => (
              <th key={id} scope="colgroup" colSpan={2}>
                {denoiserCatalog[id].label}
              </th>
            ))}
          </tr>
          <tr>
            {everywhereIds.flatMap((id) =>
              sides.map((side) => (
                <th key={`${id} ${side.id}`} scope="col">
                  {side.label}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ images, cosines }) => (
            <tr key={images}>
              <th scope="row">{formatCount(images)}</th>
              {everywhereIds.flatMap((id) =>
                sides.map((side) => (
                  <td key={`${id} ${side.id}`}>
                    {cosines[id] ? twoDigits(medianOf(cosines[id], side.id, centring)) : '–'}
                  </td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
