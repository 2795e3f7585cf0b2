import { denoiserCatalog } from '../../denoisers/catalog';
import { curvePath, dashes, type Point } from '../../draw/curve';
import { type PlaneScale, spreadLabels } from '../../draw/plane';
import { useView } from '../session';
import type { PlaneCurve } from './compute';

export interface PlaneCurvesProps {
  readonly curves: readonly PlaneCurve[];
  readonly scale: PlaneScale;
  readonly dotsPx: readonly Point[];
  readonly step: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const labelPx = 88;

/** Each row's curve in its colour and style, a mark at every step, a larger one at the current step, its name at the end. */
export function PlaneCurves({ curves, scale, dotsPx, step, widthPx, heightPx }: PlaneCurvesProps) {
  const hover = useView((view) => view.hover);
  const drawn = curves
    .map((curve) => ({ ...curve, ...denoiserCatalog[curve.id], places: curve.points.map(({ at }) => scale.toPx(at)) }))
    .filter(({ places }) => places.length > 0);
  const ends = drawn.map(({ places }) => places.at(-1)!);
  const heights = spreadLabels(
    ends.map(([, y]) => y),
    { leastPx: 18, mostPx: heightPx - 56, gapPx: 17 },
  );
  return (
    <>
      {drawn.map(({ id, color, nearestIndex }) => {
        const dot = nearestIndex === undefined ? undefined : dotsPx[nearestIndex];
        return (
          dot && <circle key={id} className="nearest-dot" cx={dot[0]} cy={dot[1]} r="7" style={{ stroke: color }} />
        );
      })}
      {drawn.map(({ id, color, line, places, points }) => (
        <g key={id} style={{ color }}>
          <path className="halo" d={curvePath(places)} />
          <path className="path" d={curvePath(places)} style={{ strokeDasharray: dashes[line] }} />
          {places.map(([x, y], i) => (
            <circle key={points[i]!.step} className="waypoint" cx={x} cy={y} r="2" />
          ))}
          {places.map(([x, y], i) => {
            const at = points[i]!.step;
            if (at === step) return <circle key={at} className="waypoint is-current" cx={x} cy={y} r="5.5" />;
            return hover?.step === at && <circle key={at} className="waypoint is-hover" cx={x} cy={y} r="5.5" />;
          })}
        </g>
      ))}
      {drawn.map(({ id, label, color }, i) => {
        const [x, y] = ends[i]!;
        const isLeft = x + labelPx + 14 > widthPx;
        const labelX = isLeft ? x - 14 : x + 14;
        return (
          <g key={id} className="curve-name">
            <path d={`M${x},${y}L${isLeft ? labelX + 3 : labelX - 3},${heights[i]}`} style={{ stroke: color }} />
            <text x={labelX} y={heights[i]} dy="0.34em" textAnchor={isLeft ? 'end' : 'start'}>
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}
