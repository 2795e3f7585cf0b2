import type { DatasetId } from '../../data/catalog';
import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { OneStepMeasures } from '../../state/oneStep';
import { formatCount, formatDistance } from '../words';
import { setsOf } from './compute';

const closedForms = ['gaussian', 'multiDelta'] as const;

/** The distances of the closed forms to the network at every noise level, for the published noise. */
export function OneStepTable({
  dataset,
  measures,
}: {
  readonly dataset: DatasetId;
  readonly measures: OneStepMeasures;
}) {
  const sets = setsOf(dataset, measures);
  if (sets.length === 0) return <p>Nothing has been measured of these images.</p>;
  return (
    <div className="table-scroll">
      <table>
        <caption>Distance to the network’s answer, for noise of seed {measures.seed}</caption>
        <thead>
          <tr>
            <th scope="col">σ</th>
            {sets.flatMap(({ images }) =>
              closedForms.map((id) => (
                <th key={`${images} ${id}`} scope="col">
                  {denoiserCatalog[id].label}, N = {formatCount(images)}: image, noise
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {measures.sigmas.map((sigma, level) => (
            <tr key={sigma}>
              <th scope="row">{formatSigma(sigma)}</th>
              {sets.flatMap(({ images, distances }) =>
                closedForms.map((id) => (
                  <td key={`${images} ${id}`}>
                    {distances[level]!.map((each) => formatDistance(each[id] ?? NaN)).join(', ')}
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
