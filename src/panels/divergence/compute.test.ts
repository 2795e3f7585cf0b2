import { expect, test } from 'vitest';
import { readPublicFile } from '../../../scripts/readPublicFile';
import { makeResults } from '../../state/results';
import { measuredSource, powerLawSource } from '../../state/theorySpectrum';
import { bestRidge, expectedDivergence } from '../../theory/divergence';
import { divergenceFinding, fittedDivergences, laws, pointAt, threeCounts } from './compute';

test('the exact value lies above its leading term and falls to it', () => {
  const { law, wishart } = laws(50, [25, 60, 5000]);
  expect(wishart.map(({ x }) => x)).toEqual([60, 5000]);
  expect(wishart[0]!.y).toBeGreaterThan(law[1]!.y);
  expect(wishart[1]!.y / law[2]!.y).toBeCloseTo(1, 1);
});

test('error bars reach two standard errors; a ridge that was not measured has no point', () => {
  const point = { images: 9, values: [1, 2, 3, 4, 5, 6, 7, 8, 9], errors: Array.from({ length: 9 }, () => 0.25) };
  expect(pointAt(point, 1e-3)).toEqual({ y: 3, lower: 2.5, upper: 3.5 });
  expect(pointAt(point, 0)).toBeUndefined();
  expect(threeCounts([10, 30, 100, 300], 100)).toEqual([30, 100, 300]);
});

test('the finding tells the chosen ridge from the best', () => {
  const found = { ridge: 0.1, atDim: 0.42, best: { ridge: 0.02, divergence: 0.25 } };
  expect(divergenceFinding(powerLawSource(1), found)).toBe(
    'From d draws from a power law of exponent 1, a linear model with ridge 0.1 ends 0.42 nats per direction from the truth; with the best ridge, 0.020, it ends 0.25 away',
  );
  expect(divergenceFinding(powerLawSource(1), { ...found, ridge: 0 })).toContain('may end infinitely far');
});

test.each(['fashion', 'digits', 'faces'] as const)('%s: near the theory, and least at its best ridge', async (id) => {
  const results = makeResults(readPublicFile);
  const { kept } = measuredSource(await results.spectrum(id));
  const fits = await results.linearFits(id);
  expect(kept.length).toBe(fits.keptCount);
  for (const point of fittedDivergences(fits).filter(({ images }) => images >= 64 && images <= fits.count / 8)) {
    const at = (ridge: number) => pointAt(point, ridge)!.y;
    const expected = expectedDivergence(kept, point.images, 1e-3);
    // images are not Gaussian: the smallest variances of a sample fall lower still
    expect(Math.abs(at(1e-3) / expected - 1), `${point.images} images`).toBeLessThan(0.25);
    const best = bestRidge(kept, point.images);
    const near = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2].reduce((a, b) =>
      Math.abs(Math.log(b / best)) < Math.abs(Math.log(a / best)) ? b : a,
    );
    expect(at(near), `${point.images} images, ridge ${near}`).toBeLessThan(at(1));
  }
});
