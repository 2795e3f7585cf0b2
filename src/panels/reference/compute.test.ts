import { expect, test } from 'vitest';
import { readPublicFile } from '../../../scripts/readPublicFile';
import { makeResults } from '../../state/results';
import { measuredSource, powerLawSource } from '../../state/theorySpectrum';
import { expectedDifference } from '../../theory/linearLoss';
import { cosineCurves, fittedDifferences, networkDifferences, measuredLevel, referenceFinding } from './compute';

test('the finding is the ratio of the ends', () => {
  const points = [
    { x: 10, y: 5 },
    { x: 1000, y: 0.01 },
  ];
  expect(referenceFinding(powerLawSource(1), points, '0.3')).toBe(
    'From 10 to 1,000 draws from a power law of exponent 1, the squared distance of a linear denoiser to the reference falls by a factor of 500, at σ = 0.3',
  );
  expect(referenceFinding(powerLawSource(1), [], '0.3')).toMatch(/\?$/);
});

test.each(['fashion', 'digits', 'faces'] as const)('%s: fits fall towards the reference as foretold', async (id) => {
  const results = makeResults(readPublicFile);
  const { eigenvalues } = measuredSource(await results.spectrum(id));
  const file = await results.linearFits(id);
  const level = measuredLevel(file, { s: 0.1, ridge: 0.012 });
  expect(level.ridge).toBe(0.01);
  expect(file.levels).toContain(level.s);
  expect(measuredLevel(file, { s: 0.1, ridge: 0 }).ridge).toBe(1e-4);
  const points = fittedDifferences(file, level);
  expect(points.at(-1)!.x).toBeLessThan(file.count);
  for (const [i, { x, y }] of points.entries()) {
    if (i > 0) expect(y).toBeLessThan(points[i - 1]!.y);
    // beyond that the first N are too large a part of the reference
    if (x < 64 || x > file.count / 4) continue;
    expect(Math.abs(Math.log(y / expectedDifference(eigenvalues, x, level))), `${x} images`).toBeLessThan(0.35);
  }
  const { networks } = await results.zoo();
  for (const { x, y, lower } of networkDifferences(id, networks, await results.references(), level.s)) {
    expect(x).toBeLessThan(file.count);
    expect(y).toBeGreaterThan(lower!);
  }
  const { closedForms } = await results.pairs();
  for (const { points: cosines } of cosineCurves(id, networks, closedForms))
    for (const { y, lower, upper } of cosines) {
      expect(y).toBeGreaterThanOrEqual(lower!);
      expect(y).toBeLessThanOrEqual(upper!);
    }
});
