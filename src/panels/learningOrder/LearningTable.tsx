import type { LearningLook } from '../../training/learnLinear';
import { formatCount } from '../words';
import { type Descent, looks, weightCurves } from './compute';
import { weightAfter } from '../../theory/gradientDescent';

/** Weights of the followed modes at every step of the slider: closed form, and in brackets what was measured here. */
export function LearningTable({
  descent,
  here,
}: {
  readonly descent: Descent;
  readonly here: readonly LearningLook[];
}) {
  const ranks = weightCurves(descent, []).flatMap(({ id, isHollow }) => (isHollow ? [] : [Number(id)]));
  const { eigenvalues, sigma, eta, start } = descent;
  return (
    <div className="table-scroll">
      <table>
        <caption>Weight of the mode of rank ν after k steps; in brackets, measured here</caption>
        <thead>
          <tr>
            <th scope="col">k</th>
            {ranks.map((rank) => (
              <th key={rank} scope="col">
                ν = {rank}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {looks.map((steps) => {
            const measured = here.find(({ step }) => step === steps);
            return (
              <tr key={steps}>
                <th scope="row">{formatCount(steps)}</th>
                {ranks.map((rank) => (
                  <td key={rank}>
                    {weightAfter(eigenvalues[rank - 1]!, { sigma, eta, start, steps }).toFixed(3)}
                    {measured && ` (${measured.weights[rank - 1]!.toFixed(3)})`}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
