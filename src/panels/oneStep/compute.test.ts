import { expect, test } from 'vitest';
import type { OneStepMeasures } from '../../state/oneStep';
import { oneStepFinding, setsOf } from './compute';

const set = (images: number, distance: number) => ({
  id: `n${images}`,
  sha256: '',
  dataset: 'fashion' as const,
  images,
  distances: [[{ network: 0, gaussian: distance }, {}]],
});
const measures: OneStepMeasures = {
  version: 1,
  command: '',
  date: '',
  seed: 1,
  sigmas: [1.5],
  sets: [set(16384, 0.17), set(64, 0.26)],
};

test('sets come by ascending N', () => {
  expect(setsOf('fashion', measures).map(({ images }) => images)).toEqual([64, 16384]);
  expect(setsOf('faces', measures)).toEqual([]);
});

test('the finding compares few with many, for the noise that was measured', () => {
  expect(oneStepFinding('fashion', measures, { seed: 1, sigma: 1.5 })).toBe(
    'One step at σ = 1.50: the Gaussian is 0.260 from the network of 64 pieces of clothing, 0.170 from that of 16,384',
  );
  for (const [dataset, seed] of [
    ['fashion', 2],
    ['faces', 1],
  ] as const)
    expect(oneStepFinding(dataset, measures, { seed, sigma: 1.5 })).toBe(
      'One step at σ = 1.50, with an image and without',
    );
});
