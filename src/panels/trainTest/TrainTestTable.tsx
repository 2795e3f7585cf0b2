import { formatCount } from '../words';
import { type LossPoint, theoryAt, type TheoryLosses } from './compute';

export interface TrainTestTableProps {
  readonly theory: TheoryLosses;
  readonly points: readonly LossPoint[];
  readonly networks: readonly LossPoint[];
  readonly dim: number;
}

/** The losses of the charts, at the N that were measured. */
export function TrainTestTable({ theory, points, networks, dim }: TrainTestTableProps) {
  const counts = points.length > 0 ? points.map(({ images }) => images) : theory.counts.filter((_, i) => i % 6 === 0);
  const cell = (value: number | undefined) => (value === undefined ? '–' : value.toPrecision(4));
  return (
    <div className="table-scroll">
      <table>
        <caption>Losses per dimension, in units of the noise</caption>
        <thead>
          <tr>
            {['N', 'N / d', 'Theory: train', 'test', 'Measured: train', 'test', 'Network: train', 'test'].map(
              (head, i) => (
                <th key={i} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {counts.map((images) => {
            const measured = points.find((point) => point.images === images);
            const network = networks.find((point) => point.images === images);
            const expected = theoryAt(theory, images);
            return (
              <tr key={images}>
                <th scope="row">{formatCount(images)}</th>
                <td>{(images / dim).toPrecision(2)}</td>
                <td>{cell(expected?.train)}</td>
                <td>{cell(expected?.test)}</td>
                <td>{cell(measured?.train.value)}</td>
                <td>{cell(measured?.test.value)}</td>
                <td>{cell(network?.train.value)}</td>
                <td>{cell(network?.test.value)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
