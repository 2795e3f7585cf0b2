import { useMemo } from 'react';
import { toFloatPixels } from '../../data/pixels';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { tileSize } from '../../draw/tileSize';
import { rowAt, type Trajectory } from '../../state/trajectory';
import { LineSample } from '../../ui/LineSample';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { imageWidth, type Pixel, PixelImage } from '../PixelImage';
import { useTrainingImage } from '../useTrainingImage';
import { rowImages } from './compute';

export interface EnlargedRowProps {
  readonly id: DenoiserId;
  readonly trajectory: Trajectory;
  readonly step: number;
  readonly pixel: Pixel;
  readonly onPoint: (pixel: Pixel) => void;
}

/** Of the window's width, what is not image on a small screen. */
const framePx = 92;
/** Of a row's height, what is not image, with its share of the dialog's frame. */
const besidesPx = 90;
const leastPx = 112;

/** x, D and the training image nearest to D, large. */
export function EnlargedRow({ id, trajectory, step, pixel, onPoint }: EnlargedRowProps) {
  const heightPx = window.innerHeight / trajectory.job.denoisers.length - besidesPx;
  const widthPx = (window.innerWidth - framePx) / 3;
  const sizePx = tileSize(imageWidth, Math.min(widthPx, Math.max(leastPx, heightPx)), usePixelRatio());
  const row = rowAt(trajectory, step, id);
  const images = useMemo(() => rowImages(trajectory, step, id), [trajectory, step, id]);
  const nearest = useTrainingImage(trajectory.job.dataset, row?.nearest.index);
  const { label, color, line } = denoiserCatalog[id];
  const nearestName = row ? `image ${row.nearest.index}${nearest?.className ? `, ${nearest.className}` : ''}` : '';
  const shared = { sizePx, pixel, onPoint };
  return (
    <section className="enlarge-row" aria-label={label}>
      <h3>
        <LineSample color={color} line={line} />
        {label}
      </h3>
      <div className="enlarge-images">
        <PixelImage {...shared} name="x" bytes={images?.x} values={row?.x} />
        <PixelImage {...shared} name="D(x; σ)" bytes={images?.denoised} values={row?.denoised} />
        <PixelImage
          {...shared}
          name={nearestName}
          bytes={nearest?.image}
          values={nearest && toFloatPixels(nearest.image)}
        />
      </div>
    </section>
  );
}
