/**
 * What every registered denoiser keeps: shape, no tensor, independent rows; and the limits of large and small sigma that hold for each. A new denoiser
 * needs a line in `fixtures`.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toFloatPixels } from '../../src/data/pixels';
import { denoiserIds, type DenoiserId } from '../../src/denoisers/catalog';
import { denoiserMakers, type Materials } from '../../src/denoisers/makers';
import type { LinearMap } from '../../src/denoisers/linear';
import { makeTrainingImages, type TrainingImages } from '../../src/denoisers/trainingImages';
import type { Denoiser } from '../../src/diffusion/denoiser';
import { drawNormals, makeRng } from '../../src/math/rng';
import { initialValues } from '../../src/network/unet';
import * as tf from '../../src/tfjs';
import { dim, fashionBytes, livelyValues, maxDifference, meanOf, spectrumOf, take, withNoise } from '../materials';
import { makeSolver } from '../reference/dense';
import { negativeSquaredDistances } from '../reference/denoisers';
import { setWasmBackend } from '../wasmBackend';

const count = 64;
const width = 8;
const sigmaData = 0.7;
const bytes = await fashionBytes('train', 0, count);
const pixels = Float64Array.from(bytes, (byte) => byte / 127.5 - 1);
const mean = meanOf(bytes);
const heldOut = toFloatPixels(await fashionBytes('heldOut', 0, 4));
const training = toFloatPixels(bytes.subarray(0, 4 * dim));

let images: TrainingImages;
beforeAll(setWasmBackend);
beforeEach(() => {
  images = makeTrainingImages(bytes, mean);
});
afterEach(() => {
  images.dispose();
});

const materials: Materials = {
  spectrum: () => Promise.resolve(spectrumOf(bytes, count)),
  weights: () => Promise.resolve({ values: livelyValues(width, 1), width, sigmaData }),
  trainingImages: () => Promise.resolve(images),
  linearMaps: () => Promise.resolve([0.002, 0.5, 1, 0.2, 80].map(linearMapAt)),
  patchSize: () => 9,
};

/** Some map, another one at each noise level. */
function linearMapAt(sigma: number): LinearMap {
  const weight = drawNormals(makeRng(7), dim * dim).map((draw) => (0.02 * draw) / (1 + sigma));
  return { sigma, weight, bias: drawNormals(makeRng(8), dim) };
}
const weightRow = (p: number, { weight }: LinearMap) => (weight as Float32Array).subarray(p * dim, (p + 1) * dim);

interface Limit {
  readonly says: string;
  /** In place of the common ones. */
  readonly materials?: Partial<Materials>;
  readonly sigma: number;
  /** Rows [n, dim]; noise is added. */
  readonly clean: Float32Array;
  readonly expected: (x: Float32Array) => ArrayLike<number>;
  readonly tolerance: number;
}

/** Each row by itself. */
const eachRow = (map: (row: Float32Array) => ArrayLike<number>) => (x: Float32Array) => {
  const mapped = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += dim) mapped.set(map(x.subarray(start, start + dim)), start);
  return mapped;
};
const itself = (x: Float32Array) => x;

function nearestImage(x: Float32Array): Float64Array {
  const nearness = negativeSquaredDistances(pixels, x);
  const index = nearness.indexOf(nearness.reduce((a, b) => Math.max(a, b)));
  return pixels.subarray(index * dim, (index + 1) * dim);
}

/** The nearest point of the smallest flat that holds all images, by normal equations on the differences to the first of them. */
function onSpan(x: Float32Array): Float64Array {
  const first = pixels.subarray(0, dim);
  const differences = Array.from({ length: count - 1 }, (_, i) =>
    first.map((value, p) => pixels[(i + 1) * dim + p]! - value),
  );
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, p) => sum + value * b[p]!, 0);
  const gram = differences.flatMap((a) => differences.map((b) => dot(a, b)));
  const offset = first.map((value, p) => x[p]! - value);
  const shares = makeSolver(gram, count - 1)(differences.map((a) => dot(a, offset)));
  return first.map((value, p) => shares.reduce((sum, share, i) => sum + share * differences[i]![p]!, value));
}

/** So large that x says nothing of the clean image any more. */
const hugeSigma = 8e4;
const toMean: Limit = {
  says: 'the mean of the data at huge sigma',
  sigma: hugeSigma,
  clean: heldOut,
  expected: eachRow(() => mean),
  tolerance: 5e-3, // the largest eigenvalue, 90, over sigma, times an entry of its mode and a normal draw
};

const untrained: Partial<Materials> = {
  weights: () => Promise.resolve({ values: initialValues(width, 1), width, sigmaData }),
};
const cSkip = (sigma: number) => sigmaData ** 2 / (sigma ** 2 + sigmaData ** 2);

