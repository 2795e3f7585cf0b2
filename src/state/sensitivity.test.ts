import { expect, test } from 'vitest';
import {
  directionCount,
  parseSensitivity,
  pictureCount,
  publishedSensitivity,
  sensitivityJob,
  sensitivityLength,
  type SensitivityMeasures,
  sensitivityOf,
} from './sensitivity';

const dim = 784;

test('the input is moved by half the length of its noise', () => {
  const network = { dataset: 'fashion' as const, subset: { start: 0, count: 64 }, id: 'a' };
  const { x, shift, directions } = sensitivityJob(network, { image: new Uint8Array(dim), sigma: 2, seed: 1 });
  expect([x.length, shift, directions]).toEqual([dim, 28, directionCount]);
});

test('pictures: the answer, then each direction with gray for 0 and the answers on both sides', () => {
  const fill = (...values: number[]) =>
    Float32Array.from({ length: values.length * dim }, (_, i) => values[Math.floor(i / dim)]!);
  const { pictures, values } = sensitivityOf({
    values: Float64Array.of(3, 2, 1),
    right: fill(0.02, -0.02, 0),
    left: fill(0, 0, 0),
    asymmetry: 0.5,
    denoised: fill(1),
    moved: fill(-1, 0, -1, 0, -1, 0),
    elapsedMs: 1,
  });
  expect(values).toEqual([3, 2, 1]);
  expect(Array.from({ length: pictureCount }, (_, i) => pictures[i * dim])).toEqual([
    255, 255, 0, 128, 0, 0, 128, 128, 0, 128,
  ]);
});

test('the published file finds each picture, and of another form is told by name', () => {
  const level = { values: [1, 2, 3], asymmetry: 0.1 };
  const set = { id: 'a', sha256: '', dataset: 'fashion' as const, images: 64, levels: [level, level] };
  const measures: SensitivityMeasures = {
    version: 1,
    command: '',
    date: '',
    seed: 1,
    sigmas: [2, 1],
    sets: [set, set],
  };
  const pictures = Uint8Array.from({ length: sensitivityLength(measures) }, (_, i) => Math.floor(i / dim));
  expect(publishedSensitivity(measures, pictures, { set: 1, level: 0 }).pictures[0]).toBe(2 * pictureCount);
  expect(parseSensitivity(measures)).toBe(measures);
  expect(() => parseSensitivity({ ...measures, sigmas: [1] })).toThrow(/results\/sensitivity.json.*1 noise levels/);
});
