import { expect, test } from 'vitest';
import { makeRng } from '../math/rng';
import { densityOfLogSigma, drawTrainingSigma, sigmaRange } from './noiseLaw';

const count = 200_000;
const rng = makeRng(5);
const logs = Float64Array.from({ length: count }, () => Math.log(drawTrainingSigma(rng)));
const mean = (f: (value: number) => number) => logs.reduce((sum, value) => sum + f(value), 0) / count;

/** The part that is uniform in ln sigma. */
const [low, high] = [Math.log(sigmaRange.min), Math.log(sigmaRange.max)];

/** P(Z < z), from the series of Abramowitz and Stegun 26.2.17, to 1e-7. */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}

test('the moments of ln sigma are those of the mixture, within 5 standard errors', () => {
  const middle = (low + high) / 2;
  const expectedMean = 0.8 * -0.6 + 0.2 * middle;
  const expectedSquare = 0.8 * (0.36 + 1.96) + 0.2 * (middle ** 2 + (high - low) ** 2 / 12);
  const deviation = Math.sqrt(expectedSquare - expectedMean ** 2);
  expect(Math.abs(mean((value) => value) - expectedMean)).toBeLessThan((5 * deviation) / Math.sqrt(count));
  expect(Math.abs(mean((value) => value ** 2) / expectedSquare - 1)).toBeLessThan(0.02);
});

test.each([0.002, 0.01, 0.1, 0.5, 1, 5, 20, 79])(
  'the share below sigma = %d is that of the mixture, within 5 standard errors',
  (sigma) => {
    const ln = Math.log(sigma);
    const share = 0.8 * normalBelow((ln + 0.6) / 1.4) + 0.2 * Math.max(0, Math.min(1, (ln - low) / (high - low)));
    expect(Math.abs(mean((value) => Number(value < ln)) - share)).toBeLessThan(
      5 * Math.sqrt((share * (1 - share)) / count) + 1e-6,
    );
  },
);

test('every draw is a positive number', () => {
  expect(logs.every(Number.isFinite)).toBe(true);
});

test('the density is what the draws are counted by, and adds up to 1', () => {
  for (const sigma of [0.01, 0.3, 2, 30]) {
    const near = logs.filter((value) => Math.abs(value - Math.log(sigma)) < 0.1).length / count;
    expect(Math.abs(near - 0.2 * densityOfLogSigma(sigma))).toBeLessThan(5 * Math.sqrt(near / count) + 0.01 * near);
  }
  let sum = 0;
  for (let log = -12; log < 12; log += 0.001) sum += 0.001 * densityOfLogSigma(Math.exp(log));
  expect(sum).toBeCloseTo(1, 3);
});
