import { countWords } from '../theoryAxis';
import { type LossPoint, theoryAt, type TheoryLosses } from './compute';

export interface TrainTestReadoutProps {
  readonly theory: TheoryLosses;
  readonly points: readonly LossPoint[];
  readonly networks: readonly LossPoint[];
  readonly dim: number;
  readonly shown: number | undefined;
}

const words = (train: number, test: number) => `train ${train.toPrecision(3)}, test ${test.toPrecision(3)}`;

/** The numbers at the N that is pointed at. */
export function TrainTestReadout({ theory, points, networks, dim, shown }: TrainTestReadoutProps) {
  const images = shown ?? points[0]?.images;
  const expected = images === undefined ? undefined : theoryAt(theory, images);
  const measured = points.find((point) => point.images === images);
  const network = networks.find((point) => point.images === images);
  return (
    <p className="chart-readout">
      {images !== undefined && expected && (
        <>
          <b>{countWords(images, dim)}</b>: theory {words(expected.train, expected.test)}
          {measured && `; measured ${words(measured.train.value, measured.test.value)}`}
          {network && `; network ${words(network.train.value, network.test.value)}`}. Best of all linear models:{' '}
          {theory.best.toPrecision(3)}
          {theory.truth > theory.best * 1.001 && `, with this ridge ${theory.truth.toPrecision(3)}`}.
        </>
      )}
    </p>
  );
}
