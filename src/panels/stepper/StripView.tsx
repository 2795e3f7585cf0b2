import { type PointerEvent, useMemo } from 'react';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { polylinePath } from '../../draw/curve';
import { toGrayOnce } from '../../draw/gray';
import type { Strip } from '../../draw/strip';
import { rowAt, type Trajectory } from '../../state/trajectory';
import { GrayCanvas } from '../../ui/GrayCanvas';
import { useSession, useView } from '../session';
import { nearestDistances } from './compute';

export interface StripViewProps {
  readonly id: DenoiserId;
  readonly trajectory: Trajectory;
  readonly strip: Strip;
  readonly widthPx: number;
  readonly step: number;
  /** The largest distance of all rows: the common scale of their curves. */
  readonly mostDistance: number;
}

const curvePx = 52;
const basePx = 38;

/** D at every noise level, and under it how far each is from the nearest training image. Points at a step, and goes there when pressed. */
export function StripView({ id, trajectory, strip, widthPx, step, mostDistance }: StripViewProps) {
  const { change, view } = useSession();
  const hover = useView((state) => state.hover);
  const { tilePx } = strip;
  const tiles = useMemo(
    () =>
      strip.tiles.flatMap(({ step: at, xPx }) => {
        const row = rowAt(trajectory, at, id);
        return row
          ? [{ bytes: toGrayOnce(row.denoised), xPx, yPx: 0, sizePx: tilePx, opacity: row.isFresh ? 1 : 0.3 }]
          : [];
      }),
    [trajectory, strip, id, tilePx],
  );
  const points = useMemo(
    () =>
      nearestDistances(trajectory, id).map(
        ({ step: at, distance }) =>
          [strip.stepToPx(at) + tilePx / 2, basePx - (distance / mostDistance) * (basePx - 2)] as const,
      ),
    [trajectory, strip, id, tilePx, mostDistance],
  );
  const stepUnder = (event: PointerEvent) =>
    strip.pxToStep(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const point = (at: number | undefined) =>
    view.setState({
      hover: at === undefined ? undefined : { step: at, row: id },
      hoveredSigma: at === undefined ? undefined : trajectory.sigmas[at] || undefined, // the last is 0, on no axis
    });
  const { label, color } = denoiserCatalog[id];
  const frame = (at: number) => ({ left: strip.tileToPx(at), width: tilePx, height: tilePx });
  return (
    <div
      className="strip"
      style={{ width: widthPx }}
      onPointerMove={(event) => point(stepUnder(event))}
      onPointerLeave={() => point(undefined)}
      onClick={(event) => change({ step: stepUnder(event as unknown as PointerEvent) })}
    >
      <div className="strip-ground">
        {strip.tiles.map(({ step: at, xPx }) => (
          <span key={at} className="tile" style={{ left: xPx, width: tilePx, height: tilePx }} />
        ))}
      </div>
      <GrayCanvas
        widthPx={widthPx}
        heightPx={tilePx}
        tiles={tiles}
        label={`${label}: D at ${tiles.length} noise levels, from noise to clean`}
      />
      <svg className="distance-curve" width={widthPx} height={curvePx} aria-hidden="true">
        <path className="axis-line" d={`M0,${basePx + 0.5}H${widthPx}`} />
        <path className="curve" d={polylinePath(points)} style={{ stroke: color }} />
        <text x="0" y={curvePx - 2} className="curve-label">
          {`distance of D to the nearest training image${points.length > 0 ? `, 0 to ${mostDistance.toFixed(2)}` : ''}`}
        </text>
        <path className="step-line" d={`M${strip.stepToPx(step) + tilePx / 2},0V${basePx}`} />
      </svg>
      <span className="strip-mark" style={frame(step)} />
      {hover && hover.step !== step && <span className="strip-mark is-hover" style={frame(hover.step)} />}
    </div>
  );
}
