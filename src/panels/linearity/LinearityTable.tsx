import { formatSigma } from '../../draw/sigmaAxis';
import type { LinearityMeasures } from '../../state/linearityMeasures';
import { formatCount } from '../words';
import { type Asked, countCurves, denoiserCurves, type LinearityRow } from './compute';

export interface LinearityTableProps {
  readonly rows: readonly LinearityRow[];
  readonly chosen: LinearityRow;
  readonly asked: Asked;
  readonly measures: LinearityMeasures;
}

/** Cosine and error at each noise level: of each network, and of the closed forms of the chosen N. */
export function LinearityTable({ rows, chosen, asked, measures }: LinearityTableProps) {
  const networks = rows.map((row) => ({
    name: `N = ${formatCount(row.network.subset.count)}`,
    cosine: countCurves([row], row, 'cosine', asked, measures)[0]!.points,
    error: countCurves([row], row, 'normalizedError', asked, measures)[0]!.points,
  }));
  const [cosines, errors] = (['cosine', 'normalizedError'] as const).map((quantity) =>
    denoiserCurves(chosen, quantity, asked, measures).slice(1),
  );
  const forms = cosines!.map(({ label, points }, i) => ({ name: label, cosine: points, error: errors![i]!.points }));
  const all = [...networks, ...forms];
  return (
    <div className="table-scroll">
      <table>
        <caption>
          Cosine, and normalised error in brackets. Networks by N; Gaussian and multi-delta of{' '}
          {formatCount(chosen.network.subset.count)} images.
        </caption>
        <thead>
          <tr>
            <th scope="col">σ</th>
            {all.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.sigmas.map((sigma, i) => (
            <tr key={sigma}>
              <th scope="row">{formatSigma(sigma)}</th>
              {all.map(({ name, cosine, error }) => (
                <td key={name}>
                  {cosine[i] && error[i] ? `${cosine[i].y.toFixed(3)} (${error[i].y.toFixed(3)})` : '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
