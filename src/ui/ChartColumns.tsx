import { type ChartScale, layOutColumns } from '../draw/chart';

export interface Columns {
  readonly values: readonly number[];
  readonly shown: number | undefined;
  /** What a column holds, and what pressing it does. */
  readonly label: (value: number) => string;
  readonly onShow: (value: number) => void;
  readonly onPress: (value: number) => void;
  /** One of several charts with the same columns is enough for a keyboard. */
  readonly isInTabOrder?: boolean;
}

/** Invisible buttons over the columns of a chart: pointing at one or focusing it shows it, pressing it does more. */
export function ChartColumns({ columns, scale }: { readonly columns: Columns; readonly scale: ChartScale }) {
  const { values, shown, label, onShow, onPress, isInTabOrder = true } = columns;
  return (
    <div className="chart-columns" {...(!isInTabOrder && { 'aria-hidden': true })}>
      {layOutColumns(values, scale).map(({ value, leftPx, widthPx }) => (
        <button
          key={value}
          type="button"
          className={value === shown ? 'chart-column is-shown' : 'chart-column'}
          style={{ left: leftPx, width: widthPx, top: scale.topPx - 6, height: scale.bottomPx - scale.topPx + 28 }}
          tabIndex={isInTabOrder ? 0 : -1}
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
