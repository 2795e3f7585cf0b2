import { describe, expect, test } from 'vitest';
import { fewAndMany } from './fewAndMany';
import type { NetworkInfo } from './networks';
import {
  heldOutIndex,
  oneStepNoisy,
  oneStepOf,
  type OneStepMeasures,
  parseOneStepMeasures,
  picturesLength,
  publishedOneStep,
} from './oneStep';

const network = (count: number): NetworkInfo => ({
  id: `n${count}`,
  dataset: 'fashion',
  subset: { start: 0, count },
  width: 32,
});

test('both inputs have the same noise, and only the first an image', () => {
  const image = new Uint8Array(784).fill(255);
  const x = oneStepNoisy(image, 3, 5);
  for (const p of [0, 400, 783]) expect(x[p]! - x[784 + p]!).toBeCloseTo(1, 5);
  const variance = x.subarray(784).reduce((sum, value) => sum + value ** 2, 0) / 784;
  expect(Math.sqrt(variance)).toBeGreaterThan(2.7);
  expect(Math.sqrt(variance)).toBeLessThan(3.3);
  expect(oneStepNoisy(image, 6, 5)[784]).toBeCloseTo(2 * x[784]!, 5);
});

test('answers are told apart by input, with their distance to the network', () => {
  const answer = (image: number, noise: number) => Float32Array.from({ length: 4 }, (_, i) => (i < 2 ? image : noise));
  const refused = { multiDelta: 'no images' };
  const step = oneStepOf({ denoised: { network: answer(1, 2), gaussian: answer(1.5, 4) }, refused });
  expect(step.answers[1]!.gaussian).toEqual(Float32Array.of(4, 4));
  expect(step.distances).toEqual([
    { network: 0, gaussian: 0.5 },
    { network: 0, gaussian: 2 },
  ]);
  expect(step.refused).toBe(refused);
});

test('an image is chosen by the seed, whatever it is', () => {
  expect(heldOutIndex('fashion', 1)).toBe(1);
  expect(heldOutIndex('fashion', 999_999)).toBeLessThan(2048);
});

describe('the published file', () => {
  const distances = [{ network: 0, gaussian: 0.1, multiDelta: 0.2 }, { network: 0 }];
  const set = { id: 'a', sha256: 'b', dataset: 'fashion' as const, images: 64, distances: [distances, distances] };
  const sets = [set, { ...set, id: 'c' }];
  const measures: OneStepMeasures = { version: 1, command: '', date: '', seed: 1, sigmas: [10, 1], sets };

  test('finds each picture', () => {
    expect(picturesLength(measures)).toBe(2 * 2 * 2 * 3 * 784);
    const pictures = Uint8Array.from({ length: picturesLength(measures) }, (_, i) => Math.floor(i / 784));
    const step = publishedOneStep(measures, pictures, { set: 1, level: 0 });
    expect(step.answers.map((each) => [each.network?.[0], each.gaussian?.[783], each.multiDelta?.[0]])).toEqual([
      [12, 13, 14],
      [15, 16, 17],
    ]);
    expect(step.distances).toBe(distances);
  });

  test('of another form is told by name', () => {
    expect(parseOneStepMeasures(measures)).toBe(measures);
    expect(() => parseOneStepMeasures({ ...measures, sigmas: [1] })).toThrow(/results\/one-step.json.*1 noise levels/);
    expect(() => parseOneStepMeasures(null)).toThrow(/must be of version 1/);
  });
});

test('few and many are 64 and the most, when there are both', () => {
  const ids = (counts: number[]) => fewAndMany(counts.map(network), 'fashion').map(({ id }) => id);
  expect(ids([16, 64, 256, 16384])).toEqual(['n64', 'n16384']);
  expect(ids([64, 256])).toEqual([]);
  expect(ids([16, 16384])).toEqual([]);
});
