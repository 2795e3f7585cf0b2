import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { GrayCanvas } from '../ui/GrayCanvas';
import './pixelImage.css';

export interface Pixel {
  readonly column: number;
  readonly line: number;
}

export const imageWidth = 28;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow key takes the chosen pixel; undefined for other keys. */
export function pixelAfterKey({ key }: KeyboardEvent, pixel: Pixel): Pixel | undefined {
  const by = moves[key];
  const clamp = (value: number) => Math.min(imageWidth - 1, Math.max(0, value));
  return by && { column: clamp(pixel.column + by[0]), line: clamp(pixel.line + by[1]) };
}

export interface PixelImageProps {
  readonly name: string;
  readonly bytes: Uint8ClampedArray | Uint8Array | undefined;
  readonly values: Float32Array | undefined;
  readonly sizePx: number;
  readonly pixel: Pixel;
  readonly onPoint: (pixel: Pixel) => void;
}

/** An image whose pixels can be pointed at: the chosen one is marked, with its value. */
export function PixelImage({ name, bytes, values, sizePx, pixel, onPoint }: PixelImageProps) {
  const tiles = useMemo(() => (bytes ? [{ bytes, xPx: 0, yPx: 0, sizePx, opacity: 1 }] : []), [bytes, sizePx]);
  const cellPx = sizePx / imageWidth;
  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const cell = (px: number) => Math.min(imageWidth - 1, Math.max(0, Math.floor(px / cellPx)));
    onPoint({ column: cell(event.clientX - box.left), line: cell(event.clientY - box.top) });
  };
  const value = values?.[pixel.line * imageWidth + pixel.column];
  return (
    <div className="pixel-image" style={{ width: sizePx }}>
      <div className="tile" style={{ width: sizePx, height: sizePx }} onPointerMove={point} onPointerDown={point}>
        <GrayCanvas widthPx={sizePx} heightPx={sizePx} tiles={tiles} label={name} />
        <span
          className="pixel-mark"
          style={{ left: pixel.column * cellPx, top: pixel.line * cellPx, width: cellPx, height: cellPx }}
        />
      </div>
      <span className="pixel-name">{name}</span>
      <output className="pixel-value">{value === undefined ? ' ' : value.toFixed(3).replace('-', '−')}</output>
    </div>
  );
}
