import { formatCount } from '../words';
import { pointAt } from './compute';
import type { DivergenceReadoutProps } from './DivergenceReadout';

/** The divergences of the charts, at every third N of the theory and wherever something was measured. */
export function DivergenceTable({ theory, best, points, ridge, dim }: Omit<DivergenceReadoutProps, 'shown'>) {
  const cell = (value: number | undefined) =>
    value === undefined ? '–' : Number.isFinite(value) ? value.toPrecision(3) : '∞';
  const measuredAt = (images: number) => {
    const point = points.find((each) => each.images === images);
    return point && pointAt(point, ridge)?.y;
  };
  const counts = [...new Set([...theory.counts.filter((_, i) => i % 5 === 0), ...points.map(({ images }) => images)])];
  return (
    <div className="table-scroll">
      <table>
        <caption>KL per direction in nats, c = {ridge}</caption>
        <thead>
          <tr>
            {['N', 'N / d', 'Theory', 'Measured', 'Best ridge', 'With it'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts
            .sort((a, b) => a - b)
            .map((images) => {
              const bestHere = best.find((each) => each.images === images);
              return (
                <tr key={images}>
                  <th scope="row">{formatCount(images)}</th>
                  <td>{(images / dim).toPrecision(2)}</td>
                  <td>{cell(theory.values[theory.counts.indexOf(images)])}</td>
                  <td>{cell(measuredAt(images))}</td>
                  <td>{cell(bestHere?.ridge)}</td>
                  <td>{cell(bestHere?.divergence)}</td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </div>
  );
}
