import { type KeyboardEvent, type PointerEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { type HeatMap, type HeatView, paintHeatMap, panned, zoomed } from '../draw/paintHeatMap';
import { IconButton } from './IconButton';
import { usePainted } from './usePainted';
import { usePixelRatio } from './usePixelRatio';

export type Cell = readonly [row: number, column: number];

export interface HeatMapViewProps {
  readonly map: HeatMap;
  readonly sizePx: number;
  readonly label: string;
  /** What the rows and the columns are. */
  readonly axes: readonly [rows: ReactNode, columns: ReactNode];
  readonly cell: Cell;
  readonly onCell: (cell: Cell) => void;
}

const zoomStep = 0.8;

/** A heat map to point at. Plus and minus, Ctrl with the wheel, and two fingers zoom, so that the page scrolls as ever; arrow keys move the cell. */
export function HeatMapView({ map, sizePx, label, axes, cell, onCell }: HeatMapViewProps) {
  const pixelRatio = usePixelRatio();
  const count = Math.max(map.rows, map.columns);
  const [view, setView] = useState<HeatView>({ row: 0, column: 0, span: count });
  const touches = useRef(new Map<number, Cell>());
  const ref = usePainted(
    useCallback((canvas) => paintHeatMap(canvas, map, view, { sizePx, pixelRatio }), [map, view, sizePx, pixelRatio]),
  );
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      const shares = [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width] as const;
      setView((now) =>
        zoomed(
          now,
          event.deltaY > 0 ? 1 / zoomStep : zoomStep,
          [now.row + shares[0] * now.span, now.column + shares[1] * now.span],
          count,
        ),
      );
    };
    canvas.addEventListener('wheel', onWheel, { passive: false });
    return () => canvas.removeEventListener('wheel', onWheel);
  }, [ref, count]);

  const zoom = (factor: number) => setView(zoomed(view, factor, [cell[0] + 0.5, cell[1] + 0.5], count));
  const within = ([row, column]: Cell): Cell => [
    Math.min(map.rows - 1, Math.max(0, Math.floor(row))),
    Math.min(map.columns - 1, Math.max(0, Math.floor(column))),
  ];
  const show = (next: Cell) => {
    onCell(next);
    const beyond = (at: number, start: number) => Math.min(0, at - start) + Math.max(0, at + 1 - start - view.span);
    setView(panned(view, [beyond(next[0], view.row), beyond(next[1], view.column)], count));
  };
  const placeOf = (event: PointerEvent): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      view.row + ((event.clientY - box.top) / box.height) * view.span,
      view.column + ((event.clientX - box.left) / box.width) * view.span,
    ];
  };
  const onMove = (event: PointerEvent) => {
    const place = placeOf(event);
    const other = [...touches.current].find(([id]) => id !== event.pointerId)?.[1];
    const before = touches.current.get(event.pointerId);
    if (before && other) {
      const distance = (a: Cell) => Math.max(0.5, Math.hypot(a[0] - other[0], a[1] - other[1]));
      setView(zoomed(view, distance(before) / distance(place), other, count));
      return;
    }
    if (before) touches.current.set(event.pointerId, place);
    onCell(within(place));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, Cell> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const by = moves[event.key];
    if (by) show(within([cell[0] + by[0], cell[1] + by[1]]));
    else if (event.key === '+' || event.key === '=') zoom(zoomStep);
    else if (event.key === '-') zoom(1 / zoomStep);
    else if (event.key === '0') zoom(count);
    else return;
    event.preventDefault();
  };
  const cellPx = sizePx / view.span;
  const mark = { left: (cell[1] - view.column) * cellPx, top: (cell[0] - view.row) * cellPx };
  const isSeen = mark.left >= 0 && mark.top >= 0 && mark.left < sizePx && mark.top < sizePx;
  return (
    <div className="heat-map" style={{ width: sizePx }}>
      <div
        className="heat-map-sheet"
        style={{ width: sizePx, height: sizePx }}
        role="group"
        aria-label={`${label}. Arrow keys choose a cell, plus and minus zoom, 0 shows all`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas
          ref={ref}
          role="img"
          aria-label={label}
          style={{ width: sizePx, height: sizePx }}
          onPointerDown={(event) => {
            if (event.pointerType === 'touch') touches.current.set(event.pointerId, placeOf(event));
            onCell(within(placeOf(event)));
          }}
          onPointerMove={onMove}
          onPointerUp={(event) => touches.current.delete(event.pointerId)}
          onPointerCancel={(event) => touches.current.delete(event.pointerId)}
        />
        {isSeen && (
          <span
            className="heat-map-mark"
            style={{ ...mark, width: Math.max(3, cellPx), height: Math.max(3, cellPx) }}
          />
        )}
      </div>
      <div className="heat-map-bar">
        <span>
          ↓ {axes[0]}, → {axes[1]}: {Math.floor(view.column) + 1} to {Math.ceil(view.column + view.span)}
        </span>
        <span className="heat-map-zoom">
          <IconButton icon="plus" label="Zoom in" onPress={() => zoom(zoomStep ** 2)} isDisabled={view.span <= 4} />
          <IconButton
            icon="minus"
            label="Zoom out"
            onPress={() => zoom(zoomStep ** -2)}
            isDisabled={view.span >= count}
          />
        </span>
      </div>
    </div>
  );
}
