import type { SplitName } from '../../data/manifest';
import { formatSigma } from '../../draw/sigmaAxis';
import { scorePairs } from '../../state/scoreErrors';
import { formatCount } from '../words';
import { pairLabel, type ScoreRow } from './compute';

export interface ScoreErrorTableProps {
  readonly rows: readonly ScoreRow[];
  readonly split: SplitName;
  readonly sigmas: readonly number[];
}

/** Every distance with its standard error, and the relative one. */
export function ScoreErrorTable({ rows, split, sigmas }: ScoreErrorTableProps) {
  const columns = rows.flatMap(({ network, errors }) =>
    scorePairs.flatMap((pair) => {
      const curve = errors[split][pair];
      return curve ? [{ name: `N = ${formatCount(network.subset.count)}: ${pairLabel(pair)}`, curve }] : [];
    }),
  );
  return (
    <div className="table-scroll">
      <table>
        <caption>RMSE ± standard error (relative)</caption>
        <thead>
          <tr>
            <th scope="col">σ</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sigmas.map((sigma, i) => (
            <tr key={sigma}>
              <th scope="row">{formatSigma(sigma)}</th>
              {columns.map(({ name, curve }) => (
                <td key={name}>
                  {curve.rmse[i]!.mean.toFixed(4)} ± {curve.rmse[i]!.standardError.toFixed(4)} (
                  {curve.normalized[i]!.mean.toFixed(3)})
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
