import { denoiserCatalog } from '../../denoisers/catalog';
import { makeTable, type TableData } from '../../ui/tableData';
import { formatDistance } from '../words';
import type { NamedDistances } from './compute';

/** Median distances of every row to the network's. */
export function sampleRowsTables(sets: readonly NamedDistances[]): TableData[] {
  const rows = sets.flatMap(({ images, distances }) => distances.map((distance) => ({ images, ...distance })));
  return [
    makeTable({ caption: 'Distance to the network’s samples, median over noises' }, rows, [
      { name: 'Denoiser', of: ({ id }) => denoiserCatalog[id].label },
      { name: 'N', unit: 'images', of: ({ images }) => images },
      {
        name: 'Distance',
        unit: 'root mean square of pixels in [-1, 1]',
        format: formatDistance,
        of: ({ median }) => median,
      },
    ]),
  ];
}
