import { divergenceOfWishart } from '../../theory/divergence';
import { countWords } from '../theoryAxis';
import { type DivergencePoint, pointAt } from './compute';
import type { BestAt, DivergenceTheory } from './DivergenceCharts';

export interface DivergenceReadoutProps {
  readonly theory: DivergenceTheory;
  readonly best: readonly BestAt[];
  readonly points: readonly DivergencePoint[];
  readonly ridge: number;
  readonly dim: number;
  readonly shown: number | undefined;
}

/** The numbers at the N that is pointed at. */
export function DivergenceReadout({ theory, points, ridge, dim, shown }: DivergenceReadoutProps) {
  const point = points.find(({ images }) => images === shown) ?? points[0];
  if (!point) return <p className="chart-readout" />;
  const { images } = point;
  const measured = pointAt(point, ridge);
  const nats = (value: number) => `${value.toPrecision(3)} nats per direction`;
  return (
    <p className="chart-readout">
      <b>{countWords(images, dim)}</b>
      {measured ? `: measured with c = ${ridge}, ${nats(measured.y)}` : ': no ridge, nothing measured'}
      {images > dim &&
        `; without a ridge exactly ${nats(divergenceOfWishart(dim, images))}, and by the law d/4N ${(dim / (4 * images)).toPrecision(3)}`}
      . With infinitely many images and this ridge: {nats(theory.floor)}.
    </p>
  );
}
