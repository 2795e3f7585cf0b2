import { describe, expect, test } from 'vitest';
import type { ScoreCurves, ScoreErrorMeasures } from '../../state/scoreErrors';
import type { ZooNetwork } from '../../state/zooNetworks';
import { chosenRows, scoreErrorCurves, scoreFinding, scoreRows } from './compute';

const curve = (...means: number[]) => {
  const estimates = means.map((mean) => ({ mean, standardError: 0.01 }));
  return { rmse: estimates, normalized: estimates.map((each) => ({ ...each, mean: 2 * each.mean })) };
};
const network = (count: number): ZooNetwork => ({
  id: `n${count}`,
  dataset: 'fashion',
  subset: { start: 0, count },
  width: 32,
  imagesSeen: 9,
  plannedImages: 9,
  measure: { sha256: 'of these weights' } as ZooNetwork['measure'],
});
const few: ScoreCurves = { gaussian: curve(0.1, 0.3), multiDelta: curve(0.1, 0.2), linear: curve(0.1, 0.25) };
const many: ScoreCurves = { gaussian: curve(0.1, 0.1), multiDelta: curve(0.1, 0.4) };
const measures: ScoreErrorMeasures = {
  version: 1,
  command: '',
  date: '',
  count: 256,
  seed: 7,
  sigmas: [10, 1],
  networks: [16, 64, 256, 16384].map((count) => ({
    id: `n${count}`,
    sha256: 'of these weights',
    heldOut: count < 1000 ? few : many,
    train: many,
  })),
};
const rows = scoreRows('fashion', [16384, 16, 64, 256].map(network), measures);

test('few beside many, and the N of the page when it is another', () => {
  const counts = (images: number) => chosenRows(rows, images).map((row) => row.network.subset.count);
  expect(counts(64)).toEqual([64, 16384]);
  expect(counts(256)).toEqual([64, 256, 16384]);
  expect(counts(100)).toEqual([64, 16384]);
  expect(chosenRows([], 64)).toEqual([]);
});

describe('the curves', () => {
  test('are of the pairs that were measured, with bands', () => {
    expect(scoreErrorCurves(many, 'rmse', measures.sigmas).map(({ id }) => id)).toEqual(['multiDelta', 'gaussian']);
    const [, linear] = scoreErrorCurves(few, 'normalized', measures.sigmas);
    expect(linear).toMatchObject({
      id: 'linear',
      points: [
        { x: 10, y: 0.2 },
        { x: 1, y: 0.5, lower: 0.49, upper: 0.51 },
      ],
    });
  });
});

test('the finding names the nearer one of each', () => {
  const options = { split: 'heldOut' as const, sigma: 1, sigmas: measures.sigmas };
  expect(scoreFinding('fashion', chosenRows(rows, 64), options)).toBe(
    'At σ = 1.00, on held-out images, the network of 64 is nearer to the multi-delta (0.200) than to the Gaussian (0.300); the network of 16,384 is nearer to the Gaussian (0.100) than to the multi-delta (0.400)',
  );
  expect(scoreFinding('fashion', chosenRows(rows, 64), { ...options, split: 'train' })).toMatch(
    /training images, the network of 64 is nearer to the Gaussian/,
  );
  expect(scoreFinding('fashion', [], options)).toMatch(/has not been measured yet/);
});
