import { useMemo } from 'react';
import { toGray } from '../../draw/gray';
import { tileSize } from '../../draw/tileSize';
import type { DatasetSpectrum } from '../../state/datasetSpectrum';
import { ImageTile } from '../../ui/ImageTile';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { percent } from '../countAxis';
import { type Descent, sharesAt } from './compute';
import './learningOrder.css';

/** One line of them. */
const most = 12;

export interface LearnedModesProps {
  readonly measured: DatasetSpectrum;
  readonly descent: Descent;
  readonly step: number;
}

/** The first modes as images, each with as much contrast as it has been learned. */
export function LearnedModes({ measured, descent, step }: LearnedModesProps) {
  const sizePx = tileSize(28, 84, usePixelRatio());
  const images = useMemo(
    () => measured.modes.slice(0, most).map((pixels) => ({ pixels, range: Math.max(...pixels.map(Math.abs)) })),
    [measured],
  );
  const shares = sharesAt(descent, step, images.length);
  return (
    <ul className="learned-modes" aria-label="The first modes, as far as they have been learned">
      {images.map(({ pixels, range }, i) => {
        const share = shares[i] ?? 0;
        return (
          <li key={i} style={{ width: sizePx }}>
            <ImageTile
              bytes={toGray(
                pixels.map((value) => value * share),
                range,
              )}
              sizePx={sizePx}
              label={`Mode ${i + 1}, ${percent(share)} of the way`}
            />
            <span aria-hidden="true">
              ν = {i + 1}: {percent(share)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
