import { useLayoutEffect, useRef } from 'react';
import type { Preview } from '../../data/own/reading';
import { paintCrop } from '../../draw/paintCrop';
import { usePixelRatio } from '../../ui/usePixelRatio';

export interface CropViewProps {
  readonly preview: Preview;
  readonly thumbnail: ImageBitmap;
  readonly sizePx: number;
}

/** An image as it came, with the part of it that is used. */
export function CropView({ preview: { path, width, height, square }, thumbnail, sizePx }: CropViewProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const pixelRatio = usePixelRatio();
  const scale = sizePx / Math.max(width, height);
  const [widthPx, heightPx] = [Math.max(1, width * scale), Math.max(1, height * scale)];
  useLayoutEffect(() => {
    const crop = { xPx: square.x * scale, yPx: square.y * scale, sidePx: square.side * scale };
    if (ref.current) paintCrop(ref.current, { widthPx, heightPx, pixelRatio }, thumbnail, crop);
  }, [widthPx, heightPx, pixelRatio, thumbnail, square, scale]);
  return (
    <canvas
      ref={ref}
      className="crop-view"
      style={{ width: widthPx, height: heightPx }}
      role="img"
      aria-label={`${path} as it came, and the square that is used`}
    />
  );
}
