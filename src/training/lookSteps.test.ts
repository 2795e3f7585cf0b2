import { expect, test } from 'vitest';
import { lookSteps } from './lookSteps';

test('looks come at the start, then in equal ratios to the end', () => {
  const steps = lookSteps(3000, 40);
  expect(steps.slice(0, 3)).toEqual([0, 8, 9]);
  expect(steps.at(-1)).toBe(3000);
  expect(steps.length).toBeGreaterThan(36);
  expect([...steps].sort((a, b) => a - b)).toEqual(steps);
});

test.each([1, 2, 8, 9])('a plan of %i steps is looked at after its last', (last) => {
  expect(lookSteps(last, 40).at(-1)).toBe(last);
  expect(lookSteps(last, 40)[0]).toBe(0);
});

test('one look is at the end', () => expect(lookSteps(100, 1)).toEqual([0, 100]));
