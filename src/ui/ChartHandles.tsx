import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { ChartScale } from '../draw/chart';

export interface Handles {
  /** Where they stand, ascending. */
  readonly values: readonly number[];
  readonly labels: readonly string[];
  /** Ascending; each handle rests on these only, and stays between its neighbours. */
  readonly stops: readonly number[];
  readonly onMove: (index: number, value: number) => void;
}

/** Vertical lines over a chart that can be dragged, and moved with the arrow keys. */
export function ChartHandles({ handles, scale }: { readonly handles: Handles; readonly scale: ChartScale }) {
  return handles.values.map((value, i) => <Handle key={i} handles={handles} index={i} value={value} scale={scale} />);
}

interface HandleProps {
  readonly handles: Handles;
  readonly index: number;
  readonly value: number;
  readonly scale: ChartScale;
}

const strides: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -Infinity,
  End: Infinity,
};

function Handle({ handles, index, value, scale }: HandleProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { values, labels, stops, onMove } = handles;
  const [before, after] = [values[index - 1] ?? -Infinity, values[index + 1] ?? Infinity];
  const free = stops.filter((stop) => stop > before && stop < after);
  const drag = (event: PointerEvent) => {
    const sheet = ref.current?.parentElement;
    if (!sheet || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const px = event.clientX - sheet.getBoundingClientRect().left;
    const gap = (stop: number) => Math.abs(scale.x(stop) - px);
    onMove(
      index,
      free.reduce((best, stop) => (gap(stop) < gap(best) ? stop : best), value),
    );
  };
  const press = (event: KeyboardEvent) => {
    const stride = strides[event.key];
    if (stride === undefined) return;
    event.preventDefault();
    const place = Math.min(free.length - 1, Math.max(0, free.indexOf(value) + stride));
    onMove(index, free[place]!);
  };
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      className="chart-handle"
      style={{ left: scale.x(value), top: scale.topPx, height: scale.bottomPx - scale.topPx }}
      aria-label={labels[index]}
      aria-valuemin={free[0]}
      aria-valuemax={free.at(-1)}
      aria-valuenow={value}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}
