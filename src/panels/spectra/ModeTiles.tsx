import { useMemo } from 'react';
import { toGray } from '../../draw/gray';
import { tileSize } from '../../draw/tileSize';
import type { DatasetSpectrum } from '../../state/datasetSpectrum';
import { GrayCanvas } from '../../ui/GrayCanvas';
import { usePixelRatio } from '../../ui/usePixelRatio';
import './spectra.css';

export interface ModeTilesProps {
  readonly measured: DatasetSpectrum;
  /** The rank that is pointed at. */
  readonly shown: number;
  readonly onShow: (rank: number) => void;
}

const most = 56;

/** The first modes as images: gray is 0, brighter and darker pixels change in opposite ways. */
export function ModeTiles({ measured: { modes, eigenvalues }, shown, onShow }: ModeTilesProps) {
  const sizePx = tileSize(28, most, usePixelRatio());
  const images = useMemo(() => modes.map((mode) => toGray(mode, Math.max(...mode.map(Math.abs)))), [modes]);
  const total = eigenvalues.reduce((sum, lambda) => sum + lambda, 0);
  const words = (rank: number) =>
    `Mode ${rank}: variance ${eigenvalues[rank - 1]!.toPrecision(3)}, ${((100 * eigenvalues[rank - 1]!) / total).toFixed(1)}% of all`;
  return (
    <div className="mode-tiles">
      <p className="pair-heading">{words(Math.min(shown, modes.length))}</p>
      <ul>
        {images.map((bytes, i) => (
          <li key={i}>
            <button
              type="button"
              className="tile mode-tile"
              aria-label={words(i + 1)}
              aria-pressed={i + 1 === shown}
              onPointerEnter={() => onShow(i + 1)}
              onFocus={() => onShow(i + 1)}
              onClick={() => onShow(i + 1)}
            >
              <GrayCanvas widthPx={sizePx} heightPx={sizePx} tiles={[{ bytes, xPx: 0, yPx: 0, sizePx, opacity: 1 }]} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
