import type { ReactNode } from 'react';
import { tileSize } from '../draw/tileSize';
import { Pages, usePages } from './Pages';
import { usePixelRatio } from './usePixelRatio';
import { usePlaceWidth } from './useWidth';

export interface PairStripProps {
  /** What is left and what is right. */
  readonly heading: ReactNode;
  /** "Noises": what pairs are counted by. */
  readonly unit: string;
  readonly count: number;
  /** The two tiles, and the words below them, of a pair in [0, count). */
  readonly pair: (index: number, tilePx: number) => ReactNode;
}

const gapPx = 4;
const betweenPx = 20;
const mostTilePx = 64;

/** Pairs of images, as many as there is room for in two or three rows, and the way to the others. */
export function PairStrip({ heading, unit, count, pair }: PairStripProps) {
  const [ref, widthPx] = usePlaceWidth();
  const tilePx = tileSize(28, mostTilePx, usePixelRatio());
  const pairPx = 2 * tilePx + gapPx;
  const perRow = Math.max(1, Math.floor((widthPx + betweenPx) / (pairPx + betweenPx)));
  const paging = usePages(count, perRow * (perRow < 4 ? 3 : 2));
  const { first, last } = paging;
  return (
    <div className="pair-strip" ref={ref}>
      <div className="pair-bar">
        <p className="pair-heading">{heading}</p>
        <Pages {...paging} unit={unit} things="pairs" />
      </div>
      {widthPx > 0 && (
        <ul
          className="pairs"
          style={{
            gridTemplateColumns: `repeat(${perRow}, ${pairPx}px)`,
            justifyContent: perRow < 4 ? 'start' : 'space-between',
          }}
        >
          {Array.from({ length: last - first }, (_, i) => (
            <li key={first + i} className="pair">
              {pair(first + i, tilePx)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
