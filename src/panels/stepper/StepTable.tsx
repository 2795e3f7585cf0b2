import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { rowAt, type Trajectory } from '../../state/trajectory';
import { formatDistance } from '../words';

/** Step, sigma, and each row's nearest training image with its distance. */
export function StepTable({ trajectory }: { readonly trajectory: Trajectory }) {
  const { sigmas, job } = trajectory;
  return (
    <div className="table-scroll" role="region" aria-label="Distances at each step" tabIndex={0}>
      <table>
        <caption>
          Training image nearest to D(x; σ), and the root mean square difference of pixels in [−1, 1] to it
        </caption>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">σ</th>
            {job.denoisers.map((id) => (
              <th key={id} scope="col" colSpan={2}>
                {denoiserCatalog[id].label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sigmas.map((sigma, step) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              <td>{formatSigma(sigma)}</td>
              {job.denoisers.flatMap((id) => {
                const row = rowAt(trajectory, step, id);
                return [
                  <td key={`${id} index`}>{row?.isFresh ? row.nearest.index : ''}</td>,
                  <td key={`${id} distance`}>{row?.isFresh ? formatDistance(row.nearest.distance) : ''}</td>,
                ];
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
