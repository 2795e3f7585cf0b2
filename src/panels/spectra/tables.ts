import type { TheorySpectrum } from '../../state/theorySpectrum';
import { makeTable, type TableData } from '../../ui/tableData';
import { directionsHolding, fitRange, type RangeFit, usualRange } from './compute';

export interface SpectraTablesProps {
  readonly spectra: readonly TheorySpectrum[];
  readonly spectrum: TheorySpectrum;
  readonly fit: RangeFit;
  /** Of few images, when they were measured. */
  readonly sample: { readonly count: number; readonly eigenvalues: ArrayLike<number> } | undefined;
}

/** Each spectrum in a few numbers, and all its eigenvalues. */
export function spectraTables({ spectra, spectrum, fit, sample }: SpectraTablesProps): TableData[] {
  const unit = 'squared pixels';
  const fits = spectra.map((each) => ({
    each,
    own: each.key === spectrum.key ? fit : fitRange(each, usualRange(each)),
  }));
  const ranks = Array.from({ length: Math.max(...spectra.map(({ dim }) => dim)) }, (_, i) => i);
  const threeDigits = (value: number) => value.toFixed(3);
  return [
    makeTable(
      { name: 'fits', caption: 'Power laws fitted over the ranks named; variances are squares of pixels in [−1, 1]' },
      fits,
      [
        { name: 'Spectrum', of: ({ each }) => each.label },
        { name: 'From rank', of: ({ own }) => own.range[0] },
        { name: 'to', of: ({ own }) => own.range[1] },
        { name: 'Exponent', format: threeDigits, of: ({ own }) => own.exponent },
        { name: 'Standard error', format: threeDigits, of: ({ own }) => own.standardError },
        { name: 'Largest variance', unit, of: ({ each }) => each.eigenvalues[0] },
        { name: 'Mean variance', unit, of: ({ each }) => each.eigenvalues.reduce((a, b) => a + b, 0) / each.dim },
        { name: 'Directions with 90%', of: ({ each }) => directionsHolding(each.eigenvalues, 0.9) },
        { name: 'Left out', of: ({ each }) => each.dim - each.kept.length },
      ],
    ),
    makeTable({ name: 'eigenvalues', caption: 'Variance along each direction, in squares of pixels' }, ranks, [
      { name: 'Rank', of: (i) => i + 1 },
      ...spectra.map(({ label, eigenvalues }) => ({ name: label, unit, of: (i: number) => eigenvalues[i] })),
      ...(sample
        ? [
            {
              name: `The first ${sample.count} images of ${spectrum.label}`,
              unit,
              of: (i: number) => sample.eigenvalues[i],
            },
          ]
        : []),
    ]),
  ];
}
