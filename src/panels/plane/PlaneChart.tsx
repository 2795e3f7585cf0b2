import { type PointerEvent, useMemo } from 'react';
import { dotsPath } from '../../draw/curve';
import { makePlaneScale, pickNearest } from '../../draw/plane';
import { Axis } from '../../ui/Axis';
import { useInputs, useSession } from '../session';
import { type PlaneCurve, planeExtent } from './compute';
import { PlaneCurves } from './PlaneCurves';
import type { Dots } from './useDots';

export interface PlaneChartProps {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly curves: readonly PlaneCurve[];
  readonly dots: Dots | undefined;
  /** Whose modes these are. */
  readonly noun: string;
  readonly onPointDot: (index: number | undefined, at: readonly [number, number]) => void;
}

const reachPx = { curve: 16, dot: 9 };

/** The sheet: axes, training images, curves. Pointing at a curve goes to its step, pointing at a dot tells which image it is. */
export function PlaneChart({ widthPx, heightPx, curves, dots, noun, onPointDot }: PlaneChartProps) {
  const { change, view } = useSession();
  const { step } = useInputs();
  const isNarrow = widthPx < 520;
  const scale = useMemo(() => {
    const points = [...curves.flatMap((curve) => curve.points.map(({ at }) => at)), ...(dots?.points ?? [])];
    const marginPx = { left: isNarrow ? 34 : 52, right: isNarrow ? 12 : 104, top: 12, bottom: 44 };
    return makePlaneScale(planeExtent(points, dots?.deviations ?? [9, 7]), { widthPx, heightPx, marginPx });
  }, [curves, dots, widthPx, heightPx, isNarrow]);
  const dotsPx = useMemo(() => (dots?.points ?? []).map(scale.toPx), [dots, scale]);
  const ground = useMemo(() => dotsPath(dotsPx), [dotsPx]);
  const places = useMemo(
    () =>
      curves.flatMap(({ id, points }) => points.map((point) => ({ id, step: point.step, at: scale.toPx(point.at) }))),
    [curves, scale],
  );
  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top] as const;
    const dot = pickNearest(dotsPx, at, reachPx.dot);
    const near = pickNearest(
      places.map((place) => place.at),
      at,
      dot === undefined ? reachPx.curve : reachPx.dot,
    );
    const place = near === undefined ? undefined : places[near];
    onPointDot(dot, dot === undefined ? at : dotsPx[dot]!);
    view.setState({ hover: place && { step: place.step, row: place.id } });
    if (place && place.step !== step) change({ step: place.step });
  };
  const left = scale.x.range()[0]!;
  return (
    <svg
      className="plane-chart"
      width={widthPx}
      height={heightPx}
      role="img"
      aria-label={`Curves of the denoisers from noise to sample in the plane of the first two modes of ${noun}, among ${dotsPx.length} training images`}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => view.setState({ hover: undefined })}
    >
      <Axis
        side="bottom"
        scale={scale.x}
        atPx={heightPx - 42}
        ticks={isNarrow ? 5 : 9}
        title={`along the first mode u₁ of ${noun}, in pixel units`}
      />
      <Axis side="left" scale={scale.y} atPx={left} ticks={6} title={isNarrow ? '' : 'along the second mode u₂'} />
      <path className="dots" d={ground} strokeWidth={dotsPx.length > 500 ? 3 : 5} />
      <PlaneCurves curves={curves} scale={scale} dotsPx={dotsPx} step={step} widthPx={widthPx} heightPx={heightPx} />
    </svg>
  );
}
