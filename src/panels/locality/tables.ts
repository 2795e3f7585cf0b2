import { makeTable, type TableData } from '../../ui/tableData';
import { type Origins, sideWords, sourceCount } from './compute';

/** For each side of the square, how many images the sample is made of, and which gives most. */
export function localityTables(found: readonly Origins[]): TableData[] {
  return [
    makeTable({ caption: 'Where the pixels of the finished images come from' }, found, [
      { name: 'Square', of: ({ patchSize }) => sideWords(patchSize) },
      { name: 'Images that give a pixel more than half', of: sourceCount },
      { name: 'First image', of: ({ shares }) => shares[0]!.index + 1 },
      { name: 'Its share', of: ({ shares }) => shares[0]!.share },
    ]),
  ];
}
