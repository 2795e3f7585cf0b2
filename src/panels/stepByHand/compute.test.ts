import { describe, expect, it } from 'vitest';
import type { SampleRow } from '../../engine/protocol';
import type { Trajectory } from '../../state/trajectory';
import { handStep, hintFor, isEulerStep, readNumber } from './compute';

function makeTrajectory(xs: readonly number[], guesses: readonly number[], sigmas: readonly number[]): Trajectory {
  const row = (i: number): SampleRow => ({
    x: Float32Array.of(xs[i]!),
    denoised: Float32Array.of(guesses[i]!),
    planeX: [0, 0],
    planeDenoised: [0, 0],
    nearest: { index: 0, distance: 0, secondDistance: 1 },
  });
  return {
    job: { denoisers: ['gaussian'] } as unknown as Trajectory['job'],
    sigmas,
    slots: sigmas.map((sigma, step) => ({
      frame: { step, sigma, rows: { gaussian: row(step) } },
      isFresh: true,
      isExact: true,
    })),
    nearestImages: {},
    origin: { kind: 'partial' },
  };
}

describe('handStep', () => {
  const trajectory = makeTrajectory([4, 2.5, 1], [1, 1, 1], [2, 1, 0]);

  it('is Euler’s step with the score of Tweedie’s formula', () => {
    const step = handStep(trajectory, 0, 'gaussian', 0)!;
    expect(step).toMatchObject({ x: 4, denoised: 1, direction: 1.5, score: -0.75, euler: 2.5, correction: 0 });
    expect(step.score).toBeCloseTo((step.denoised - step.x) / step.sigma ** 2, 12);
  });

  it('ends at the guess when no noise is left', () => {
    expect(handStep(trajectory, 1, 'gaussian', 0)!.euler).toBeCloseTo(1, 12);
  });

  it('is missing at the end, for absent rows and for pixels stored in 8 bits', () => {
    expect(handStep(trajectory, 2, 'gaussian', 0)).toBeUndefined();
    expect(handStep(trajectory, 0, 'network', 0)).toBeUndefined();
    const stored = { ...trajectory, slots: trajectory.slots.map((slot) => slot && { ...slot, isExact: false }) };
    expect(handStep(stored, 0, 'gaussian', 0)).toBeUndefined();
  });

  it('takes right answers and says what a wrong one may have been', () => {
    const step = handStep(trajectory, 0, 'gaussian', 0)!;
    expect(isEulerStep(2.51, step)).toBe(true);
    expect(isEulerStep(2.7, step)).toBe(false);
    expect(hintFor(5.5, step)).toContain('other way');
    expect(hintFor(1, step)).toContain('guess itself');
    expect(hintFor(99, step)).toContain('Not yet');
  });
});

describe('readNumber', () => {
  it.each([
    ['−0.5', -0.5],
    ['-.5', -0.5],
    [' 1,25 ', 1.25],
    ['3', 3],
  ])('reads %s', (text, value) => expect(readNumber(text)).toBe(value));
  it.each(['', 'x', '1e5', '--1', '1.2.3'])('refuses %s', (text) => expect(readNumber(text)).toBeUndefined());
});
