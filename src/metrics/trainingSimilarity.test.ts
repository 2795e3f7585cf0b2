import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../tests/materials';
import { makeRng } from '../math/rng';
import { rowsOfBytes, trainingSimilarities } from './trainingSimilarity';

/** By definition, one image and one training image at a time. */
function bruteForce(x: readonly number[], training: readonly (readonly number[])[], mean: readonly number[]) {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, p) => sum + value * b[p]!, 0);
  const minus = (a: readonly number[], b: readonly number[]) => a.map((value, p) => value - b[p]!);
  const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) + 1e-12);
  const distances = training.map((y) => Math.hypot(...minus(x, y)));
  const sorted = [...distances].sort((a, b) => a - b);
  return {
    index: distances.indexOf(sorted[0]!),
    distance: sorted[0]! / Math.sqrt(x.length),
    secondDistance: sorted[1]! / Math.sqrt(x.length),
    relativeDistance: sorted[0]! / Math.hypot(...x),
    cosine: Math.max(...training.map((y) => cosine(x, y))),
    centeredCosine: Math.max(...training.map((y) => cosine(minus(x, mean), minus(y, mean)))),
  };
}

test('equals its definition in float64', async () => {
  const [size, pixels] = [9, 5];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), async (seed) => {
      const rng = makeRng(seed);
      const draw = (count: number) =>
        Array.from({ length: count }, () => Array.from({ length: pixels }, () => rng.normal()));
      const [x, training, [mean]] = [draw(4), draw(size), draw(1)];
      const found = await trainingSimilarities(Float64Array.from(x.flat()), rowsOf(training), mean!);
      x.forEach((one, i) => {
        const { index, ...expected } = bruteForce(one, training, mean!);
        expect(found[i]!.index).toBe(index);
        for (const [name, value] of Object.entries(expected))
          expect(found[i]![name as keyof typeof expected], name).toBeCloseTo(value, 9);
      });
    }),
    { numRuns: 60 },
  );
});

describe('at its edges', () => {
  test('an image of zeros has no relative distance, and no cosine', async () => {
    const [found] = await trainingSimilarities(Float64Array.of(0, 0), rowsOf([[1, 0]]), [0, 0]);
    expect(found).toMatchObject({ relativeDistance: Infinity, cosine: 0, secondDistance: Infinity });
  });
  test('a training image is its own copy', async () => {
    const bytes = Uint8Array.of(0, 255, 51, 204);
    const rows = rowsOfBytes(bytes, 2);
    const x = Float64Array.of(0.6 - 1.2, 0.6);
    const [found] = await trainingSimilarities(x, rows, [0.1, 0.2]);
    expect(rows.count).toBe(2);
    expect(found).toMatchObject({ index: 1, relativeDistance: expect.closeTo(0, 9), cosine: expect.closeTo(1, 9) });
    expect(found!.centeredCosine).toBeCloseTo(1, 9);
  });
});

test('lets others have their turn, and ends when told to', async () => {
  const rows = rowsOf(Array.from({ length: 200 }, (_, i) => [i]));
  const seen: number[] = [];
  const breathe = (done: number) => {
    seen.push(done);
    return done >= 128 ? Promise.reject(new Error('enough')) : Promise.resolve();
  };
  await expect(trainingSimilarities(Float64Array.of(1), rows, [0], breathe)).rejects.toThrow('enough');
  expect(seen).toEqual([0, 64, 128]);
});
