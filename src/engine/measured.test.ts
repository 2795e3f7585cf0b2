import { describe, expect, test } from 'vitest';
import { drawNormals, makeRng } from '../math/rng';
import {
  measuredFrames,
  measuredNearestImages,
  packImage,
  toBase64,
  unpackImage,
  type MeasuredTrajectory,
} from './measured';

describe('a packed image', () => {
  test.each([1e-3, 1, 80, 300])(
    'keeps every pixel to half a step of 1/127 of its largest, noise of size %d',
    (scale) => {
      const pixels = drawNormals(makeRng(1), 784).map((value) => value * scale);
      const largest = pixels.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const back = unpackImage(packImage(pixels));
      expect(back.length).toBe(784);
      for (const [i, value] of pixels.entries())
        expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual((0.5001 * largest) / 127);
    },
  );

  test('keeps its largest pixel of either sign, and zero', () => {
    const pixels = Float32Array.of(-3, 0, 1.5, 3);
    expect([...unpackImage(packImage(pixels))].map((value) => Number(value.toFixed(3)))).toEqual([-3, 0, 1.512, 3]);
  });

  test('of zeros is zeros', () => {
    expect([...unpackImage(packImage(new Float32Array(5)))]).toEqual([0, 0, 0, 0, 0]);
  });

  test('goes through JSON', () => {
    const packed = packImage(drawNormals(makeRng(2), 784));
    expect(unpackImage(JSON.parse(JSON.stringify(packed)) as typeof packed)).toEqual(unpackImage(packed));
  });
});

test('a measured trajectory becomes frames as the engine sends them', () => {
  const image = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
  const x = Float32Array.of(1, -1);
  const row = {
    planeX: [1, 2],
    planeDenoised: [3, 4],
    nearest: { index: 5, distance: 0.1, secondDistance: 0.2 },
  } as const;
  const measured: MeasuredTrajectory = {
    version: 1,
    command: '',
    date: '',
    job: {
      kind: 'sample',
      dataset: 'fashion',
      subset: { start: 0, count: 64 },
      denoisers: ['gaussian'],
      sampler: 'heun',
      steps: 2,
      sigmaMax: 80,
      rho: 7,
      seed: 1,
    },
    sigmas: [80, 0.002, 0],
    evaluations: 3,
    frames: [{ step: 0, sigma: 80, rows: { gaussian: { ...row, x: packImage(x), denoised: packImage(x) } } }],
    nearestImages: { gaussian: { image: toBase64(image), className: 'Bag' } },
    dots: [],
    deviations: [1, 1],
  };
  expect(measuredFrames(measured)).toEqual([{ step: 0, sigma: 80, rows: { gaussian: { ...row, x, denoised: x } } }]);
  expect(measuredNearestImages(measured)).toEqual({ gaussian: { image, className: 'Bag' } });
});
