import { describe, expect, test } from 'vitest';
import type { DenoiserId } from '../denoisers/catalog';
import type { Nearest, SampleFrame, SampleJob } from '../engine/protocol';
import { begin, type Trajectory, withFrame } from '../state/trajectory';
import { isMemorized } from '../metrics/catalog';
import { announcement, finding, networkAbsence, progressWords, verdict } from './words';

const job: SampleJob = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  network: 'n',
  denoisers: ['network', 'gaussian', 'multiDelta'],
  sampler: 'heun',
  steps: 2,
  sigmaMax: 80,
  rho: 7,
  seed: 1,
};
const copyOf = (index: number): Nearest => ({ index, distance: 0.1, secondDistance: 0.4 });
const newImage: Nearest = { index: 3, distance: 0.4, secondDistance: 0.5 };
const row = (level: number, nearest: Nearest) => {
  const x = new Float32Array(784).fill(level);
  return { x, denoised: x, planeX: [0, 0], planeDenoised: [0, 0], nearest } as const;
};

function trajectory(rows: SampleFrame['rows'], denoisers = Object.keys(rows) as DenoiserId[]): Trajectory {
  return withFrame(begin({ ...job, denoisers }, undefined), { step: 2, sigma: 0, rows });
}

test('a copy is three times nearer to one training image than to the next', () => {
  expect(isMemorized({ distance: 0.1, secondDistance: 0.31 })).toBe(true);
  expect(isMemorized({ distance: 0.1, secondDistance: 0.3 })).toBe(false);
  expect(isMemorized({ distance: 0, secondDistance: 0 })).toBe(true);
  expect(verdict(copyOf(17))).toBe('A copy of training image 17');
});

describe('the finding claims only what the run shows', () => {
  const gaussian = row(0.5, newImage);
  const multiDelta = row(-0.5, copyOf(17));
  test.each([
    [
      { network: row(-0.5, copyOf(17)), gaussian, multiDelta },
      'Trained on 64 pieces of clothing, the network returns training image 17, as the multi-delta does',
    ],
    [
      { network: row(-0.5, copyOf(9)), gaussian, multiDelta },
      'Trained on 64 pieces of clothing, the network returns training image 9',
    ],
    [
      { network: row(0.4, newImage), gaussian, multiDelta },
      'Trained on 64 pieces of clothing, the network makes a new image, nearer to the Gaussian’s than to the multi-delta’s',
    ],
    [
      { network: row(-0.4, newImage), gaussian, multiDelta },
      'Trained on 64 pieces of clothing, the network makes a new image, nearer to the multi-delta’s than to the Gaussian’s',
    ],
    [{ gaussian, multiDelta }, 'One noise, and what is made of it with 64 pieces of clothing'],
  ])('%#', (rows, words) => expect(finding(trajectory(rows))).toBe(words));
});

test('the announcement names step, sigma and the nearest images', () => {
  expect(announcement(trajectory({ gaussian: row(0, newImage) }), 2)).toBe(
    'Step 2 of 2, sigma 0. Gaussian: nearest is training image 3, at 0.400',
  );
  expect(announcement(trajectory({ gaussian: row(0, newImage) }), 0)).toBe('Step 0 of 2, sigma 80.0');
});

test('absence and progress are words', () => {
  expect(networkAbsence({ state: 'ready', list: [] }, { dataset: 'faces', subset: { start: 0, count: 1024 } })).toBe(
    'No network here was trained on the first 1,024 images of Faces.',
  );
  expect(progressWords({ phase: 'images', done: 2048, total: 16384 })).toBe('Reading training images 2,048 of 16,384');
});
