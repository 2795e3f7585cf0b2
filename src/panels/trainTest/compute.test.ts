import { expect, test } from 'vitest';
import { readPublicFile } from '../../../scripts/readPublicFile';
import { momentsOf } from '../../state/linearFits';
import type { NetworkDetails } from '../../state/networkMeasures';
import { makeResults } from '../../state/results';
import { measuredSource, powerLawSource } from '../../state/theorySpectrum';
import { expectedLosses, lossesOfSample } from '../../theory/linearLoss';
import { gapsOf, lossFinding, meetingCount, networkPoint, theoryAt, type TheoryLosses, toPoint } from './compute';

const curve = (tests: number[]): TheoryLosses => ({
  counts: [10, 100, 1000],
  points: tests.map((value) => ({ train: 1, test: value })),
  truth: 1,
  best: 1,
});

test('the finding says where train and test loss meet, and whether they do', () => {
  const power = powerLawSource(1);
  expect(meetingCount(curve([3, 1.2, 1.05]))).toBe(1000);
  expect(lossFinding(power, curve([3, 1.2, 1.05]), 'at t = 5')).toBe(
    'Train and test loss come within a tenth of each other at 1,000 (10 d) images drawn from a power law of exponent 1, at t = 5',
  );
  expect(lossFinding(power, curve([3, 2, 1.5]), 'at t = 5')).toMatch(/^Up to 1,000 images .* more than a tenth apart/);
  expect(lossFinding(power, curve([1.01, 1.01, 1]), 'at t = 5')).toMatch(/never more than a tenth apart/);
});

test('between its counts the theory is linear in ln N, beyond them it is silent', () => {
  expect(theoryAt(curve([3, 2, 1]), 100)?.test).toBe(2);
  expect(theoryAt(curve([3, 2, 1]), Math.sqrt(1e5))?.test).toBeCloseTo(1.5, 12);
  expect(theoryAt(curve([3, 2, 1]), 5)).toBeUndefined();
  expect(theoryAt(curve([3, 2, 1]), 2000)).toBeUndefined();
});

test('a gap that is no gap has no place on a logarithmic axis', () => {
  const point = (images: number, test: number) => ({ images, train: { value: 1 }, test: { value: test } });
  expect(gapsOf([point(10, 1.5), point(100, 0.99)])).toEqual([{ x: 10, y: 0.5 }]);
});

test('a network’s error is turned into a loss in noise units, interpolated between measured levels only', () => {
  const row = (sigma: number, mean: number) => {
    const errors = { error: { network: { mean, standardError: mean / 10 } } };
    return { sigma, heldOut: errors, training: errors };
  };
  const details = { errors: [row(0.1, 0.005), row(0.4, 0.04)] } as unknown as NetworkDetails;
  expect(networkPoint(64, details, 0.1)?.test).toEqual({ value: expect.closeTo(0.5, 12), error: expect.closeTo(0.05) });
  expect(networkPoint(64, details, 0.2)?.train.value).toBeCloseTo(Math.sqrt(0.5 * 0.25), 12);
  expect(networkPoint(64, details, 0.09)).toBeUndefined();
  expect(networkPoint(64, details, 0.41)).toBeUndefined();
  expect(toPoint(64, { value: 2, error: 0.5 })).toEqual({ x: 64, y: 2, lower: 1, upper: 3 });
});

test.each(['fashion', 'digits', 'faces'] as const)(
  '%s: the theory foretells the losses of linear models fitted on real images',
  async (id) => {
    const results = makeResults(readPublicFile);
    const { eigenvalues, dim } = measuredSource(await results.spectrum(id));
    const { fits } = await results.linearFits(id);
    for (const s of [0.01, 0.1, 1]) {
      for (const fit of fits.filter(({ images }) => images >= 64)) {
        const { sample, truth } = momentsOf(fit, dim);
        const level = { s, ridge: 1e-2 };
        const measured = lossesOfSample(sample, truth, level);
        const expected = expectedLosses(eigenvalues, fit.images, level);
        const words = `${fit.images} images at s = ${s}`;
        // images are not Gaussian, and the held-out ones are a sample
        expect(Math.abs(measured.test / expected.test - 1), words).toBeLessThan(0.12);
        expect(Math.abs(measured.train / expected.train - 1), words).toBeLessThan(0.12);
      }
    }
  },
);
