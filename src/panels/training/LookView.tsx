import { useId, useMemo } from 'react';
import type { DatasetId } from '../../data/catalog';
import { tileSize } from '../../draw/tileSize';
import type { Nearest, TrainingLook } from '../../engine/protocol';
import { isMemorized, lookSettings } from '../../metrics/catalog';
import { ImageTile } from '../../ui/ImageTile';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useTrainingImage } from '../useTrainingImage';
import { formatCount, formatDistance } from '../words';
import { copiesOf } from './compute';

const dim = 784;

export interface LookViewProps {
  readonly dataset: DatasetId;
  readonly looks: readonly TrainingLook[];
  /** Of the look that is shown. */
  readonly index: number;
  readonly onChange: (index: number) => void;
}

/** The samples of one look, each above the training image nearest to it, and a slider through all looks. */
export function LookView({ dataset, looks, index, onChange }: LookViewProps) {
  const id = useId();
  const look = looks[index];
  const sizePx = tileSize(28, 56, usePixelRatio());
  const words = look ? `after ${formatCount(look.imagesSeen)} images` : 'none yet';
  return (
    <div className="looks">
      <div className="field looks-slider">
        <label htmlFor={id} className="field-label">
          Samples from {lookSettings.sampleCount} fixed noises <output className="field-value">{words}</output>
          {look && `: ${copiesOf(look)} of ${lookSettings.sampleCount} are copies`}
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(0, looks.length - 1)}
          value={index}
          disabled={looks.length < 2}
          aria-valuetext={words}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      </div>
      <ul className="looks-samples" style={{ '--tile': `${sizePx}px` } as React.CSSProperties}>
        {Array.from({ length: lookSettings.sampleCount }, (_, i) => (
          <SamplePair key={i} dataset={dataset} look={look} i={i} sizePx={sizePx} />
        ))}
      </ul>
    </div>
  );
}

interface SamplePairProps {
  readonly dataset: DatasetId;
  readonly look: TrainingLook | undefined;
  readonly i: number;
  readonly sizePx: number;
}

function SamplePair({ dataset, look, i, sizePx }: SamplePairProps) {
  const nearest = look?.nearest[i];
  const sample = useMemo(() => look?.samples.subarray(i * dim, (i + 1) * dim), [look, i]);
  const image = useTrainingImage(dataset, nearest?.index);
  const isCopy = nearest !== undefined && isMemorized(nearest);
  return (
    <li className={isCopy ? 'sample is-copy' : 'sample'} title={nearest && nearestWords(nearest)}>
      <ImageTile bytes={sample} sizePx={sizePx} label={`Sample ${i + 1}${isCopy ? ', a copy' : ''}`} />
      <ImageTile
        bytes={image?.image}
        sizePx={sizePx}
        label={nearest ? `Nearest training image, number ${nearest.index}` : 'Nearest training image'}
      />
      <span aria-hidden="true">{isCopy ? 'copy' : '\u00a0'}</span>
    </li>
  );
}

const nearestWords = ({ index, distance, secondDistance }: Nearest) =>
  `Nearest is training image ${index}, at ${formatDistance(distance)}; the next is at ${formatDistance(secondDistance)}`;
