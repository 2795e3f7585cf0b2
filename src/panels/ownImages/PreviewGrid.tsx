import { useMemo, useState } from 'react';
import type { Preview } from '../../data/own/reading';
import { tileSize } from '../../draw/tileSize';
import { GrayCanvas } from '../../ui/GrayCanvas';
import { ImageTile } from '../../ui/ImageTile';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useWidth } from '../../ui/useWidth';
import { CropView } from './CropView';

/** The first images as they will be used; the one that is pointed at beside the whole of it. */
export function PreviewGrid({ previews }: { readonly previews: readonly Preview[] }) {
  const [shownIndex, setShown] = useState(0);
  const pixelRatio = usePixelRatio();
  const [ref, widthPx] = useWidth();
  const isNarrow = widthPx < 560;
  const [smallPx, largePx] = [tileSize(28, isNarrow ? 28 : 56, pixelRatio), tileSize(28, 140, pixelRatio)];
  const shown = previews[Math.min(shownIndex, previews.length - 1)];
  if (!shown) return null;
  return (
    <div ref={ref} className="previews">
      <ul className="preview-grid" aria-label="The first images, as they will be used">
        {previews.map(({ path, bytes }, i) => (
          <PreviewTile
            key={`${i} ${path}`}
            path={path}
            bytes={bytes}
            sizePx={smallPx}
            isShown={shown === previews[i]}
            onShow={() => setShown(i)}
          />
        ))}
      </ul>
      <figure className="preview-large">
        <div className="preview-pair">
          {shown.thumbnail && <CropView preview={shown} thumbnail={shown.thumbnail} sizePx={largePx} />}
          <ImageTile bytes={shown.bytes} sizePx={largePx} label={`${shown.path}, as it will be used`} />
        </div>
        <figcaption>
          <strong>{shown.path}</strong>
          {shown.thumbnail
            ? `: ${shown.width} × ${shown.height} pixels; of them the square in the middle, as 28 × 28 gray ones`
            : ''}
        </figcaption>
      </figure>
    </div>
  );
}

interface PreviewTileProps {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sizePx: number;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function PreviewTile({ path, bytes, sizePx, isShown, onShow }: PreviewTileProps) {
  // painted once, however often the list grows
  const tiles = useMemo(() => [{ bytes, xPx: 0, yPx: 0, sizePx, opacity: 1 }], [bytes, sizePx]);
  return (
    <li>
      <button
        type="button"
        className="tile tile-button"
        aria-label={path}
        aria-pressed={isShown}
        onPointerEnter={onShow}
        onFocus={onShow}
        onClick={onShow}
      >
        <GrayCanvas widthPx={sizePx} heightPx={sizePx} tiles={tiles} />
      </button>
    </li>
  );
}
