import { imageWidth } from '../PixelImage';
import { toGray } from '../../draw/gray';
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
  const { sample, top, shares } = origins;
  const gray = toGray(sample);
  const ranks = new Map(letters.map((_, rank) => [shares[rank]?.index, rank]));
  return (
    <svg
      className="origins-map"
      viewBox={`0 0 ${imageWidth} ${imageWidth}`}
      width={sizePx}
      height={sizePx}
      shapeRendering="crispEdges"
      role="img"
      aria-label="Map of origins"
    >
      {top.map(({ index, share }, pixel) => {
        const rank = ranks.get(index);
        const level = `rgb(${gray[pixel]} ${gray[pixel]} ${gray[pixel]})`;
        const fill =
          rank === undefined ? level : `color-mix(in oklab, ${tint(rank)} ${Math.round(60 * share)}%, ${level})`;
        const [x, y] = [pixel % imageWidth, Math.floor(pixel / imageWidth)];
        return <rect key={pixel} x={x} y={y} width={1} height={1} style={{ fill }} />;
      })}
    </svg>
  );
}
