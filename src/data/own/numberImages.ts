/** Images of a table, as many as are wanted: averaged at once, made bytes when the range of all numbers is known. */
import { drawPermutation, makeRng } from '../../math/rng';
import { readTable } from './csv';
import { ownLimits } from './limits';
import { imagesOfArray, parseNpy } from './npy';
import { shrinkValues } from './shrink';
import { assumedRange, toByte } from './valueRange';

export interface TableReading {
  /** Each [784]; `row` counts from 1: rows of the array, lines of the text. */
  readonly images: readonly { readonly row: number; readonly bytes: Uint8Array }[];
  readonly width: number;
  readonly height: number;
  /** Beyond the most. */
  readonly beyond: number;
  /** Which numbers are black and white. */
  readonly words: string;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

interface Row {
  readonly row: number;
  /** [784]. */
  readonly values: Float64Array;
  /** Of the numbers they are the means of. */
  readonly least: number;
  readonly most: number;
}

/** @throws DataError without the file's name */
export function readNpyImages(bytes: Uint8Array, most: number): TableReading {
  const array = parseNpy(bytes);
  const { count, width, height, gray } = imagesOfArray(array);
  const chosen = count > most ? drawPermutation(makeRng(ownLimits.seed), count).subarray(0, most).sort() : undefined;
  const rows: Row[] = [];
  const refused: { row: number; reason: string }[] = [];
  for (let i = 0; i < Math.min(count, most); i++) {
    const image = chosen?.[i] ?? i;
    const row = shrinkRow(image + 1, (y, x) => gray(image, y, x), width, height);
    if (Number.isFinite(row.least) && Number.isFinite(row.most)) rows.push(row);
    else refused.push({ row: image + 1, reason: 'it holds numbers that are not finite' });
  }
  return { width, height, beyond: Math.max(0, count - most), refused, ...toBytes(rows, array.areBytes) };
}

/** Of more rows than are wanted, each has the same chance to stay. @throws DataError without the file's name */
export async function readTableImages(text: AsyncIterable<string>, most: number): Promise<TableReading> {
  const rng = makeRng(ownLimits.seed);
  const rows: Row[] = [];
  const refused: { row: number; reason: string }[] = [];
  let side = 0;
  let good = 0;
  for await (const { line, values, shape } of readTable(text)) {
    side = shape.side;
    if (typeof values === 'string') {
      refused.push({ row: line, reason: values });
      continue;
    }
    good++;
    const place = rows.length < most ? rows.length : rng.below(good);
    if (place < most) rows[place] = shrinkRow(line, (y, x) => values[y * side + x]!, side, side);
  }
  return { width: side, height: side, beyond: good - rows.length, refused, ...toBytes(rows) };
}

/** NaN is least and most of numbers that hold one. */
function shrinkRow(row: number, read: (y: number, x: number) => number, width: number, height: number): Row {
  let [least, most] = [Infinity, -Infinity];
  const watch = (y: number, x: number) => {
    const value = read(y, x);
    least = Math.min(least, value);
    most = Math.max(most, value);
    return value;
  };
  return { row, values: shrinkValues(watch, width, height), least, most };
}

function toBytes(rows: readonly Row[], areBytes = false): Pick<TableReading, 'images' | 'words'> {
  if (rows.length === 0) return { images: [], words: '' };
  const least = rows.reduce((least, row) => Math.min(least, row.least), Infinity);
  const most = rows.reduce((most, row) => Math.max(most, row.most), -Infinity);
  const range = assumedRange(least, most, areBytes);
  return {
    images: rows.map(({ row, values }) => ({ row, bytes: Uint8Array.from(values, (value) => toByte(value, range)) })),
    words: range.words,
  };
}
