import type { TrainingLook } from '../../engine/protocol';
import { lookSettings } from '../../metrics/catalog';
import { makeTable, type TableData } from '../../ui/tableData';
import { formatDistance } from '../words';
import { copiesOf } from './compute';

/** The numbers behind the curves, one row a look. */
export function lookTables(looks: readonly TrainingLook[]): TableData[] {
  const format = formatDistance;
  const unit = 'root mean square of pixels in [-1, 1]';
  return [
    makeTable({ caption: 'Looks at the training' }, looks, [
      { name: 'images seen', unit: 'images', of: ({ imagesSeen }) => imagesSeen },
      { name: 'loss on training images', format, of: ({ trainingLoss }) => trainingLoss },
      { name: 'loss on new images', format, of: ({ heldOutLoss }) => heldOutLoss },
      { name: 'way on training images', format, of: ({ trainingWay }) => trainingWay },
      { name: 'way on new images', format, of: ({ heldOutWay }) => heldOutWay },
      { name: 'to the Gaussian', unit, format, of: ({ gaussianDistance }) => gaussianDistance },
      { name: 'to the multi-delta', unit, format, of: ({ multiDeltaDistance }) => multiDeltaDistance },
      { name: `copies of ${lookSettings.sampleCount}`, of: copiesOf },
    ]),
  ];
}
