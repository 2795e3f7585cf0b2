import { expect, test } from 'vitest';
import { powerLawSource } from '../../state/theorySpectrum';
import type { BestStop, StoppingCurve } from '../../theory/stopping';
import { bestTimes, curvePoints, etaWords, overfits, stoppingFinding, timesShown, trainingTimes } from './compute';

const curve: StoppingCurve = {
  alphaBar: 0.5,
  test: trainingTimes.map(() => 1),
  errors: trainingTimes.map((_, i) => (i === 0 ? 0 : 0.1)),
  end: 6,
  best: { time: 1.34, test: 1 },
};

test('the finding says when to stop, by how much it matters, or that it does not', () => {
  const say = (changes: Partial<StoppingCurve>) =>
    stoppingFinding(powerLawSource(1), { ...curve, ...changes }, { images: 60, words: 'at t = 50' });
  expect(say({})).toBe(
    'On 60 (0.60 d) draws from a power law of exponent 1, at t = 50, it is best to stop at ητ = 1.3: at the end of training the test loss is 6.0 times the least',
  );
  expect(say({ end: 1.2 })).toContain('the test loss is 20% above the least');
  expect(say({ end: 1.001 })).toMatch(/training to the end is best/);
  expect(say({ best: { time: Infinity, test: 6 } })).toMatch(/training to the end is best/);
  expect([etaWords(0.0561), etaWords(23.4), etaWords(12_345)]).toEqual(['0.056', '23', '12,000']);
});

test('the step that is looked at is among the curves, and none stands close to it', () => {
  expect(timesShown(60)).toEqual([10, 60, 100, 200, 500]);
  expect(timesShown(1)).toEqual([1, 10, 50, 100, 200, 500]);
});

test('points carry two standard errors where there are any, and keep the scale', () => {
  const [first, second] = curvePoints(curve, 2);
  expect(first).toEqual({ x: 0.01, y: 2 });
  expect(second).toMatchObject({ y: 2, lower: 1.6, upper: 2.4 });
});

test('where training never gets worse there is no best time, but a ratio of 1', () => {
  const stops: BestStop[] = [
    { ratio: 1, exponent: 0, time: 2, test: 1, overfit: 3 },
    { ratio: 1, exponent: 1, time: Infinity, test: 1, overfit: 1 },
  ];
  expect(bestTimes(stops, 1)).toEqual([{ x: 0, y: 2 }]);
  expect(overfits(stops, 1)).toEqual([
    { x: 0, y: 3 },
    { x: 1, y: 1 },
  ]);
  expect(bestTimes(stops, 2)).toEqual([]);
});
