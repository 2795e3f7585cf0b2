import { expect, test } from 'vitest';
import { readPublicFile } from '../../../scripts/readPublicFile';
import { makeResults } from '../../state/results';
import { measuredSource, powerLawSource } from '../../state/theorySpectrum';
import {
  directionsHolding,
  exponentWords,
  fitRange,
  rankStops,
  spectraFinding,
  spectrumPoints,
  usualRange,
} from './compute';

test('a power law is found in any range, and said', () => {
  const spectrum = powerLawSource(1.4);
  const fit = fitRange(spectrum, [5, 50]);
  expect(fit.exponent).toBeCloseTo(1.4, 9);
  expect(fit.line.map(({ y }) => y)).toEqual(
    [5, 50].map((rank): unknown => expect.closeTo(spectrum.kept[rank - 1]!, 9)),
  );
  expect(exponentWords(fit)).toBe('1.400 ± 0.000');
  expect(spectraFinding(spectrum, fit)).toMatch(
    /^\d+ of 100 directions hold nine tenths .* between ranks 5 and 50 .* −1\.40$/,
  );
});

test('a share of the variance is held by the fewest directions that reach it', () => {
  expect(directionsHolding(Float64Array.of(5, 3, 1, 1), 0.8)).toBe(2);
  expect(directionsHolding(Float64Array.of(5, 3, 1, 1), 0.81)).toBe(3);
  expect(directionsHolding(Float64Array.of(1, 1, 1), 1)).toBe(3);
});

test('ranks ascend from the first to the last, each once', () => {
  const stops = rankStops(784);
  expect([stops[0], stops.at(-1)]).toEqual([1, 784]);
  expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b));
  expect(spectrumPoints(Float64Array.of(4, 2, 1))).toEqual([
    { x: 1, y: 4 },
    { x: 2, y: 2 },
    { x: 3, y: 1 },
  ]);
});

test.each(['fashion', 'digits', 'faces'] as const)(
  '%s: published eigenvalues, modes and resamplings fit together',
  async (id) => {
    const measured = await makeResults(readPublicFile).spectrum(id);
    const spectrum = measuredSource(measured);
    expect(spectrum.dim).toBe(784);
    expect(spectrum.kept.length).toBeGreaterThan(500);
    expect(spectrum.kept.at(-1)! / spectrum.kept[0]!).toBeGreaterThan(1e-6);
    const { exponent, range } = fitRange(spectrum, usualRange(spectrum));
    expect(range[1]).toBeLessThanOrEqual(spectrum.kept.length);
    expect(exponent).toBeGreaterThan(0.5);
    // drawing again spreads the spectrum out: the first rise and the last fall, the sum stays
    const mean = (rank: number) =>
      measured.resampled.reduce((sum, each) => sum + each[rank]!, 0) / measured.resampled.length;
    expect(mean(spectrum.kept.length - 1)).toBeLessThan(spectrum.kept.at(-1)!);
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    for (const each of measured.resampled) expect(total(each) / total(measured.eigenvalues)).toBeCloseTo(1, 1);
  },
);
