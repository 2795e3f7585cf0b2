import { expect, test } from 'vitest';
import type { SampleJob } from '../../engine/protocol';
import { begin, withFrame } from '../../state/trajectory';
import { planeCurves, planeExtent, toPoints } from './compute';

const job: SampleJob = {
  kind: 'sample',
  dataset: 'digits',
  subset: { start: 0, count: 64 },
  denoisers: ['gaussian', 'multiDelta'],
  sampler: 'euler',
  steps: 2,
  sigmaMax: 80,
  rho: 7,
  seed: 1,
};
const row = (planeX: [number, number], planeDenoised: [number, number]) => {
  const x = new Float32Array(784);
  return { x, denoised: x, planeX, planeDenoised, nearest: { index: 4, distance: 1, secondDistance: 2 } };
};

test('a curve holds the steps that are there, x scaled by 1 / sqrt(1 + sigma^2)', () => {
  let trajectory = withFrame(begin(job, undefined), {
    step: 0,
    sigma: 80,
    rows: { gaussian: row([80, -160], [1, 2]) },
  });
  trajectory = withFrame(trajectory, { step: 2, sigma: 0, rows: { gaussian: row([3, 4], [3, 4]) } });
  const [gaussian, multiDelta] = planeCurves(trajectory, 'x');
  expect(gaussian?.points.map(({ step }) => step)).toEqual([0, 2]);
  expect(gaussian?.points[0]?.at[1]).toBeCloseTo(-160 / Math.sqrt(6401));
  expect(gaussian?.points[1]?.at).toEqual([3, 4]);
  expect(gaussian?.nearestIndex).toBe(4);
  expect(planeCurves(trajectory, 'denoised')[0]?.points[0]?.at).toEqual([1, 2]);
  expect(multiDelta).toEqual({ id: 'multiDelta', points: [], nearestIndex: undefined });
});

test('the sheet holds every point, and one and a half deviations of the data', () => {
  expect(planeExtent([[40, -2]], [10, 5])).toEqual([42, 7.875]);
});

test('dots come in pairs', () =>
  expect(toPoints(Float32Array.of(1, 2, 3, 4))).toEqual([
    [1, 2],
    [3, 4],
  ]));
