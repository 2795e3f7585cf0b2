/** Tables of numbers, one image a row. */
import Papa from 'papaparse';
import { DataError } from '../dataError';

export interface TableShape {
  /** Of the square that a row holds. */
  readonly side: number;
  /** Where its first pixel stands: after a label, if there is one. */
  readonly firstColumn: number;
  readonly columns: number;
}

export interface TableRow {
  /** Counted from 1, a line of headings included. */
  readonly line: number;
  /** [side x side], or the reason why the row is no image. */
  readonly values: Float64Array | string;
}

/** No row of a table of images is as long as this. */
const longestLine = 16e6;

/**
 * The rows of a table as they come: commas, semicolons, tabs, spaces or bars between them; the first line may be headings; one more column than a square
 * has pixels is a label, first unless the headings say that it is last. @throws DataError that says what is wrong, without the file's name
 */
export async function* readTable(
  text: AsyncIterable<string>,
): AsyncGenerator<TableRow & { readonly shape: TableShape }> {
  let shape: TableShape | undefined;
  let delimiter = '';
  let line = 0;
  for await (const block of wholeLines(text)) {
    if (delimiter === '') delimiter = guessDelimiter(block);
    const { data } = Papa.parse<string[]>(block, { delimiter });
    for (const raw of data) {
      line++;
      const cells = delimiter === ' ' ? raw.filter((cell) => cell !== '') : raw;
      if (cells.every((cell) => cell.trim() === '')) continue;
      const isHeading = shape === undefined && cells.some((cell) => !isNumber(cell));
      shape ??= shapeOf(cells, isHeading);
      if (!isHeading) yield { line, values: readRow(cells, shape), shape };
    }
  }
  if (!shape) throw new DataError('it is empty');
}

function guessDelimiter(block: string): string {
  const first = block.slice(0, block.indexOf('\n') + 1 || undefined);
  return [',', ';', '\t', '|', ' '].find((each) => first.includes(each)) ?? ',';
}

const isNumber = (cell: string) => cell.trim() !== '' && Number.isFinite(Number(cell));

function shapeOf(cells: readonly string[], isHeading: boolean): TableShape {
  const columns = cells.length;
  const side = Math.sqrt(columns);
  if (Number.isInteger(side) && columns > 1) return { side, firstColumn: 0, columns };
  const labelledSide = Math.sqrt(columns - 1);
  const isLabel = (cell: string | undefined) => /label|class|target/i.test(cell ?? '');
  if (Number.isInteger(labelledSide) && columns > 2) {
    const isLast = isHeading && isLabel(cells.at(-1)) && !isLabel(cells[0]);
    return { side: labelledSide, firstColumn: isLast ? 0 : 1, columns };
  }
  throw new DataError(
    `its rows have ${columns} columns: expected the pixels of a square (28 × 28 = 784), or one more for a label`,
  );
}

function readRow(cells: readonly string[], { side, firstColumn, columns }: TableShape): Float64Array | string {
  if (cells.length !== columns) return `it has ${cells.length} columns, the first row ${columns}`;
  const values = new Float64Array(side * side);
  for (let i = 0; i < values.length; i++) {
    const cell = cells[firstColumn + i]!;
    if (!isNumber(cell)) return `column ${firstColumn + i + 1} holds "${cell.trim().slice(0, 20)}", which is no number`;
    values[i] = Number(cell);
  }
  return values;
}

/** The same text, cut at ends of lines. */
async function* wholeLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of text) {
    rest += part;
    const end = rest.lastIndexOf('\n') + 1;
    if (end > 0) yield rest.slice(0, end - 1);
    rest = rest.slice(end);
    if (rest.length > longestLine) throw new DataError('it has a line that is too long for a table of images');
  }
  if (rest !== '') yield rest;
}
