import { useCallback } from 'react';
import { type GrayTile, paintTiles } from '../draw/paintTiles';
import { usePainted } from './usePainted';
import { usePixelRatio } from './usePixelRatio';

export interface GrayCanvasProps {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tiles: readonly GrayTile[];
  /** What is to be seen; without it the canvas is hidden from screen readers, for a labelled parent. */
  readonly label?: string;
}

/** Gray images, each pixel a square of whole device pixels. */
export function GrayCanvas({ widthPx, heightPx, tiles, label }: GrayCanvasProps) {
  const pixelRatio = usePixelRatio();
  const ref = usePainted(
    useCallback(
      (canvas) => paintTiles(canvas, { widthPx, heightPx, pixelRatio }, tiles),
      [widthPx, heightPx, pixelRatio, tiles],
    ),
  );
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={ref} className="gray-canvas" style={{ width: widthPx, height: heightPx }} {...naming} />;
}
