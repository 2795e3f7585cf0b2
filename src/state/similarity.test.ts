import { expect, test } from 'vitest';
import type { TrainingSimilarity } from '../metrics/trainingSimilarity';
import { pairCosines, quartiles, similaritySpread } from './similarity';

const similarity = (cosine: number): TrainingSimilarity => ({
  index: 0,
  distance: 0,
  secondDistance: 1,
  relativeDistance: 1 - cosine,
  cosine,
  centeredCosine: cosine / 2,
});

test('quartiles of each number', () => {
  const spread = similaritySpread([0.1, 0.2, 0.3, 0.4, 0.5].map(similarity));
  expect(spread.cosine).toEqual({ lower: 0.2, median: 0.3, upper: 0.4 });
  expect(spread.centeredCosine).toEqual({ lower: 0.1, median: 0.15, upper: 0.2 });
  expect(spread.relativeDistance.median).toBeCloseTo(0.7);
  expect(quartiles([3])).toEqual({ lower: 3, median: 3, upper: 3 });
});

test('cosines sample by sample, centred with the mean of the first half on both sides', () => {
  const row = (samples: number[]) => ({
    samples: Float32Array.from(samples),
    similarities: [similarity(0.25), similarity(0.75)],
  });
  const { between, nearest } = pairCosines(row([1, 0, 2, 2]), row([0, 1, 2, 2]), [1, 1]);
  expect(between.raw[0]).toBeCloseTo(0, 9);
  expect(between.raw[1]).toBeCloseTo(1, 9);
  expect(between.centered[0]).toBeCloseTo(0, 9); // (0, -1) and (-1, 0)
  expect(between.centered[1]).toBeCloseTo(1, 9);
  expect(nearest).toEqual({ raw: [0.25, 0.75], centered: [0.125, 0.375] });
});

test('the other centring is another number', () => {
  const row = (samples: number[]) => ({ samples: Float32Array.from(samples), similarities: [similarity(0)] });
  const { between } = pairCosines(row([3, 1]), row([1, 3]), [1, 1]);
  expect(between.raw[0]).toBeCloseTo(0.6, 9);
  expect(between.centered[0]).toBeCloseTo(0, 9);
});
