import type { DatasetId } from '../../data/catalog';
import { tileSize } from '../../draw/tileSize';
import { ImageTile } from '../../ui/ImageTile';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useTrainingImage } from '../useTrainingImage';

export interface DotCardProps {
  readonly dataset: DatasetId;
  readonly index: number;
  /** Where its dot is on the sheet. */
  readonly at: readonly [number, number];
  /** Of the sheet. */
  readonly widthPx: number;
}

/** Which training image a dot is. */
export function DotCard({ dataset, index, at: [xPx, yPx], widthPx }: DotCardProps) {
  const image = useTrainingImage(dataset, index);
  const sizePx = tileSize(28, 84, usePixelRatio());
  const isLeft = xPx > widthPx / 2;
  return (
    <div
      className="dot-card"
      style={{ top: Math.max(0, yPx - 60), ...(isLeft ? { right: widthPx - xPx + 14 } : { left: xPx + 14 }) }}
    >
      <ImageTile bytes={image?.image} sizePx={sizePx} label={`Training image ${index}`} />
      <span>Training image {index}</span>
      <span>{image?.className ?? ' '}</span>
    </div>
  );
}
