import { describe, expect, test } from 'vitest';
import { karrasSigmas } from '../diffusion/schedule';
import { defaultInputs } from './inputs';
import { nearestLevel, noiseLevelOf, stepAt } from './noiseLevel';

const sigmas = karrasSigmas({ steps: 18 });

describe('the noise level looked at', () => {
  test('is that of the step, unless one was chosen', () => {
    expect(noiseLevelOf({ ...defaultInputs, step: 3 })).toBeCloseTo(sigmas[3]!, 12);
    expect(noiseLevelOf({ ...defaultInputs, step: 3, sigma: 0.5 })).toBe(0.5);
  });

  test('is above 0 also at the last step', () => {
    expect(noiseLevelOf({ ...defaultInputs, step: 18 })).toBeCloseTo(0.002, 12);
  });

  test('leads to the nearest step of the walk', () => {
    for (const step of [0, 7, 17]) expect(stepAt(defaultInputs, sigmas[step]! * 1.05)).toBe(step);
    expect(stepAt({ ...defaultInputs, steps: 5 }, 0.001)).toBe(4);
  });
});

test('the nearest level is nearest in ratio', () => {
  expect(nearestLevel([1, 10, 100], 4)).toBe(10);
  expect(nearestLevel([1, 10, 100], 3)).toBe(1);
});
