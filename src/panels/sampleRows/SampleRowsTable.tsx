import { denoiserCatalog } from '../../denoisers/catalog';
import { formatCount, formatDistance } from '../words';
import type { NamedDistances } from './compute';

/** Median distances of every row to the network's. */
export function SampleRowsTable({ sets }: { readonly sets: readonly NamedDistances[] }) {
  return (
    <table>
      <caption>Distance to the network’s samples, median</caption>
      <tbody>
        {sets.flatMap(({ images, distances }) =>
          distances.map(({ id, median }) => (
            <tr key={`${images} ${id}`}>
              <th scope="row">
                N = {formatCount(images)}: {denoiserCatalog[id].label}
              </th>
              <td>{formatDistance(median)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
