import { makeTable, type TableData } from '../../ui/tableData';
import { percent } from '../countAxis';
import { formatDistance } from '../words';
import type { Family } from '../../state/families';

/** The numbers of each member. */
export function familyTables(family: Family | undefined): TableData[] {
  const distance = { unit: 'root mean square of pixels in [-1, 1]', format: formatDistance };
  return [
    makeTable({ caption: 'Every network of this choice' }, family?.members ?? [], [
      { name: 'Images seen', unit: 'images', of: ({ imagesSeen }) => imagesSeen },
      { name: 'Width', unit: 'channels', of: ({ width }) => width },
      { name: 'Copies', format: percent, of: ({ measure }) => measure.memorizedFraction },
      { name: 'Nearer to the Gaussian', format: percent, of: ({ measure }) => measure.closerToGaussianFraction },
      {
        name: 'Median distance to the Gaussian’s sample',
        ...distance,
        of: ({ measure }) => measure.medianDistance.gaussian,
      },
      { name: 'to the multi-delta’s', ...distance, of: ({ measure }) => measure.medianDistance.multiDelta },
      { name: 'Held-out loss', format: formatDistance, of: ({ measure }) => measure.loss.heldOut },
      { name: 'Training loss', format: formatDistance, of: ({ measure }) => measure.loss.training },
    ]),
  ];
}
