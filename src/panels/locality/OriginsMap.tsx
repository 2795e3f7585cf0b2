import { useCallback } from 'react';
import { toGray } from '../../draw/gray';
import { usePainted } from '../../ui/usePainted';
import { imageWidth } from '../PixelImage';
import type { Origins } from './compute';

/** Hues of the images that give most; the others stay gray. */
const hues = [250, 60, 150, 340, 100, 200];

export const letters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export const tint = (rank: number) => `oklch(0.72 0.15 ${hues[rank]})`;

export interface OriginsMapProps {
  readonly origins: Origins;
  readonly sizePx: number;
}

/** The finished image, each pixel tinted by the image it is mostly taken from, the less the smaller its weight. */
export function OriginsMap({ origins, sizePx }: OriginsMapProps) {
  const ref = usePainted(useCallback((canvas) => paintOrigins(canvas, origins), [origins]));
  return (
    <canvas
      ref={ref}
      className="origins-map"
      style={{ width: sizePx, height: sizePx }}
      role="img"
      aria-label="Map of origins"
    />
  );
}

/** One pixel of the canvas for each of the image. */
function paintOrigins(canvas: HTMLCanvasElement, { sample, top, shares }: Origins): void {
  canvas.width = canvas.height = imageWidth;
  const context = canvas.getContext('2d')!;
  const gray = toGray(sample);
  const ranks = new Map(letters.map((_, rank) => [shares[rank]?.index, rank]));
  for (const [pixel, { index, share }] of top.entries()) {
    const rank = ranks.get(index);
    const level = `rgb(${gray[pixel]} ${gray[pixel]} ${gray[pixel]})`;
    context.fillStyle =
      rank === undefined ? level : `color-mix(in oklab, ${tint(rank)} ${Math.round(60 * share)}%, ${level})`;
    context.fillRect(pixel % imageWidth, Math.floor(pixel / imageWidth), 1, 1);
  }
}
