/** What "Spectra" shows: eigenvalues over their rank, and the power law that fits them in a range of ranks. */
import { fitPowerLaw, type PowerLawFit } from '../../theory/powerLaw';
import type { ChartPoint } from '../../draw/chart';
import type { TheorySpectrum } from '../../state/theorySpectrum';

export type RankRange = readonly [from: number, to: number];

/** Ranks 5 to d / 2, within the kept directions, of which there may be few: the first few follow no law, the last are noise. */
export function usualRange({ kept, dim }: TheorySpectrum): RankRange {
  return [Math.max(1, Math.min(5, kept.length - 2)), Math.min(Math.floor(dim / 2), kept.length)];
}

/** The ranks asked for, where there are as many directions; else, and for 0, the usual ones. */
export function rangeWithin(spectrum: TheorySpectrum, first: number, last: number): RankRange {
  const isThere = first >= 1 && first < last && last <= spectrum.kept.length;
  return isThere ? [first, last] : usualRange(spectrum);
}

/** About evenly spaced in their logarithm: all ranks where they are few, enough of them where they are many. */
export function rankStops(count: number): number[] {
  const stops = new Set<number>();
  for (let i = 0; i <= 160; i++) stops.add(Math.round(count ** (i / 160)));
  return [...stops];
}

/** Of the kept directions. */
export function spectrumPoints(eigenvalues: Float64Array): ChartPoint[] {
  return rankStops(eigenvalues.length).map((rank) => ({ x: rank, y: eigenvalues[rank - 1]! }));
}

export interface RangeFit extends PowerLawFit {
  readonly range: RankRange;
  /** The fitted line at the ends of its range. */
  readonly line: readonly ChartPoint[];
}

export function fitRange({ kept }: TheorySpectrum, range: RankRange): RangeFit {
  const fit = fitPowerLaw(kept, ...range);
  const at = (rank: number) => ({ x: rank, y: Math.exp(fit.intercept) * rank ** -fit.exponent });
  return { ...fit, range, line: range.map(at) };
}

/** The least number of directions that hold this share of the variance. */
export function directionsHolding(eigenvalues: Float64Array, share: number): number {
  const total = eigenvalues.reduce((sum, lambda) => sum + lambda, 0);
  let held = 0;
  return eigenvalues.findIndex((lambda) => (held += lambda) >= share * total * (1 - 1e-12)) + 1;
}

/** "1.29 ± 0.01" */
export function exponentWords({ exponent, standardError }: PowerLawFit): string {
  const digits = standardError < 0.005 ? 3 : 2;
  return `${exponent.toFixed(digits)} ± ${standardError.toFixed(digits)}`;
}

export function spectraFinding(spectrum: TheorySpectrum, { exponent, range }: RangeFit): string {
  const half = directionsHolding(spectrum.eigenvalues, 0.9);
  const held = half === 1 ? 'one direction holds' : `${half} of ${spectrum.dim} directions hold`;
  const whose = spectrum.dataset ? `${spectrum.label}: ` : '';
  return `${whose}${held} nine tenths of the variance; between ranks ${range[0]} and ${range[1]} it falls as rank to the power −${exponent.toFixed(2)}`;
}
