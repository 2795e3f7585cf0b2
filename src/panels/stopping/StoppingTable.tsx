import type { Inputs } from '../../state/inputs';
import type { BestStop, StoppingCurve } from '../../theory/stopping';
import { etaWords, ratioCurves, scaleOf } from './compute';
import type { ShownStep } from './StoppingCharts';

export interface StoppingTableProps {
  readonly steps: readonly ShownStep[];
  readonly curves: readonly StoppingCurve[];
  readonly lossOf: Inputs['lossOf'];
  readonly stops: readonly BestStop[];
}

const timeWords = (time: number | undefined) =>
  time === undefined ? '–' : Number.isFinite(time) ? etaWords(time) : 'never';

/** The best times of the charts. */
export function StoppingTable({ steps, curves, lossOf, stops }: StoppingTableProps) {
  const exponents = [...new Set(stops.map(({ exponent }) => exponent))];
  return (
    <div className="table-scroll">
      <table>
        <caption>At each t</caption>
        <thead>
          <tr>
            {['t', 'Best time ητ', 'Least test loss', 'At the end'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => {
            const curve = curves.find(({ alphaBar }) => alphaBar === step.alphaBar);
            const scale = scaleOf(lossOf, step);
            return (
              <tr key={step.t}>
                <th scope="row">{step.t}</th>
                <td>{timeWords(curve?.best.time)}</td>
                <td>{curve ? (curve.best.test * scale).toPrecision(3) : '–'}</td>
                <td>{curve ? (curve.end * scale).toPrecision(3) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <table>
        <caption>Best time ητ of power laws, by exponent</caption>
        <thead>
          <tr>
            <th scope="col">k</th>
            {ratioCurves.map((ratio) => (
              <th key={ratio} scope="col">
                N = {ratio} d
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {exponents.map((exponent) => (
            <tr key={exponent}>
              <th scope="row">{exponent}</th>
              {ratioCurves.map((ratio) => (
                <td key={ratio}>
                  {timeWords(stops.find((stop) => stop.exponent === exponent && stop.ratio === ratio)?.time)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
