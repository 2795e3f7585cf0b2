import type { DatasetId } from '../../data/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { SensitivityMeasures } from '../../state/sensitivity';
import { formatCount } from '../words';
import { setsOf } from './compute';

/** The published singular values and the asymmetry at every noise level. */
export function SensitivityTable({
  dataset,
  measures,
}: {
  readonly dataset: DatasetId;
  readonly measures: SensitivityMeasures;
}) {
  const sets = setsOf(dataset, measures);
  if (sets.length === 0) return <p>Nothing has been measured of these images.</p>;
  return (
    <div className="table-scroll">
      <table>
        <caption>First singular values of the Jacobian, for noise of seed {measures.seed}</caption>
        <thead>
          <tr>
            <th scope="col">σ</th>
            {sets.flatMap(({ images }) => [
              <th key={`${images} values`} scope="col">
                N = {formatCount(images)}
              </th>,
              <th key={`${images} asymmetry`} scope="col">
                |J − Jᵀ| / |J|
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {measures.sigmas.map((sigma, level) => (
            <tr key={sigma}>
              <th scope="row">{formatSigma(sigma)}</th>
              {sets.flatMap(({ images, levels }) => [
                <td key={`${images} values`}>{levels[level]!.values.map((value) => value.toFixed(3)).join(', ')}</td>,
                <td key={`${images} asymmetry`}>{levels[level]!.asymmetry.toFixed(3)}</td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
