/** From an image of any size to 28 x 28 gray values: the square in its middle, averaged by area. */
import { ownSide } from './limits';

export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The largest square in the middle, on whole pixels. */
export function centreSquare(width: number, height: number): Square {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}

/** Rec. 601 luma of pixels [width, 4] as a canvas gives them, on black, into `row` [width]. @returns whether all of them are opaque */
export function lumaRow(rgba: ArrayLike<number>, start: number, row: Float32Array): boolean {
  let isOpaque = true;
  for (let x = 0, at = start; x < row.length; x++, at += 4) {
    const alpha = rgba[at + 3]!;
    if (alpha !== 255) isOpaque = false;
    row[x] = ((0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!) * alpha) / 255;
  }
  return isOpaque;
}

export interface Shrinking {
  /** The next row of the square, [side]. */
  addRow(row: ArrayLike<number>): void;
  /** [28 x 28], once all rows are there: each value is the mean of the area it covers; a square that is too small is enlarged in blocks. */
  result(): Float64Array;
}

/** @param side  of the square, in pixels */
export function makeShrinking(side: number): Shrinking {
  const parts = overlaps(side);
  const line = new Float64Array(ownSide);
  const out = new Float64Array(ownSide * ownSide);
  let y = 0;
  let next = 0;
  return {
    addRow(row) {
      line.fill(0);
      for (const { from, to, weight } of parts) line[to]! += weight * row[from]!;
      for (; parts[next]?.from === y; next++) {
        const { to, weight } = parts[next]!;
        for (let x = 0; x < ownSide; x++) out[to * ownSide + x]! += weight * line[x]!;
      }
      y++;
    },
    result() {
      if (y !== side) throw new RangeError(`shrink: all ${side} rows must be there, got ${y}`);
      return out;
    },
  };
}

/** How much of each of `side` pixels lies in each of 28, as a share of one of the 28; by ascending pixel. */
function overlaps(side: number): { readonly from: number; readonly to: number; readonly weight: number }[] {
  const scale = ownSide / side;
  return Array.from({ length: side }, (_, from) => {
    const [start, end] = [from * scale, (from + 1) * scale];
    const [first, last] = [Math.floor(start + 1e-9), Math.min(ownSide, Math.ceil(end - 1e-9))];
    return Array.from({ length: last - first }, (_, i) => {
      const to = first + i;
      return { from, to, weight: Math.min(end, to + 1) - Math.max(start, to) };
    });
  }).flat();
}

/** Gray values of an image [height, width], shrunk: [28 x 28]. */
export function shrinkValues(read: (y: number, x: number) => number, width: number, height: number): Float64Array {
  const { x, y, side } = centreSquare(width, height);
  const shrinking = makeShrinking(side);
  const row = new Float64Array(side);
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) row[i] = read(y + j, x + i);
    shrinking.addRow(row);
  }
  return shrinking.result();
}
