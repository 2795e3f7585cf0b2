import { useMemo } from 'react';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { toGray } from '../../draw/gray';
import { rowAt, type Trajectory } from '../../state/trajectory';
import { ImageTile } from '../../ui/ImageTile';
import { formatDistance, verdict } from '../words';

export interface ResultProps {
  readonly id: DenoiserId;
  readonly trajectory: Trajectory;
  readonly tilePx: number;
  readonly onEnlarge: () => void;
}

/** The end of a row: the sample, the training image nearest to it, and whether it is a copy. */
export function Result({ id, trajectory, tilePx, onEnlarge }: ResultProps) {
  const end = rowAt(trajectory, trajectory.sigmas.length - 1, id);
  const sample = useMemo(() => end && toGray(end.denoised), [end]);
  const nearest = trajectory.nearestImages[id];
  const { label } = denoiserCatalog[id];
  const isFresh = end?.isFresh ?? false;
  return (
    <div className="result">
      <div className="result-tiles">
        <ImageTile
          bytes={sample}
          sizePx={tilePx}
          label={`${label}: the sample`}
          isFresh={isFresh}
          onPress={onEnlarge}
        />
        <ImageTile
          bytes={nearest?.image}
          sizePx={tilePx}
          label={
            end && nearest
              ? `${label}: nearest training image, number ${end.nearest.index}`
              : `${label}: nearest training image`
          }
          isFresh={isFresh}
          onPress={onEnlarge}
        />
      </div>
      <p className="verdict">
        {end && isFresh && (
          <>
            <strong>{verdict(end.nearest)}</strong>
            <span>
              {' '}
              {formatDistance(end.nearest.distance)} away, the next {formatDistance(end.nearest.secondDistance)}
            </span>
          </>
        )}
      </p>
    </div>
  );
}
