import { beforeAll, describe, expect, test } from 'vitest';
import { dim, fashionBytes, maxDifference, meanOf, spectrumOf } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { toFloatPixels } from '../data/pixels';
import { makeGaussianDenoiser } from '../denoisers/gaussian';
import { makeMultiDeltaDenoiser } from '../denoisers/multiDelta';
import { makeTrainingImages } from '../denoisers/trainingImages';
import type { Denoiser } from '../diffusion/denoiser';
import { edmLossWeight } from '../diffusion/preconditioning';
import * as tf from '../tfjs';
import { lookSettings } from './catalog';
import { lossSigmaValues, makeLooker } from './trainingLook';

beforeAll(setWasmBackend);

const count = 16;
const sigmaData = 0.7;
const bytes = await fashionBytes('train', 0, count);
const training = toFloatPixels(bytes);
const heldOut = toFloatPixels(await fashionBytes('heldOut', 0, lookSettings.lossImages));
const still = () => Promise.resolve();

function setUp() {
  const images = makeTrainingImages(bytes, meanOf(bytes));
  const gaussian = makeGaussianDenoiser(spectrumOf(bytes, count));
  const multiDelta = makeMultiDeltaDenoiser(images);
  const looker = makeLooker({ sigmaData, training, heldOut, gaussian, multiDelta, images });
  return { images, gaussian, multiDelta, looker };
}

/** D = x: its error is the noise alone. */
const identity: Denoiser = { id: 'identity', dim, denoise: (x) => x.clone(), dispose: () => undefined };

describe('a look', () => {
  test('is at no distance from a closed form at itself, and tells the two apart', async () => {
    const { gaussian, multiDelta, looker } = setUp();
    const atGaussian = await looker.look(gaussian, still);
    const atMultiDelta = await looker.look(multiDelta, still);
    expect(atGaussian.gaussianDistance).toBeLessThan(1e-6);
    expect(atMultiDelta.multiDeltaDistance).toBeLessThan(1e-6);
    expect(atGaussian.multiDeltaDistance).toBeGreaterThan(0.05);
    expect(atMultiDelta.gaussianDistance).toBeCloseTo(atGaussian.multiDeltaDistance, 6);
  });

  test('finds the multi-delta perfect on what it remembers and poor on what it does not, and its samples copies', async () => {
    const { multiDelta, looker } = setUp();
    const look = await looker.look(multiDelta, still);
    expect(look.trainingLoss).toBeLessThan(0.2 * look.heldOutLoss);
    for (let i = 0; i < lookSettings.sampleCount; i++) {
      const index = look.nearest[2 * i]!;
      const sample = look.samples.subarray(i * dim, (i + 1) * dim);
      expect(maxDifference(sample, training.subarray(index * dim, (index + 1) * dim))).toBeLessThan(1e-3);
    }
  });

  test('weighs the error as training does: for D = x the mean of lossWeight(sigma) sigma^2', async () => {
    const { looker } = setUp();
    const sigmas = lossSigmaValues();
    const expected =
      sigmas.reduce((sum, sigma) => sum + edmLossWeight(sigma, sigmaData) * sigma ** 2, 0) / sigmas.length;
    const { trainingLoss, heldOutLoss } = await looker.look(identity, still);
    expect(trainingLoss / expected).toBeCloseTo(1, 1);
    expect(heldOutLoss / expected).toBeCloseTo(1, 1);
  });

  test('is the same each time, gives way between its pieces, and keeps no tensor, cut short or not', async () => {
    const { gaussian, looker } = setUp();
    const before = tf.memory().numTensors;
    let turns = 0;
    const counted = () => {
      turns++;
      return Promise.resolve();
    };
    const first = await looker.look(gaussian, counted);
    expect(await looker.look(gaussian, still)).toEqual(first);
    expect(turns).toBe(lookSettings.lossSigmas + lookSettings.distanceSigmas.length + lookSettings.sampleSteps + 1);
    for (const last of [3, 9, 15]) {
      turns = 0;
      const cut = () => (++turns === last ? Promise.reject(new Error('enough')) : Promise.resolve());
      await expect(looker.look(gaussian, cut)).rejects.toThrow('enough');
    }
    expect(tf.memory().numTensors).toBe(before);
    looker.dispose();
    expect(tf.memory().numTensors).toBe(
      before - 2 * lookSettings.lossSigmas - 3 * lookSettings.distanceSigmas.length - 1,
    );
  });
});

test('the noise levels of the losses are quantiles of the training law', () => {
  const sigmas = lossSigmaValues();
  expect([...sigmas].sort((a, b) => a - b)).toEqual(sigmas);
  expect(sigmas[0]).toBeGreaterThan(0.01);
  expect(sigmas[0]).toBeLessThan(0.06);
  expect(sigmas.at(-1)).toBeGreaterThan(4);
  expect(sigmas.at(-1)).toBeLessThan(15);
});
