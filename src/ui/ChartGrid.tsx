import type { ReactNode } from 'react';
import { usePlaceWidth } from './useWidth';

export interface ChartGridProps {
  /** Charts beside each other where there is room. */
  readonly most: number;
  /** The charts, each as wide as it is told. */
  readonly children: (widthPx: number) => ReactNode;
}

const gapPx = 28;
/** A chart is not narrower, as long as another column would make it so. */
const leastPx = 300;

/** Charts in as many columns as fit; nothing until the width is known. */
export function ChartGrid({ most, children }: ChartGridProps) {
  const [ref, totalPx] = usePlaceWidth();
  const columns = Math.max(1, Math.min(most, Math.floor((totalPx + gapPx) / (leastPx + gapPx))));
  return (
    <div ref={ref}>
      {totalPx > 0 && (
        <div className="charts" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, columnGap: gapPx }}>
          {children(Math.floor((totalPx - gapPx * (columns - 1)) / columns))}
        </div>
      )}
    </div>
  );
}
