/** The ONNX graphs compute what our denoisers compute, in onnxruntime's own WebAssembly. */
import * as onnx from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { makeMultiDeltaDenoiser } from '../../src/denoisers/multiDelta';
import { makeNetworkDenoiser } from '../../src/denoisers/network';
import { makeTrainingImages } from '../../src/denoisers/trainingImages';
import { edmScalings } from '../../src/diffusion/preconditioning';
import { toFloatPixels } from '../../src/data/pixels';
import { noiseFeatures } from '../../src/network/unet';
import * as tf from '../../src/tfjs';
import { dim, fashionBytes, livelyValues, maxDifference, meanOf, noisyFashion, take } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { multiDeltaModel, networkModel, permuted } from './onnxModels';

beforeAll(setWasmBackend);

const count = 3;
const sigma = 0.5;

async function runOnnx(model: Uint8Array, inputs: Record<string, onnx.Tensor>): Promise<Float32Array> {
  const session = await onnx.InferenceSession.create(model);
  return (await session.run(inputs))['denoised']!.data as Float32Array;
}

const floats = (values: readonly number[] | Float32Array, shape: number[]) =>
  new onnx.Tensor('float32', Float32Array.from(values), shape);

test('the network, to 1e-5', async () => {
  const [width, sigmaData] = [16, 0.7];
  const values = livelyValues(width, 3);
  const x = await noisyFashion('heldOut', { count, sigma });
  const { cSkip, cOut, cIn, cNoise } = edmScalings(sigma, sigmaData);
  const denoiser = makeNetworkDenoiser({ values, width, sigmaData });
  const ours = take(denoiser.denoise(tf.tensor2d(x, [count, dim]), sigma));
  denoiser.dispose();
  const theirs = await runOnnx(networkModel(values, width), {
    x: floats(x, [count, dim]),
    features: floats(noiseFeatures(cNoise), [1, 32]),
    scalings: floats([cSkip, cOut, cIn], [3]),
  });
  expect(maxDifference(ours, theirs)).toBeLessThan(1e-5);
});

test('multi-delta, to 1e-4', async () => {
  const bytes = await fashionBytes('train', 0, 64);
  const x = await noisyFashion('heldOut', { count, sigma });
  const images = makeTrainingImages(bytes, meanOf(bytes));
  const ours = take(makeMultiDeltaDenoiser(images).denoise(tf.tensor2d(x, [count, dim]), sigma));
  images.dispose();
  const theirs = await runOnnx(multiDeltaModel(toFloatPixels(bytes), dim), {
    x: floats(x, [count, dim]),
    precision: floats([1 / sigma ** 2], [1]),
  });
  expect(maxDifference(ours, theirs)).toBeLessThan(1e-4);
});

test('axes in another order', () => {
  expect(permuted(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0])).toEqual(Float32Array.of(1, 4, 2, 5, 3, 6));
});
