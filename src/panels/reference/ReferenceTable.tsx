import type { ChartPoint } from '../../draw/chart';
import type { ChartCurve } from '../../ui/CurveChart';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';

export interface ReferenceTableProps {
  readonly theory: readonly ChartPoint[];
  readonly dots: readonly ChartPoint[];
  readonly networks: readonly ChartPoint[];
  readonly cosines: readonly ChartCurve[];
}

/** The numbers of the charts at the N that were measured, and at every sixth of the theory. */
export function ReferenceTable({ theory, dots, networks, cosines }: ReferenceTableProps) {
  const measured = [dots, networks, ...cosines.map(({ points }) => points)].flat().map(({ x }) => x);
  const counts = [...new Set([...theory.filter((_, i) => i % 6 === 0).map(({ x }) => x), ...measured])];
  const at = (points: readonly ChartPoint[], images: number, format: (value: number) => string) => {
    const point = points.find(({ x }) => x === images);
    return point ? format(point.y) : '–';
  };
  return (
    <div className="table-scroll">
      <table>
        <caption>Squared distance to the reference, and median cosine of samples</caption>
        <thead>
          <tr>
            {['N', 'Theory', 'Measured', 'Network', ...cosines.map(({ label }) => `Cosine: ${label}`)].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts
            .sort((a, b) => a - b)
            .map((images) => (
              <tr key={images}>
                <th scope="row">{formatCount(images)}</th>
                <td>{at(theory, images, (value) => value.toPrecision(3))}</td>
                <td>{at(dots, images, (value) => value.toPrecision(3))}</td>
                <td>{at(networks, images, (value) => value.toPrecision(3))}</td>
                {cosines.map(({ id, points }) => (
                  <td key={id}>{at(points, images, twoDigits)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
