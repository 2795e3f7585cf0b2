import { type DatasetId, datasetInfo } from '../../data/catalog';
import { tileSize } from '../../draw/tileSize';
import { directionCount, type Sensitivity } from '../../state/sensitivity';
import { ImageTile } from '../../ui/ImageTile';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useWidth } from '../../ui/useWidth';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';

export interface SensitivitySetViewProps {
  readonly dataset: DatasetId;
  readonly images: number;
  readonly sensitivity: Sensitivity | undefined;
}

/** Where four large tiles fit beside each other. */
const fourWidePx = 400;

/** Each direction with the answer to an image that was moved against it, not moved, and moved along it. */
export function SensitivitySetView({ dataset, images, sensitivity }: SensitivitySetViewProps) {
  const [ref, placePx] = useWidth();
  const sizePx = tileSize(28, placePx >= fourWidePx ? 84 : 56, usePixelRatio());
  const { dim } = datasetInfo(dataset);
  const picture = (index: number) => sensitivity?.pictures.subarray(index * dim, (index + 1) * dim);
  const tile = (index: number, label: string) => (
    <ImageTile bytes={picture(index)} sizePx={sizePx} label={label} absence="press Measure it here" />
  );
  return (
    <div ref={ref} className="sensitivity-set">
      <h3>
        Trained on {formatCount(images)} {datasetInfo(dataset).noun.many}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">direction</th>
            <th scope="col">moved against it</th>
            <th scope="col">
              <var>D</var>(<var>x</var>)
            </th>
            <th scope="col">moved along it</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: directionCount }, (_, k) => (
            <tr key={k}>
              <td>
                {tile(1 + 3 * k, `Direction ${k + 1}`)}
                <span>{sensitivity ? `${k + 1}: × ${twoDigits(sensitivity.values[k]!)}` : `${k + 1}`}</span>
              </td>
              <td>{tile(2 + 3 * k, `Answer, moved against direction ${k + 1}`)}</td>
              <td>{tile(0, 'Answer')}</td>
              <td>{tile(3 + 3 * k, `Answer, moved along direction ${k + 1}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
