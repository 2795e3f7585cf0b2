import { percent } from '../countAxis';
import { formatCount, formatDistance } from '../words';
import type { Family } from './compute';

/** The numbers of each member. */
export function FamilyTable({ family: { members } }: { readonly family: Family }) {
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            {[
              'Images seen',
              'Width',
              'Copies',
              'Nearer to the Gaussian',
              'Median distance to the Gaussian’s sample',
              'to the multi-delta’s',
              'Held-out loss',
              'Training loss',
            ].map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, imagesSeen, width, measure }) => (
            <tr key={id}>
              <th scope="row">{formatCount(imagesSeen)}</th>
              <td>{width}</td>
              <td>{percent(measure.memorizedFraction)}</td>
              <td>{percent(measure.closerToGaussianFraction)}</td>
              <td>{formatDistance(measure.medianDistance.gaussian)}</td>
              <td>{formatDistance(measure.medianDistance.multiDelta)}</td>
              <td>{formatDistance(measure.loss.heldOut)}</td>
              <td>{formatDistance(measure.loss.training)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
