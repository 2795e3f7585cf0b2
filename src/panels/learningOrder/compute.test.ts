import { describe, expect, test } from 'vitest';
import {
  descentOf,
  learningFinding,
  lossCurves,
  profileCurves,
  sharesAt,
  varianceCurves,
  weightCurves,
} from './compute';

const eigenvalues = [30, 10, 3, 1, 0.1, 0.01, 1e-9];
const asked = { sigma: 1, rate: 0.25, from: 'zero' } as const;
const descent = descentOf('fashion', eigenvalues, asked);

test('directions that hardly vary are left out, and the rate is a share of the largest', () => {
  expect(descent.eigenvalues).toEqual(eigenvalues.slice(0, 6));
  expect(descent.eta).toBeCloseTo(0.25 / 31, 12);
  const { start } = descentOf('fashion', eigenvalues, { ...asked, from: 'edm' });
  expect(start).toBeGreaterThan(0.2);
  expect(start).toBeLessThan(0.6);
});

describe('the curves', () => {
  test('begin at the first step and end where the Gaussian is', () => {
    const [, first, , third] = weightCurves(descent, []);
    expect([first!.label, third!.label]).toEqual(['ν = 1', 'ν = 3']);
    expect(first!.points[0]).toEqual({ x: 1, y: (30 / 31) * 0.5 });
    expect(third!.points.at(-1)!.y).toBeCloseTo(0.75, 6);
  });

  test('hold what was measured as dots: weights by mode, the loss at the step before', () => {
    const here = [{ step: 5, weights: Float32Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4), loss: 0.25 }];
    expect(weightCurves(descent, here)[2]!.points).toEqual([{ x: 5, y: Math.fround(0.7) }]);
    expect(profileCurves(descent, 5, here)[0]!.points.at(-1)).toEqual({ x: 6, y: Math.fround(0.4) });
    expect(profileCurves(descent, 8, here)[0]!.points).toEqual([]);
    expect(lossCurves(descent, here)[0]!.points).toEqual([{ x: 4, y: 0.25 }]);
  });

  test('of the loss fall to that of the Gaussian denoiser', () => {
    const [, learning, end] = lossCurves(descent, []);
    const best = eigenvalues.slice(0, 6).reduce((sum, lambda) => sum + lambda / (lambda + 1), 0) / 784;
    expect(end!.points[0]!.y).toBeCloseTo(best, 12);
    expect(learning!.points.at(-1)!.y).toBeCloseTo(best, 6);
    expect(learning!.points[0]!.y).toBeGreaterThan(best);
  });

  test('of the variance rise to 1, the strongest mode first', () => {
    const [first, third] = varianceCurves(descent);
    const half = (curve: typeof first) => curve!.points.find(({ y }) => y > 0.5)!.x;
    expect(half(third) / half(first)).toBeGreaterThan(5);
    expect(first!.points.at(-1)!.y).toBeCloseTo(1, 2);
  });
});

test('modes come nearer to their end step by step', () => {
  expect(sharesAt(descent, 0, 2)).toEqual([0, 0]);
  const [strong, weak] = sharesAt(descent, 4, 6).filter((_, i) => i === 0 || i === 5);
  expect(strong).toBeCloseTo(1 - 0.5 ** 4, 12);
  expect(weak!).toBeLessThan(0.1);
});

describe('the finding', () => {
  test('counts those that are there, and says which only when they are the strongest', () => {
    expect(learningFinding('fashion', descent, 0)).toMatch(/After 0 steps .*, 0 of the 6 directions .* their end$/);
    expect(learningFinding('fashion', descent, 5)).toMatch(
      /1 of the 6 directions .*, those in which images vary most$/,
    );
    expect(learningFinding('fashion', descent, 800)).toMatch(/6 of the 6 directions .* their end$/);
    const edm = descentOf('fashion', eigenvalues, { ...asked, from: 'edm' });
    expect(learningFinding('fashion', edm, 3)).toMatch(/from a start that keeps a share of the input/);
  });
});
