/** The closed-form denoisers on the CPU in float64 to the oracles' own tolerance, and on tensors in float32 to 1e-6 of the numbers' size. */
import { beforeAll, describe, expect, test } from 'vitest';
import { makeGaussianDenoiser } from '../../src/denoisers/gaussian';
import { makeLocalDenoiser } from '../../src/denoisers/local';
import { makeMultiDeltaDenoiser } from '../../src/denoisers/multiDelta';
import * as tf from '../../src/tfjs';
import { spectrumOfCovariance, take, trainingImagesOf } from '../materials';
import { makeGaussianMean, multiDeltaMean } from '../reference/denoisers';
import { localMean } from '../reference/local';
import { setWasmBackend } from '../wasmBackend';
import oracles from './denoisers.json';
import { expectClose } from './expectClose';

beforeAll(setWasmBackend);

const float32 = 1e-6;
const { multidelta3pts, gaussDenoiser4x4, gaussWB4x4, localScore6x6 } = oracles.cases;

describe('multi-delta of three points', () => {
  const { inputs, outputs, relTol } = multidelta3pts;
  test.each(Object.entries(outputs))('sigma = %s', (sigma, { D }) => {
    const images = trainingImagesOf(inputs.Y);
    const denoiser = makeMultiDeltaDenoiser(images);
    const actual = take(denoiser.denoise(tf.tensor2d(inputs.x), Number(sigma)));
    expectClose(actual, D.flat(), float32, 1);
    for (const [i, x] of inputs.x.entries())
      expectClose(multiDeltaMean(inputs.Y.flat(), x, Number(sigma)), D[i]!, relTol);
  });
});

describe('local denoiser of five images', () => {
  const { inputs, outputs, relTol } = localScore6x6;
  test.each(Object.entries(outputs))('P = %s', (size, expected) => {
    const { Y, x, sigma } = inputs;
    const patchSize = Number(size);
    const denoiser = makeLocalDenoiser(trainingImagesOf(Y), patchSize);
    expectClose(take(denoiser.denoise(tf.tensor2d([x]), sigma)), expected, float32, 1);
    expectClose(localMean(Y.flat(), x, { sigma, patchSize }), expected, relTol);
  });
});

describe('Gaussian in four dimensions', () => {
  const { inputs, outputs, relTol } = gaussDenoiser4x4;
  const spectrum = spectrumOfCovariance(inputs.C, inputs.mu);

  test('the eigenvalues', () => {
    expectClose(spectrum.eigenvalues, outputs.eigenvalues, relTol);
  });

  test.each(Object.entries(outputs.D))('sigma = %s', (sigma, expected) => {
    const denoiser = makeGaussianDenoiser(spectrum);
    expectClose(take(denoiser.denoise(tf.tensor2d([inputs.x]), Number(sigma))), expected, float32, 1);
    const moments = { mean: Float64Array.from(inputs.mu), covariance: Float64Array.from(inputs.C.flat()) };
    expectClose(makeGaussianMean(moments, Number(sigma))(inputs.x), expected, relTol);
  });

  test('as an affine map, D(x) = W x + b', () => {
    const { C, mu, sigma } = gaussWB4x4.inputs;
    const denoiser = makeGaussianDenoiser(spectrumOfCovariance(C, mu));
    const b = take(denoiser.denoise(tf.zeros([1, 4]), sigma));
    expectClose(b, gaussWB4x4.outputs.b, float32, 1);
    const columns = take(denoiser.denoise(tf.eye(4), sigma)).map((value, i) => value - b[i % 4]!); // row i is W e_i
    expectClose(columns, gaussWB4x4.outputs.W.flat(), float32, 1); // W is symmetric
    expect(gaussWB4x4.outputs.W[0]![3]).toBeCloseTo(gaussWB4x4.outputs.W[3]![0]!, 12);
  });
});
