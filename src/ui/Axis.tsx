import type { ScaleLinear } from 'd3-scale';

export interface AxisProps {
  readonly side: 'bottom' | 'left';
  readonly scale: ScaleLinear<number, number>;
  /** Where the axis stands across its own direction. */
  readonly atPx: number;
  readonly ticks: number;
  /** Symbol, words and unit. */
  readonly title: string;
}

/** A linear axis with short ticks; the title ends at the axis's far end. */
export function Axis({ side, scale, atPx, ticks, title }: AxisProps) {
  const [from, to] = scale.range() as [number, number];
  const format = scale.tickFormat(ticks);
  const isBottom = side === 'bottom';
  return (
    <g className="axis" aria-hidden="true">
      <path d={isBottom ? `M${from},${atPx}H${to}` : `M${atPx},${from}V${to}`} className="axis-line" />
      {scale.ticks(ticks).map((tick) => {
        const px = scale(tick);
        return isBottom ? (
          <g key={tick} transform={`translate(${px},${atPx})`}>
            <path d="M0,0v5" className="axis-line" />
            <text y="18" textAnchor="middle">
              {format(tick)}
            </text>
          </g>
        ) : (
          <g key={tick} transform={`translate(${atPx},${px})`}>
            <path d="M0,0h-5" className="axis-line" />
            <text x="-9" dy="0.33em" textAnchor="end">
              {format(tick)}
            </text>
          </g>
        );
      })}
      {isBottom ? (
        <text x={to} y={atPx + 36} textAnchor="end" className="axis-title">
          {title}
        </text>
      ) : (
        <text transform={`translate(${atPx - 40},${to}) rotate(-90)`} className="axis-title" textAnchor="end">
          {title}
        </text>
      )}
    </g>
  );
}
