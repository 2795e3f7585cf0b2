import { expect, test } from 'vitest';
import type { SampleJob } from '../../engine/protocol';
import { begin, fromMeasured, withFrame } from '../../state/trajectory';
import { packImage } from '../../engine/measured';
import { nearestDistances, rowImages, stepAfterKey } from './compute';

const job: SampleJob = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  denoisers: ['gaussian'],
  sampler: 'euler',
  steps: 2,
  sigmaMax: 80,
  rho: 7,
  seed: 1,
};
const nearest = { index: 5, distance: 0.25, secondDistance: 0.5 };
const plane = { planeX: [0, 0], planeDenoised: [0, 0] } as const;
const flat = (value: number) => new Float32Array(784).fill(value);
const row = (x: number, denoised: number) => ({ x: flat(x), denoised: flat(denoised), nearest, ...plane });

test('the images of a step: x on the scale of the data, D as it is, the direction in deviations of noise', () => {
  const trajectory = withFrame(begin(job, undefined), { step: 0, sigma: 80, rows: { gaussian: row(80, 0) } });
  const images = rowImages(trajectory, 0, 'gaussian')!;
  expect([images.x[0], images.denoised[0], images.direction?.[0]]).toEqual([218, 128, 178]);
  expect(rowImages(trajectory, 1, 'gaussian')).toBeUndefined();
  expect(rowImages(trajectory, 0, 'network')).toBeUndefined();
  expect(nearestDistances(trajectory, 'gaussian')).toEqual([{ step: 0, distance: 0.25 }]);
});

test('there is no direction at sigma = 0, nor from 8-bit images at small sigma, and a reason instead', () => {
  const live = withFrame(begin(job, undefined), { step: 2, sigma: 0, rows: { gaussian: row(0.5, 0.5) } });
  expect(rowImages(live, 2, 'gaussian')).toMatchObject({ direction: undefined, directionAbsence: 'none at σ = 0' });
  const packed = { x: packImage(flat(1)), denoised: packImage(flat(1)), nearest, ...plane };
  const frames = live.sigmas.map((sigma, step) => ({ step, sigma, rows: { gaussian: packed } }));
  const measured = fromMeasured({
    version: 1,
    command: '',
    date: '',
    job,
    sigmas: live.sigmas,
    evaluations: 2,
    frames,
    nearestImages: {},
    dots: [],
    deviations: [1, 1],
  });
  expect(rowImages(measured, 0, 'gaussian')?.direction).toBeDefined();
  expect(rowImages(measured, 1, 'gaussian')).toMatchObject({
    direction: undefined,
    directionAbsence: 'comes with the live run',
  });
});

test('keys step, and stop at the ends', () => {
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'x'].map((key) => stepAfterKey(key, 18, 18))).toEqual([
    18,
    17,
    0,
    18,
    undefined,
  ]);
  expect(stepAfterKey('ArrowLeft', 0, 18)).toBe(0);
});
