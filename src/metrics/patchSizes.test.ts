import { beforeAll, expect, test } from 'vitest';
import { fashionBytes, meanOf } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { toFloatPixels } from '../data/pixels';
import { makeLocalDenoiser } from '../denoisers/local';
import { makeTrainingImages } from '../denoisers/trainingImages';
import { denoiserErrors } from './denoiserErrors';
import { bestPatches, patchSizeAt, type PatchError } from './patchSizes';

beforeAll(setWasmBackend);

const table = (sigma: number, errors: Record<number, number>): PatchError[] =>
  Object.entries(errors).map(([patchSize, error]) => ({ sigma, patchSize: Number(patchSize), error }));

test('the least error at each noise level, which need not fall with the noise', () => {
  const errors = [
    ...table(0.1, { 3: 2, 9: 1, 55: 3 }),
    ...table(1, { 3: 1, 9: 2, 55: 3 }),
    ...table(10, { 3: 1, 9: 1 }),
  ];
  const expected = [
    [10, 9], // equal errors
    [1, 3],
    [0.1, 9],
  ];
  for (const order of [errors, errors.toReversed()])
    expect(bestPatches(order).map(({ sigma, patchSize }) => [sigma, patchSize])).toEqual(expected);
});

test('an error that is no number is refused', () => {
  expect(() => bestPatches(table(2, { 3: 1, 5: NaN }))).toThrow(
    'bestPatches: errors must be finite, got NaN at sigma = 2, P = 5',
  );
});

test('between the levels the nearest in log sigma answers, beyond them the end', () => {
  const calibrated = [
    { sigma: 10, patchSize: 55 },
    { sigma: 0.1, patchSize: 5 },
  ];
  expect([1e3, 10, 1.1, 0.9, 0.1, 1e-3].map((sigma) => patchSizeAt(calibrated, sigma))).toEqual([55, 55, 55, 5, 5, 5]);
});

test('finds the patches of a denoiser that is itself local', async () => {
  const bytes = await fashionBytes('train', 0, 64);
  const images = makeTrainingImages(bytes, meanOf(bytes));
  const truth = (sigma: number) => (sigma > 1 ? 27 : 5);
  const sizes = [3, 5, 9, 27, 55];
  const clean = toFloatPixels(await fashionBytes('heldOut', 0, 4));
  const errors: PatchError[] = [];
  for (const sigma of [5, 0.5]) {
    const local = sizes.map((size) => makeLocalDenoiser(images, size));
    const found = await denoiserErrors([makeLocalDenoiser(images, truth), ...local], { clean, sigma, seed: 1 });
    for (const [i, { rmseToFirst }] of found.slice(1).entries())
      errors.push({ sigma, patchSize: sizes[i]!, error: rmseToFirst.mean });
  }
  images.dispose();
  const calibrated = bestPatches(errors);
  for (const { error } of calibrated) expect(error).toBeLessThan(1e-6);
  for (const sigma of [80, 5, 0.5, 0.002]) expect(patchSizeAt(calibrated, sigma)).toBe(truth(sigma));
});
