/** The gradient of the loss in one kernel: that of the network in float64 loops, and what the plain operations give, in both builds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { digestIn, gradientBuilds, kernelDigest, kernelFolder } from '../../scripts/tooling/kernels';
import { dim, fashionBytes, livelyValues } from '../../tests/materials';
import { unetOf } from '../../tests/reference/unet';
import { setWasmBackend } from '../../tests/wasmBackend';
import { toFloatPixels } from '../data/pixels';
import { makeRng } from '../math/rng';
import { makeGradientProgram } from '../network/gradientProgram';
import { hasKernel, kernels } from '../network/ops';
import { noiseFeatures, sizeOf, unetSpecs } from '../network/unet';
import * as tf from '../tfjs';
import { drawBatch, initialState, trainNetwork, type TrainingPlan } from '../training/trainNetwork';
import { registerGradientKernel } from './gradientKernel';

v8.setFlagsFromString('--experimental-wasm-relaxed-simd'); // Node 20 has it behind a flag

beforeAll(setWasmBackend);
afterEach(() => {
  if (hasKernel(kernels.lossGradient)) tf.unregisterKernel(kernels.lossGradient, 'wasm');
});

const read = (file: string) => new WebAssembly.Module(readFileSync(join(kernelFolder, file)));
const pixels = toFloatPixels(await fashionBytes('train', 0, 8));
const norm = (x: Float32Array) => Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));
const planOf = (width: number, batchSize: number): TrainingPlan => ({
  width,
  seed: 3,
  batchSize,
  imagesSeen: 4 * batchSize,
  learningRate: 0.002,
  sigmaData: 0.7,
});

test.each(gradientBuilds)('$file is built from its source', (build) => {
  expect(digestIn(read(build.file)), 'run npm run kernels').toBe(kernelDigest(build));
});

describe('of each parameter, the derivative along a random direction', () => {
  const width = 8;
  const batchSize = 2;
  const batch = drawBatch(planOf(width, batchSize), pixels, 0);
  const values = Float64Array.from(livelyValues(width, 5));

  /** In float64, from the description of the network. */
  function lossAt(own: Float64Array): number {
    let squares = 0;
    for (const [row, cNoise] of batch.cNoise.entries()) {
      const at = row * dim;
      const output = unetOf({ values: own, width }, Float64Array.from(batch.input.subarray(at, at + dim)), cNoise);
      for (const [p, f] of output.entries()) squares += (f - batch.target[at + p]!) ** 2;
    }
    return squares / batch.target.length;
  }

  test.each(gradientBuilds)('$file: is that of the loss in float64, to 1e-4', { timeout: 60_000 }, ({ file }) => {
    const program = makeGradientProgram(read(file), { width, parameterCount: values.length, batchSize });
    const features = batch.cNoise.map(noiseFeatures);
    const { loss, gradient } = program.run(Float32Array.from(values), { ...batch, features });
    expect(Math.abs(loss / lossAt(values) - 1)).toBeLessThan(1e-6);
    const rng = makeRng(9);
    let start = 0;
    for (const spec of unetSpecs(width)) {
      const end = start + sizeOf(spec);
      const direction = values.map((_, i) => (i >= start && i < end ? rng.normal() : 0));
      const moved = (step: number) => lossAt(values.map((value, i) => value + step * direction[i]!));
      const h = 1e-4 / Math.sqrt(sizeOf(spec));
      const expected = (moved(h) - moved(-h)) / (2 * h);
      const own = gradient.subarray(start, end);
      const size = norm(own);
      expect(size, spec.name).toBeGreaterThan(0);
      const found = own.reduce((sum, each, i) => sum + each * direction[start + i]!, 0);
      expect(Math.abs(found - expected), spec.name).toBeLessThan(1e-4 * size);
      start = end;
    }
  });
});

test.each(gradientBuilds.flatMap(({ file }) => [24, 32, 64].map((width) => ({ file, width }))))(
  '$file, width $width: two steps of a training are those of the plain operations',
  async ({ file, width }) => {
    const plan = planOf(width, 3);
    const start = { ...initialState(plan), values: livelyValues(width, 5) };
    const firstSteps = async () => {
      const losses: number[] = [];
      for await (const { step, loss, readState } of trainNetwork(plan, pixels, start)) {
        losses.push(loss);
        if (step === 2) return { losses, state: await readState() };
      }
      throw new Error('no second step');
    };
    const plain = await firstSteps();
    registerGradientKernel(read(file));
    const tensors = tf.memory().numTensors;
    const fast = await firstSteps();
    expect(tf.memory().numTensors).toBe(tensors);
    for (const [i, loss] of fast.losses.entries()) expect(Math.abs(loss / plain.losses[i]! - 1)).toBeLessThan(2e-5);
    let offset = 0;
    for (const spec of unetSpecs(width)) {
      const part = (of: Float32Array) => of.subarray(offset, offset + sizeOf(spec));
      const [own, expected] = [part(fast.state.adamMean), part(plain.state.adamMean)]; // of gradients
      const error = norm(own.map((each, i) => each - expected[i]!)) / norm(expected);
      expect(error, spec.name).toBeLessThan(1e-4);
      offset += sizeOf(spec);
    }
  },
);

test('a width that is no multiple of 8 takes the plain operations', async () => {
  const plan = planOf(12, 2);
  const lossesOf = async () => {
    const losses: number[] = [];
    for await (const { loss } of trainNetwork(plan, pixels, initialState(plan))) losses.push(loss);
    return losses;
  };
  const plain = await lossesOf();
  registerGradientKernel(read('gradients.wasm'));
  expect(await lossesOf()).toEqual(plain);
});
