import { beforeAll, expect, test } from 'vitest';
import { cosine, rmsDifference } from '../../src/math/similarity';
import { isMemorized } from '../../src/metrics/catalog';
import { denoiserErrors } from '../../src/metrics/denoiserErrors';
import { nearestTraining } from '../../src/metrics/nearestTraining';
import { trainingSimilarities } from '../../src/metrics/trainingSimilarity';
import * as tf from '../../src/tfjs';
import { rowsOf, take, trainingImagesOf } from '../materials';
import { setWasmBackend } from '../wasmBackend';
import { expectClose } from './expectClose';
import oracles from './metrics.json';

beforeAll(setWasmBackend);

test('nearest training points, their distances, and which samples are copies', () => {
  const { inputs, outputs, relTol } = oracles.cases.glAndMemorizationToy;
  const found = take(nearestTraining(trainingImagesOf(inputs.Y), tf.tensor2d(inputs.gen)));
  const distances = inputs.gen.map((x, i) =>
    [0, 1].map((rank) => Math.hypot(...inputs.Y[found[2 * i + rank]!]!.map((value, p) => value - x[p]!))),
  );
  expect(inputs.gen.map((_, i) => found[2 * i])).toEqual(outputs.nnIndex);
  expectClose(
    distances.map(([nearest]) => nearest!),
    outputs.nnDist,
    relTol,
  );
  expectClose(
    distances.map(([nearest, second]) => nearest! / second!),
    outputs.d1OverD2,
    relTol,
  );
  const memorized = distances.map(([distance, secondDistance]) =>
    isMemorized({ distance: distance!, secondDistance: secondDistance! }),
  );
  expect(memorized.map(Number)).toEqual(outputs.memorizedRatioRule);
});

test('GL scores, cosines and copies of many images at once', async () => {
  const { inputs, outputs, relTol } = oracles.cases.glAndMemorizationToy;
  const found = await trainingSimilarities(Float64Array.from(inputs.gen.flat()), rowsOf(inputs.Y), [0, 0]);
  expect(found.map(({ index }) => index)).toEqual(outputs.nnIndex);
  const rms = outputs.nnDist.map((distance) => distance / Math.SQRT2); // a root mean square over two pixels
  expectClose(
    found.map(({ distance }) => distance),
    rms,
    relTol,
  );
  expectClose(
    found.map(({ distance, secondDistance }) => distance / secondDistance),
    outputs.d1OverD2,
    relTol,
  );
  expect(found.map((similarity) => Number(isMemorized(similarity)))).toEqual(outputs.memorizedRatioRule);
  expectClose(
    found.map((similarity) => similarity.cosine),
    outputs.maxCosine,
    relTol,
  );
  const isZero = ({ relativeDistance }: (typeof found)[number]) => relativeDistance === Infinity;
  expect(found.map(isZero)).toEqual([false, true, false, false]); // the oracle divides by 1e-12 there
  const scores = found.filter((similarity) => !isZero(similarity)).map(({ relativeDistance }) => relativeDistance);
  expectClose(
    scores,
    outputs.GLRatioPerSample.filter((_, i) => i !== 1),
    relTol,
  );
  expectClose(
    [scores.reduce((sum, score) => sum + score, 0) / scores.length],
    [outputs.GLMeanExcludingZeroNormRow],
    relTol,
  );
  const share = found.filter((similarity) => similarity.cosine <= 0.6).length / found.length;
  expect(share).toBe(outputs.GLThresholdCos0p6);
});

test('how alike two images are: raw, with a mean subtracted, with their own means subtracted', () => {
  const { inputs, outputs, relTol } = oracles.cases.pairSimilarityToy;
  const { a, b, mean } = inputs;
  const withoutOwnMean = (image: readonly number[]) => {
    const level = image.reduce((sum, value) => sum + value, 0) / image.length;
    return image.map((value) => value - level);
  };
  expectClose(
    [cosine(a, b), cosine(a, b, mean), cosine(withoutOwnMean(a), withoutOwnMean(b)), rmsDifference(a, b)],
    [outputs.cosineRaw, outputs.cosineCentered, outputs.cosineOwnMeanRemoved, outputs.rmse],
    relTol,
  );
});

test('how far a linear denoiser is from another one', async () => {
  const { inputs, outputs } = oracles.cases.scoreDifferenceToy;
  const matrix = tf.tensor2d(inputs.A);
  const denoiser = (denoise: (x: tf.Tensor2D) => tf.Tensor2D) => ({
    id: '',
    dim: 3,
    denoise,
    dispose: () => undefined,
  });
  const dTheta = denoiser((x) => tf.tanh(x));
  const dL = denoiser((x) => tf.matMul<tf.Tensor2D>(x, matrix, false, true));
  const clean = Float32Array.from(inputs.x.flat()); // the noise is too small for a float32 beside them
  const [, linear] = await denoiserErrors([dTheta, dL], { clean, sigma: 1e-30, seed: 1 });
  expectClose([linear!.rmseToFirst.mean, linear!.normalizedToFirst.mean], [outputs.rmse, outputs.normalized], 1e-6);
  matrix.dispose();
});
