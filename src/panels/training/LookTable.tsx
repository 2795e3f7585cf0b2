import { useStore } from 'zustand';
import { lookSettings } from '../../metrics/catalog';
import { useSession } from '../session';
import { formatCount, formatDistance } from '../words';
import { copiesOf } from './compute';

/** The numbers behind the curves, one row a look. */
export function LookTable() {
  const { training } = useSession();
  const looks = useStore(training.store, (state) => state.looks);
  if (looks.length === 0) return <p>Nothing has been computed yet.</p>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Looks at the training">
      <table>
        <thead>
          <tr>
            <th scope="col">images seen</th>
            <th scope="col">loss on training images</th>
            <th scope="col">loss on new images</th>
            <th scope="col">way on training images</th>
            <th scope="col">way on new images</th>
            <th scope="col">to the Gaussian</th>
            <th scope="col">to the multi-delta</th>
            <th scope="col">copies of {lookSettings.sampleCount}</th>
          </tr>
        </thead>
        <tbody>
          {looks.map((look) => (
            <tr key={look.step}>
              <th scope="row">{formatCount(look.imagesSeen)}</th>
              <td>{formatDistance(look.trainingLoss)}</td>
              <td>{formatDistance(look.heldOutLoss)}</td>
              <td>{formatDistance(look.trainingWay)}</td>
              <td>{formatDistance(look.heldOutWay)}</td>
              <td>{formatDistance(look.gaussianDistance)}</td>
              <td>{formatDistance(look.multiDeltaDistance)}</td>
              <td>{copiesOf(look)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
