import { useCallback } from 'react';
import { paintHeatMap } from '../../draw/paintHeatMap';
import { formatSigma } from '../../draw/sigmaAxis';
import type { VectorLevel } from '../../state/vectors';
import { usePainted } from '../../ui/usePainted';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { heatMapOf } from './compute';

export interface SmallMapsProps {
  readonly levels: readonly VectorLevel[];
  readonly sigma: number;
  readonly onSigma: (sigma: number) => void;
}

const sizePx = 84;

/** A small map for each noise level, from noise to clean; pressing one looks at it. */
export function SmallMaps({ levels, sigma, onSigma }: SmallMapsProps) {
  return (
    <div className="small-maps" role="group" aria-label="Noise levels, from noise to clean">
      {levels.map((level) => (
        <button
          key={level.sigma}
          type="button"
          className="small-map"
          aria-pressed={level.sigma === sigma}
          onClick={() => onSigma(level.sigma)}
        >
          <SmallMap level={level} />
          <span>
            <var>σ</var> = {formatSigma(level.sigma)}
          </span>
        </button>
      ))}
    </div>
  );
}

function SmallMap({ level }: { readonly level: VectorLevel }) {
  const pixelRatio = usePixelRatio();
  const ref = usePainted(
    useCallback(
      (canvas) => {
        const span = Math.max(level.linear.length, level.gaussian.length);
        paintHeatMap(canvas, heatMapOf(level), { row: 0, column: 0, span }, { sizePx, pixelRatio });
      },
      [level, pixelRatio],
    ),
  );
  return <canvas ref={ref} aria-hidden="true" style={{ width: sizePx, height: sizePx }} />;
}
