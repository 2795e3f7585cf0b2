import { type ChartRange, type ChartScale, chooseTicks } from '../draw/chart';

export interface ChartAxis extends ChartRange {
  /** Symbol, words and unit. */
  readonly title: string;
  readonly format: (value: number) => string;
  /** What the two ends mean. */
  readonly ends?: readonly [string, string];
}

export interface ChartAxesProps {
  readonly scale: ChartScale;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
}

/** Of a digit or letter of the labels. */
const glyphPx = 7;

/** A horizontal axis with its title and what its ends mean, and faint lines at the marked heights. */
export function ChartAxes({ scale, x, y }: ChartAxesProps) {
  const { leftPx, rightPx, bottomPx } = scale;
  const ticks = chooseTicks(x.ticks, scale.x, (value) => x.format(value).length * glyphPx);
  return (
    <g className="axis" aria-hidden="true">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path className="chart-rule" d={`M${leftPx},${scale.y(tick)}H${rightPx}`} />
          <text x={leftPx - 7} y={scale.y(tick)} dy="0.33em" textAnchor="end">
            {y.format(tick)}
          </text>
        </g>
      ))}
      <path className="axis-line" d={`M${leftPx},${bottomPx}H${rightPx}`} />
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${scale.x(tick)},${bottomPx})`}>
          <path d="M0,0v5" className="axis-line" />
          <text y="18" textAnchor="middle">
            {x.format(tick)}
          </text>
        </g>
      ))}
      <text x={(leftPx + rightPx) / 2} y={bottomPx + 36} textAnchor="middle" className="axis-title">
        {x.title}
      </text>
      {x.ends && (
        <g className="chart-ends">
          <text x={leftPx - 8} y={bottomPx + 54}>
            {x.ends[0]}
          </text>
          <text x={rightPx + 8} y={bottomPx + 54} textAnchor="end">
            {x.ends[1]}
          </text>
        </g>
      )}
    </g>
  );
}
