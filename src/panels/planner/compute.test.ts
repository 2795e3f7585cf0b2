import { expect, test } from 'vitest';
import { readPublicFile } from '../../../scripts/readPublicFile';
import { type LinearFits, momentsOf } from '../../state/linearFits';
import { makeResults } from '../../state/results';
import { measuredSource, powerLawSource } from '../../state/theorySpectrum';
import { foretell, planImages, type TargetKind } from '../../theory/planning';
import {
  about,
  comparableFits,
  crossingOf,
  crossingWords,
  divergenceAt,
  planFinding,
  stopWords,
  uncertaintyOf,
  withMeasured,
} from './compute';

const outlook = (images: number, measured?: number) => ({
  images,
  ridge: 0.1,
  value: 1,
  ...(measured !== undefined && { measured }),
});

test('measured values cross the target between two N, before the first or after the last', () => {
  expect(crossingOf([outlook(10, 4), outlook(1000, 1)], 2)).toEqual({ images: expect.closeTo(100, 9) as number });
  expect(crossingOf([outlook(10, 1), outlook(1000, 0.5)], 2)).toEqual({ fewerThan: 10 });
  expect(crossingOf([outlook(10, 9), outlook(1000, 5)], 2)).toEqual({ moreThan: 1000 });
  expect(crossingOf([outlook(10)], 2)).toBeUndefined();
  expect(crossingWords({ moreThan: 1000 })).toBe('more than 1,000');
  expect([about(1234), about(56.7), about(98_765)]).toEqual(['1,230', '57', '98,800']);
});

test('resamplings that need more by a factor say that the spectrum needs less by it', () => {
  const sure = uncertaintyOf(outlook(100), [outlook(110), outlook(121), outlook(110)])!;
  expect(sure.images).toBeCloseTo(100 / 1.1 / 1.1 ** (1 / 3), 9);
  expect(sure.factor).toBeGreaterThan(1.1);
  expect(uncertaintyOf(outlook(100), [outlook(110), outlook(Infinity), outlook(100)])).toBeUndefined();
});

test('a divergence between two measured ridges is linear in both logarithms', () => {
  const file = { divergenceRidges: [1e-3, 1e-1] } as unknown as LinearFits;
  expect(divergenceAt(file, [1, 4], 1e-2)).toBeCloseTo(2, 12);
  expect([divergenceAt(file, [1, 4], 1e-9), divergenceAt(file, [1, 4], 5)]).toEqual([1, 4]);
});

test('the finding and the time to stop are words of the numbers', () => {
  const inputs = { target: 'excess', within: 0.1 } as const;
  expect(planFinding(powerLawSource(1), outlook(230), inputs, 'at t = 5')).toBe(
    'About 230 draws from a power law of exponent 1 (2.3 d) give a test loss within 10% of the best possible, at t = 5',
  );
  expect(planFinding(powerLawSource(1), outlook(Infinity), inputs, 'at t = 5')).toMatch(/^No number of draws/);
  const curve = { alphaBar: 0.5, test: [], errors: [], end: 2, best: { time: 3.21, test: 1 } };
  expect(stopWords(curve)).toBe('stop at ητ = 3.2, which lowers the test loss by 50%');
  expect(stopWords({ ...curve, best: { time: Infinity, test: 2 } })).toMatch(/^train to the end/);
});

test.each(['fashion', 'digits', 'faces'] as const)(
  '%s: linear models fitted on real images reach the targets near the planned N',
  async (id) => {
    const results = makeResults(readPublicFile);
    const { eigenvalues, dim } = measuredSource(await results.spectrum(id));
    const file = await results.linearFits(id);
    const ratio = (kind: TargetKind, value: number, s: number) => {
      const levels = { s };
      const plan = [...planImages({ spectra: [eigenvalues], target: { kind, value }, levels })].find(Boolean)!;
      const fits = comparableFits(file, kind);
      const moments = fits.map((fit) => momentsOf(fit, dim));
      const counts = fits.map(({ images }) => images);
      const reference = momentsOf(file.fits.at(-1)!, dim);
      const outlooks = [...foretell({ kind, eigenvalues, counts, levels, fits: { moments, reference } })];
      const crossing = crossingOf(withMeasured(file, kind, outlooks), value);
      if (!crossing || !('images' in crossing)) throw new Error(`${id}: ${kind} ${value} is not crossed`);
      return crossing.images / plan.images;
    };
    for (const s of [0.1, 1]) {
      for (const found of [ratio('excess', 0.1, s), ratio('gap', 0.2, s)]) {
        expect(found).toBeGreaterThan(0.9);
        expect(found).toBeLessThan(1.5);
      }
    }
    // what samples are like hangs on the smallest variances, where images are least Gaussian
    expect(ratio('divergence', 0.2, 1)).toBeGreaterThan(1);
    expect(ratio('divergence', 0.2, 1)).toBeLessThan(2.5);
  },
);
