import type { OwnSet } from '../../data/own/ownSet';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { CheckedOutlook } from '../../theory/planning';
import { makeTable, type TableData } from '../../ui/tableData';
import { type Standing, target } from './compute';

export interface OwnImagesTablesProps {
  readonly set: OwnSet | undefined;
  readonly spectrum: TheorySpectrum | undefined;
  readonly outlooks: readonly CheckedOutlook[];
  readonly standing: Standing | undefined;
}

/** The set in numbers, its eigenvalues, and what the theory foretells over N. */
export function ownImagesTables({ set, spectrum, outlooks, standing }: OwnImagesTablesProps): TableData[] {
  if (!set) return [];
  const facts = [
    { what: 'Images to learn from', value: set.info.trainCount },
    { what: 'Held-out images', value: set.info.heldOutCount },
    { what: 'Standard deviation of the pixels, in [-1, 1]', value: set.info.sigmaData },
    { what: 'Test loss above the best possible', value: standing?.excess },
    { what: `Images that bring it to ${target.value}`, value: standing && Math.ceil(standing.needed) },
  ];
  const eigenvalues = Array.from(spectrum?.eigenvalues ?? [], (lambda, i) => ({ rank: i + 1, lambda }));
  return [
    makeTable({ name: 'set', caption: 'Your set' }, facts, [
      { name: 'What', of: ({ what }) => what },
      { name: 'Value', of: ({ value }) => value },
    ]),
    makeTable({ name: 'over-n', caption: 'Test loss of a linear model above the best possible' }, outlooks, [
      { name: 'N', unit: 'images', of: ({ images }) => images },
      { name: 'Foretold', of: ({ value }) => value },
      { name: 'Best ridge', unit: 'squared pixels', of: ({ ridge }) => ridge },
    ]),
    makeTable({ name: 'spectrum', caption: 'Variance of your images along each direction' }, eigenvalues, [
      { name: 'Rank', of: ({ rank }) => rank },
      { name: 'Variance', unit: 'squared pixels', of: ({ lambda }) => lambda },
    ]),
  ];
}
