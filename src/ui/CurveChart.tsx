import type { ReactNode } from 'react';
import {
  bandPath,
  barsPath,
  type ChartPoint,
  type ChartScale,
  clampY,
  linePath,
  makeChartScale,
  placeInnerNames,
  placeNames,
} from '../draw/chart';
import { dashes, type LineStyle } from '../draw/curve';
import { ChartAxes, type ChartAxis } from './ChartAxes';
import { ChartColumns, type Columns } from './ChartColumns';
import { ChartHandles, type Handles } from './ChartHandles';

export interface ChartCurve {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly line: LineStyle;
  readonly points: readonly ChartPoint[];
  /** Measured points are dots on their line. */
  readonly hasDots?: boolean;
  /** Dots alone, nameless, their lower and upper drawn as error bars. */
  readonly hasBars?: boolean;
  /** A thin line: theory. */
  readonly isThin?: boolean;
  /** Where its name stands: beside its rightmost point or, when curves meet there, at its lowest or highest one, or half-way up. */
  readonly nameAt?: 'end' | 'lowest' | 'highest' | 'middle';
  /** Hollow dots without a line and a name, to compare with those of another curve. */
  readonly isHollow?: boolean;
}

export interface CurveChartProps {
  /** What is to be seen, for a heading above it and for screen readers. */
  readonly name: ReactNode;
  readonly label: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** The first lies upon the others. */
  readonly curves: readonly ChartCurve[];
  /** Vertical lines of note. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[];
  /** Drawn over the curves. */
  readonly overlay?: (scale: ChartScale) => ReactNode;
  /** Columns that can be pointed at. */
  readonly columns?: Columns;
  /** Lines that can be dragged. */
  readonly handles?: Handles;
}

/** Curves with bands, dots and their names beside them. */
export function CurveChart({
  name,
  label,
  widthPx,
  heightPx,
  x,
  y,
  curves,
  marks = [],
  overlay,
  columns,
  handles,
}: CurveChartProps) {
  const marginPx = { left: 46, right: 86, top: marks.length > 0 ? 20 : 8, bottom: x.ends ? 62 : 44 };
  const scale = makeChartScale(x, y, { widthPx, heightPx, marginPx });
  const drawn = curves.filter(({ points }) => points.length > 0);
  return (
    <div className="chart">
      <p className="chart-name">{name}</p>
      <div className="chart-sheet" style={{ width: widthPx, height: heightPx }}>
        <svg width={widthPx} height={heightPx} role="img" aria-label={label}>
          <ChartAxes scale={scale} x={x} y={y} />
          {marks.map((mark) => (
            <g key={mark.label} className="chart-mark" aria-hidden="true">
              <path d={`M${scale.x(mark.x)},${scale.topPx - 4}V${scale.bottomPx}`} />
              <text x={scale.x(mark.x)} y={scale.topPx - 8} textAnchor={anchorAt(scale.x(mark.x), scale)}>
                {mark.label}
              </text>
            </g>
          ))}
          {[...drawn].reverse().map((curve) => (
            <Curve key={curve.id} curve={curve} scale={scale} shown={columns?.shown} />
          ))}
          <Names
            curves={drawn.filter(({ isHollow, hasBars, nameAt = 'end' }) => !isHollow && !hasBars && nameAt === 'end')}
            scale={scale}
          />
          <InnerNames curves={drawn.filter(({ nameAt = 'end' }) => nameAt !== 'end')} scale={scale} />
          {overlay?.(scale)}
        </svg>
        {columns && <ChartColumns columns={columns} scale={scale} />}
        {handles && <ChartHandles handles={handles} scale={scale} />}
      </div>
    </div>
  );
}

const anchorAt = (px: number, { leftPx, rightPx }: ChartScale) =>
  px > rightPx - 60 ? 'end' : px < leftPx + 60 ? 'start' : 'middle';

function Curve({ curve, scale, shown }: { curve: ChartCurve; scale: ChartScale; shown: number | undefined }) {
  const { color, line, points, hasDots = false, hasBars = false, isHollow = false, isThin = false } = curve;
  if (isHollow || hasBars)
    return (
      <g style={{ color }} aria-hidden="true">
        {hasBars && <path className="chart-bars" d={barsPath(points, scale)} />}
        {points.map((point) => (
          <circle
            key={point.x}
            className={isHollow ? 'chart-dot is-hollow' : 'chart-dot'}
            cx={scale.x(point.x)}
            cy={clampY(point.y, scale)}
            r={hasBars ? 3.5 : 4.5}
          />
        ))}
      </g>
    );
  return (
    <g style={{ color }} aria-hidden="true">
      <path className="chart-band" d={bandPath(points, scale)} />
      <path
        className={isThin ? 'chart-line is-thin' : 'chart-line'}
        d={linePath(points, scale)}
        style={{ strokeDasharray: dashes[line] }}
      />
      {points.map((point) => {
        const isShown = point.x === shown;
        if (!hasDots && !isShown && points.length > 1) return null;
        return (
          <circle
            key={point.x}
            className={isShown ? 'chart-dot is-shown' : 'chart-dot'}
            cx={scale.x(point.x)}
            cy={clampY(point.y, scale)}
            r={isShown ? 5 : 3.5}
          />
        );
      })}
    </g>
  );
}

function Names({ curves, scale }: { readonly curves: readonly ChartCurve[]; readonly scale: ChartScale }) {
  const places = placeNames(
    curves.map(({ points }) => points),
    scale,
  );
  return curves.map(({ id, label, color }, i) => {
    const { end, name } = places[i]!;
    const isMoved = Math.abs(end[1] - name[1]) > 6;
    return (
      <g key={id} className="chart-curve-name" aria-hidden="true">
        {isMoved && <path d={`M${end[0] + 3},${end[1]}L${name[0] - 2},${name[1]}`} style={{ stroke: color }} />}
        <text x={name[0]} y={name[1]} dy="0.34em">
          {label}
        </text>
      </g>
    );
  });
}

/** At which share of a curve's height, and how far below. */
const innerPlaces = {
  lowest: { share: 0, movedPx: 15 },
  middle: { share: 0.5, movedPx: 4 },
  highest: { share: 1, movedPx: -8 },
};

/** Names within the chart, moved apart where curves have their places near to each other. */
function InnerNames({ curves, scale }: { readonly curves: readonly ChartCurve[]; readonly scale: ChartScale }) {
  const places = placeInnerNames(
    curves.map(({ label, points, nameAt }) => ({ label, points, ...innerPlaces[nameAt as keyof typeof innerPlaces] })),
    scale,
  );
  return curves.map(({ id, label }, i) => (
    <text
      key={id}
      className="chart-inner-name"
      x={places[i]![0]}
      y={places[i]![1]}
      textAnchor="middle"
      aria-hidden="true"
    >
      {label}
    </text>
  ));
}
