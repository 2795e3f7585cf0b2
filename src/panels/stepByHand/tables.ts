import { makeTable, type TableData } from '../../ui/tableData';
import type { Pixel } from '../PixelImage';
import type { HandStep } from './compute';
import { formatNumber } from './HandCheck';

/** The numbers of one step at one pixel. */
export function handTables(at: HandStep | undefined, { column, line }: Pixel): TableData[] {
  const rows: readonly (readonly [name: string, value: number])[] = at
    ? [
        ['σ', at.sigma],
        ['σ′, after the step', at.sigmaNext],
        ['x', at.x],
        ['D(x; σ)', at.denoised],
        ['direction (x − D)/σ', at.direction],
        ['score (D − x)/σ²', at.score],
        ['x after Euler’s step', at.euler],
        ['x after the step of the run', at.next],
      ]
    : [];
  return [
    makeTable({ caption: `The pixel in column ${column}, line ${line}, in units of pixels in [−1, 1]` }, rows, [
      { name: 'Number', of: ([name]) => name },
      { name: 'Value', format: formatNumber, of: ([, value]) => value },
    ]),
  ];
}
