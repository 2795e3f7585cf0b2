import { formatCount } from '../draw/count';
import type { ImagesAxis } from '../draw/imagesAxis';

export interface ImagesAxisViewProps {
  readonly axis: ImagesAxis;
  readonly range: readonly [leftPx: number, rightPx: number];
  readonly atPx: number;
  readonly title: string;
}

/** The axis of images seen, with its title below the right end. */
export function ImagesAxisView({ axis, range: [leftPx, rightPx], atPx, title }: ImagesAxisViewProps) {
  return (
    <g className="axis" aria-hidden="true">
      <path d={`M${leftPx},${atPx}H${rightPx}`} className="axis-line" />
      {axis.ticks.map(({ images, isLabelled }) => (
        <g key={images} transform={`translate(${axis.toPx(images)},${atPx})`}>
          <path d={isLabelled ? 'M0,0v5' : 'M0,0v3'} className="axis-line" />
          {isLabelled && (
            <text y="18" textAnchor="middle">
              {formatCount(images)}
            </text>
          )}
        </g>
      ))}
      <text x={rightPx} y={atPx + 36} textAnchor="end" className="axis-title">
        {title}
      </text>
    </g>
  );
}
