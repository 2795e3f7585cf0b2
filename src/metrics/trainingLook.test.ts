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

/** D = x / 2. */
const half: Denoiser = { ...identity, id: 'half', denoise: (x) => tf.mul(x, 0.5) };
/** In which the images at the distance levels are passed through the network. */
const pieces = lookSettings.distanceSigmas.length * (lookSettings.distanceImages / 16);

/** D = D_G + t (D_delta - D_G), with one t for the upper half of the rows and one for the lower. */
function between(gaussian: Denoiser, multiDelta: Denoiser, upper: number, lower: number): Denoiser {
  return {
    ...identity,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const [rows] = x.shape;
        const t = tf.tensor2d(
          Array.from({ length: rows }, (_, row) => (row < rows / 2 ? upper : lower)),
          [rows, 1],
        );
        const from = gaussian.denoise(x, sigma);
        return tf.add<tf.Tensor2D>(from, tf.mul(t, tf.sub(multiDelta.denoise(x, sigma), from)));
      }),
  };
}

describe('a look', () => {
  test('is at no distance from a closed form at itself, and tells the two apart', async () => {
    const { gaussian, multiDelta, looker } = setUp();
    const atGaussian = await looker.look(gaussian, still);
    const atMultiDelta = await looker.look(multiDelta, still);
    expect(atGaussian.gaussianDistance).toBeLessThan(1e-6);
    expect(atMultiDelta.multiDeltaDistance).toBeLessThan(1e-6);
    expect(atGaussian.multiDeltaDistance).toBeGreaterThan(0.05);
    expect(atMultiDelta.gaussianDistance).toBeCloseTo(atGaussian.multiDeltaDistance, 6);
    for (const [{ trainingWay, heldOutWay }, place] of [
      [atGaussian, 0],
      [atMultiDelta, 1],
    ] as const) {
      expect(trainingWay).toBeCloseTo(place, 5);
      expect(heldOutWay).toBeCloseTo(place, 5);
    }
  });

  test('finds how far D is on the way between the closed forms, on training and on new images', async () => {
    const { gaussian, multiDelta, looker } = setUp();
    const whole = (await looker.look(gaussian, still)).multiDeltaDistance;
    const look = await looker.look(between(gaussian, multiDelta, 0.2, -0.3), still);
    expect(look.trainingWay).toBeCloseTo(0.2, 4);
    expect(look.heldOutWay).toBeCloseTo(-0.3, 4);
    expect(look.gaussianDistance).toBeCloseTo(0.3 * whole, 5);
    expect(look.multiDeltaDistance).toBeCloseTo(1.3 * whole, 5);
  });

  test('finds the foot of the perpendicular when D is beside the way', async () => {
    const { gaussian, looker } = setUp();
    const c = (await looker.look(gaussian, still)).multiDeltaDistance;
    const { gaussianDistance: a, multiDeltaDistance: b, heldOutWay } = await looker.look(identity, still);
    expect(a).toBeGreaterThan(2 * c);
    expect(heldOutWay).toBeCloseTo((a ** 2 + c ** 2 - b ** 2) / (2 * c ** 2), 2);
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

  test('leaves an affine D beside the Gaussian on training images, up to the chance of the noises', async () => {
    const { looker } = setUp();
    const { trainingWay, gaussianDistance, multiDeltaDistance } = await looker.look(half, still);
    expect(Math.min(gaussianDistance, multiDeltaDistance)).toBeGreaterThan(0.5);
    expect(Math.abs(trainingWay)).toBeLessThan(0.3);
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
    expect(turns).toBe(lookSettings.lossSigmas + pieces + lookSettings.sampleSteps + 1);
    for (const last of [3, 9, 15]) {
      turns = 0;
      const cut = () => (++turns === last ? Promise.reject(new Error('enough')) : Promise.resolve());
      await expect(looker.look(gaussian, cut)).rejects.toThrow('enough');
    }
    expect(tf.memory().numTensors).toBe(before);
    looker.dispose();
    expect(tf.memory().numTensors).toBe(before - 2 * lookSettings.lossSigmas - 3 * pieces - 1);
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