const fixtures: Record<DenoiserId, readonly Limit[]> = {
  multiDelta: [
    toMean,
    {
      says: 'the training image under small noise',
      sigma: 0.002,
      clean: training,
      expected: () => training,
      tolerance: 1e-6,
    },
    {
      says: 'the nearest training image of a new one',
      sigma: 0.002,
      clean: heldOut,
      expected: eachRow(nearestImage),
      tolerance: 1e-6,
    },
  ],
  gaussian: [
    toMean,
    // off by sigma^2 over the smallest eigenvalue, 0.18, of a deviation below 5
    {
      says: 'x projected on the span of the images, for N <= d',
      sigma: 0.002,
      clean: heldOut,
      expected: eachRow(onSpan),
      tolerance: 2e-4,
    },
    {
      says: 'a training image itself, which lies on the span',
      sigma: 1e-4,
      clean: training,
      expected: () => training,
      tolerance: 1e-3, // the noise
    },
  ],
  local: [
    toMean,
    {
      says: 'the training image under small noise',
      sigma: 0.002,
      clean: training,
      expected: () => training,
      tolerance: 1e-6,
    },
    {
      says: 'the nearest training image of a new one where every square holds the whole image',
      materials: { patchSize: () => 55 },
      sigma: 0.002,
      clean: heldOut,
      expected: eachRow(nearestImage),
      tolerance: 1e-6,
    },
  ],
  linear: [
    {
      says: 'W x + b',
      sigma: 0.5,
      clean: heldOut,
      expected: eachRow((x) => {
        const map = linearMapAt(0.5);
        return x.map((_, p) => map.bias[p]! + weightRow(p, map).reduce((sum, entry, q) => sum + entry * x[q]!, 0));
      }),
      tolerance: 1e-4,
    },
  ],
  network: [
    // |D - x| <= cOut |F|, and F is below 3
    { says: 'x at small sigma', sigma: 0.002, clean: heldOut, expected: itself, tolerance: 0.006 },
    ...[0.002, 0.5, 80].map((sigma) => ({
      says: `cSkip x, untrained, at sigma = ${sigma}`,
      materials: untrained,
      sigma,
      clean: heldOut,
      expected: (x: Float32Array) => x.map((value) => cSkip(sigma) * value),
      tolerance: 1e-6,
    })),
  ],
};

const rowsOf = (x: Float32Array) => tf.tensor2d(x, [x.length / dim, dim]);

describe.each(denoiserIds)('%s', (id) => {
  const make = async (own: Partial<Materials> = {}): Promise<Denoiser> => {
    const build = await denoiserMakers[id]({ ...materials, ...own });
    return build();
  };

  test('says who it is and how many pixels it takes', async () => {
    const denoiser = await make();
    expect([denoiser.id, denoiser.dim]).toEqual([id, dim]);
    denoiser.dispose();
  });

  test.each([0.002, 0.5, 80])('gives one row for each row and keeps no tensor, at sigma = %d', async (sigma) => {
    const before = tf.memory();
    const denoiser = await make();
    const x = rowsOf(withNoise(heldOut, sigma, 1));
    const { numTensors } = tf.memory();
    const denoised = denoiser.denoise(x, sigma);
    expect(denoised.shape).toEqual([4, dim]);
    expect(denoised.dtype).toBe('float32');
    expect(tf.memory().numTensors).toBe(numTensors + 1);
    expect(x.isDisposed).toBe(false);
    expect(take(denoised).every(Number.isFinite)).toBe(true);
    x.dispose();
    denoiser.dispose();
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
      numBytes: before.numBytes,
    });
  });

  test.each([0.002, 0.2, 80])('treats each row of a batch as if it were alone, at sigma = %d', async (sigma) => {
    const denoiser = await make();
    const x = withNoise(Float32Array.from([...heldOut, ...training]), sigma, 2);
    const together = take(denoiser.denoise(rowsOf(x), sigma));
    for (let start = 0; start < x.length; start += dim) {
      const alone = take(denoiser.denoise(rowsOf(x.slice(start, start + dim)), sigma));
      expect(maxDifference(together.subarray(start, start + dim), alone)).toBeLessThan(1e-5);
    }
    denoiser.dispose();
  });

  test('refuses rows of another length, and keeps no tensor of the attempt', async () => {
    const denoiser = await make();
    const x = tf.zeros<tf.Rank.R2>([2, dim - 1]);
    const { numTensors } = tf.memory();
    expect(() => denoiser.denoise(x, 1)).toThrow();
    expect(tf.memory().numTensors).toBe(numTensors);
    denoiser.dispose();
  });

  test.each(fixtures[id])('returns $says', async ({ materials: own, sigma, clean, expected, tolerance }) => {
    const denoiser = await make(own);
    const x = withNoise(clean, sigma, 3);
    const error = maxDifference(take(denoiser.denoise(rowsOf(x), sigma)), expected(x));
    denoiser.dispose();
    expect(error).toBeLessThan(tolerance);
  });

  test('gives the same numbers when it is made again', async () => {
    const x = withNoise(heldOut, 1, 4);
    const [first, second] = [await make(), await make()].map((denoiser) => take(denoiser.denoise(rowsOf(x), 1)));
    expect(maxDifference(first!, second!)).toBe(0);
  });
});

test('one image is all that a denoiser of the data may know: its mean', async () => {
  const one = bytes.slice(0, dim);
  const single = makeTrainingImages(one, mean);
  const own: Materials = {
    ...materials,
    spectrum: () => Promise.resolve(spectrumOf(one, 1)),
    trainingImages: () => Promise.resolve(single),
  };
  for (const id of ['gaussian', 'multiDelta', 'local'] as const) {
    const denoiser = (await denoiserMakers[id](own))();
    for (const sigma of [0.002, 1, 80]) {
      const x = withNoise(heldOut.subarray(0, dim), sigma, 5);
      expect(
        maxDifference(take(denoiser.denoise(rowsOf(x), sigma)), training.subarray(0, dim)),
        `${id} at ${sigma}`,
      ).toBeLessThan(1e-6);
    }
  }
});

test('training images must be whole images, at least one', () => {
  expect(() => makeTrainingImages(new Uint8Array(dim + 1), mean)).toThrow(
    /makeTrainingImages: bytes must be \[count >= 1, 784\], got length 785/,
  );
  expect(() => makeTrainingImages(new Uint8Array(0), mean)).toThrow(RangeError);
});
