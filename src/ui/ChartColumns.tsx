import type { KeyboardEvent } from 'react';
import { type ChartScale, layOutColumns } from '../draw/chart';

export interface Columns {
  readonly values: readonly number[];
  readonly shown: number | undefined;
  /** What a column holds, and what pressing it does. */
  readonly label: (value: number) => string;
  readonly onShow: (value: number) => void;
  /** Of pointer or focus. */
  readonly onLeave?: () => void;
  readonly onPress: (value: number) => void;
  /** One of several charts with the same columns is enough for a keyboard. */
  readonly isInTabOrder?: boolean;
}

/** Which button an arrow key, Home or End leads to. */
function buttonAfterKey(key: string, buttons: readonly HTMLElement[], current: number): HTMLElement | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: current - 1,
    ArrowRight: current + 1,
    Home: 0,
    End: buttons.length - 1,
  };
  return buttons[moves[key] ?? -1];
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const next = buttonAfterKey(event.key, buttons, buttons.indexOf(event.target as HTMLElement));
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * Invisible buttons over the columns of a chart: pointing at one or focusing it shows it, pressing it does more. One of them is in the tab order; arrow keys,
 * Home and End lead to the others.
 */
export function ChartColumns({ columns, scale }: { readonly columns: Columns; readonly scale: ChartScale }) {
  const { values, shown, label, onShow, onLeave, onPress, isInTabOrder = true } = columns;
  const first = shown !== undefined && values.includes(shown) ? shown : values[0];
  return (
    <div
      className="chart-columns"
      onKeyDown={moveFocus}
      onPointerLeave={onLeave}
      onBlur={onLeave}
      {...(!isInTabOrder && { 'aria-hidden': true })}
    >
      {layOutColumns(values, scale).map(({ value, leftPx, widthPx }) => (
        <button
          key={value}
          type="button"
          className={value === shown ? 'chart-column is-shown' : 'chart-column'}
          style={{ left: leftPx, width: widthPx, top: scale.topPx - 6, height: scale.bottomPx - scale.topPx + 28 }}
          tabIndex={isInTabOrder && value === first ? 0 : -1}
          aria-label={label(value)}
          aria-current={value === shown}
          onPointerEnter={() => onShow(value)}
          onFocus={() => onShow(value)}
          onClick={() => onPress(value)}
        >
          <span className="chart-column-line" style={{ left: scale.x(value) - leftPx }} />
        </button>
      ))}
    </div>
  );
}
