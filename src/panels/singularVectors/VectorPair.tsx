import { toGray } from '../../draw/gray';
import { tileSize } from '../../draw/tileSize';
import type { SingularSide, VectorsResult } from '../../engine/protocol';
import type { VectorLevel } from '../../state/vectors';
import { ImageTile } from '../../ui/ImageTile';
import type { Cell } from '../../ui/HeatMapView';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { correlationAt } from './compute';

export interface VectorPairProps {
  readonly level: VectorLevel;
  readonly cell: Cell;
  /** Once they are there. */
  readonly vectors: VectorsResult | undefined;
  /** Why they did not come. */
  readonly message: string | undefined;
}

const dim = 784;
const mostTilePx = 112;

/** The two vectors of a cell as images, the sign of the second turned towards the first. */
export function VectorPair({ level, cell: [row, column], vectors, message }: VectorPairProps) {
  const sizePx = tileSize(28, mostTilePx, usePixelRatio());
  const vectorOf = (side: SingularSide, index: number) => side.vectors.subarray(index * dim, (index + 1) * dim);
  const own = vectors && vectorOf(vectors.linear, row);
  const other = vectors && vectorOf(vectors.gaussian, column);
  const sign = own && other && own.reduce((sum, value, p) => sum + value * other[p]!, 0) < 0 ? -1 : 1;
  const gray = (values: Float32Array | undefined, turn: number) => {
    if (!values) return undefined;
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return toGray(
      values.map((value) => value * turn),
      largest || 1,
    );
  };
  const absence = message === undefined ? 'computing' : '';
  return (
    <div className="vector-pair" aria-live="polite">
      <figure>
        <ImageTile bytes={gray(own, 1)} sizePx={sizePx} label={`Vector ${row + 1} of W_L`} absence={absence} />
        <figcaption>
          <var>W</var>
          <sub>L</sub>, vector {row + 1}, value {level.linear[row]!.toPrecision(2)}
        </figcaption>
      </figure>
      <figure>
        <ImageTile bytes={gray(other, sign)} sizePx={sizePx} label={`Vector ${column + 1} of W_G`} absence={absence} />
        <figcaption>
          <var>W</var>
          <sub>G</sub>, vector {column + 1}, value {level.gaussian[column]!.toPrecision(2)}
        </figcaption>
      </figure>
      <p>
        |<var>u</var>·<var>v</var>| = <b>{correlationAt(level, row, column).toFixed(2)}</b>
      </p>
      {message !== undefined && <p className="figure-problem">{message}</p>}
    </div>
  );
}
