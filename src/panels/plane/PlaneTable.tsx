import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { Trajectory } from '../../state/trajectory';
import type { PlaneCurve } from './compute';

export interface PlaneTableProps {
  readonly trajectory: Trajectory;
  readonly curves: readonly PlaneCurve[];
}

/** Where each curve is at each step. */
export function PlaneTable({ trajectory, curves }: PlaneTableProps) {
  return (
    <div className="table-scroll" role="region" aria-label="The curves as numbers" tabIndex={0}>
      <table>
        <caption>Coordinates along the first and the second mode, from the mean of the images</caption>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">σ</th>
            {curves.map(({ id }) => (
              <th key={id} scope="col" colSpan={2}>
                {denoiserCatalog[id].label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trajectory.sigmas.map((sigma, step) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              <td>{formatSigma(sigma)}</td>
              {curves.flatMap(({ id, points }) => {
                const at = points.find((point) => point.step === step)?.at;
                return [0, 1].map((axis) => <td key={`${id} ${axis}`}>{at ? at[axis]!.toFixed(2) : ''}</td>);
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
