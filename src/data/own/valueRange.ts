/** Numbers of an unknown scale as gray values: which numbers are black and white, told from the least and the most of a file. */
import { DataError } from '../dataError';

export interface ValueRange {
  readonly black: number;
  readonly white: number;
  /** "0 to 255"; for the reader. */
  readonly words: string;
}

/** @param areBytes  whether the file says that its numbers are bytes @throws DataError when all numbers are equal */
export function assumedRange(least: number, most: number, areBytes = false): ValueRange {
  if (least >= 0 && most <= 1 && most > least) return { black: 0, white: 1, words: '0 is black, 1 is white' };
  if (areBytes || (least >= 0 && most > 127 && most <= 255))
    return { black: 0, white: 255, words: '0 is black, 255 is white' };
  if (least >= -1 && most <= 1 && most > least) return { black: -1, white: 1, words: '−1 is black, 1 is white' };
  if (most > least)
    return {
      black: least,
      white: most,
      words: `the least number, ${short(least)}, is black and the greatest, ${short(most)}, is white`,
    };
  throw new DataError(`all its numbers are ${short(least)}`);
}

export function toByte(value: number, { black, white }: ValueRange): number {
  return Math.min(255, Math.max(0, Math.round((255 * (value - black)) / (white - black))));
}

const short = (value: number) => String(Number(value.toPrecision(4)));
