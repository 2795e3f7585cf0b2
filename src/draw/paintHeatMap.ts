/** Paints a matrix of shares as a heat map: nothing at 0, the ink of the canvas at 1. */

export interface HeatMap {
  /** In 255 steps of the ink, row-major [rows, columns]. */
  readonly values: Uint8Array;
  readonly rows: number;
  readonly columns: number;
}

/** The cells that are seen: from the first row and column on, `span` of them each way. */
export interface HeatView {
  readonly row: number;
  readonly column: number;
  readonly span: number;
}

export function paintHeatMap(
  canvas: HTMLCanvasElement,
  { values, rows, columns }: HeatMap,
  { row, column, span }: HeatView,
  { sizePx, pixelRatio }: { readonly sizePx: number; readonly pixelRatio: number },
): void {
  const size = Math.round(sizePx * pixelRatio);
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  const cells = document.createElement('canvas');
  cells.width = columns;
  cells.height = rows;
  const own = cells.getContext('2d');
  if (!context || !own) throw new Error('paintHeatMap: this browser gave no 2D canvas');
  const rgba = new ImageData(columns, rows);
  for (const [i, value] of values.entries()) rgba.data[4 * i + 3] = value;
  own.putImageData(rgba, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, column, row, span, span, 0, 0, size, size);
  context.globalCompositeOperation = 'source-in'; // the colour of the ink, where there is any
  context.fillStyle = getComputedStyle(canvas).color;
  context.fillRect(0, 0, size, size);
}

/** A view within a matrix of `count` rows and columns, about a cell that stays where it is. @param factor  below 1 to see less, larger */
export function zoomed(
  { row, column, span }: HeatView,
  factor: number,
  at: readonly [row: number, column: number],
  count: number,
): HeatView {
  const next = Math.min(count, Math.max(4, span * factor));
  const from = (start: number, cell: number) =>
    Math.min(count - next, Math.max(0, cell - ((cell - start) * next) / span));
  return { row: from(row, at[0]), column: from(column, at[1]), span: next };
}

/** A view moved by cells, within the matrix. */
export function panned(
  { row, column, span }: HeatView,
  by: readonly [rows: number, columns: number],
  count: number,
): HeatView {
  const within = (start: number) => Math.min(count - span, Math.max(0, start));
  return { row: within(row + by[0]), column: within(column + by[1]), span };
}
