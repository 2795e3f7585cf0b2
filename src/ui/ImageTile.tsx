import { useMemo } from 'react';
import { GrayCanvas } from './GrayCanvas';

export interface ImageTileProps {
  /** Gray values of a square image; without them the place stays, with `absence` in it. */
  readonly bytes: Uint8ClampedArray | Uint8Array | undefined;
  readonly sizePx: number;
  readonly label: string;
  /** Why there is no image. */
  readonly absence?: string;
  /** An image that waits to be replaced is faint. */
  readonly isFresh?: boolean;
  /** Makes the tile a button. */
  readonly onPress?: () => void;
}

/** One image on a neutral tile of fixed size. */
export function ImageTile({ bytes, sizePx, label, absence = '', isFresh = true, onPress }: ImageTileProps) {
  const tiles = useMemo(
    () => (bytes ? [{ bytes, xPx: 0, yPx: 0, sizePx, opacity: isFresh ? 1 : 0.35 }] : []),
    [bytes, sizePx, isFresh],
  );
  const style = { width: sizePx, height: sizePx };
  if (!bytes)
    return (
      <span className="tile tile-empty" style={style}>
        <span className="visually-hidden">{label}: </span>
        {absence}
      </span>
    );
  const image = <GrayCanvas widthPx={sizePx} heightPx={sizePx} tiles={tiles} {...(!onPress && { label })} />;
  if (!onPress)
    return (
      <span className="tile" style={style}>
        {image}
      </span>
    );
  return (
    <button
      type="button"
      className="tile tile-button"
      style={style}
      onClick={onPress}
      aria-label={`${label}. Enlarge`}
      title="Enlarge"
    >
      {image}
    </button>
  );
}
