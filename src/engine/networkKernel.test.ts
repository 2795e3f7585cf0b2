/** The network in one kernel gives what the plain operations give, in both builds, alone and with other threads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { digestIn, kernelDigest, kernelFolder, networkBuilds } from '../../scripts/tooling/kernels';
import { dim, livelyValues, maxDifference, noisyFashion, take } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeNetworkDenoiser } from '../denoisers/network';
import { makeNetworkProgram, type NetworkProgram, workOn } from '../network/networkProgram';
import { hasKernel, kernels } from '../network/ops';
import * as tf from '../tfjs';
import { type Helper, registerNetworkKernel } from './networkKernel';

v8.setFlagsFromString('--experimental-wasm-relaxed-simd'); // Node 20 has it behind a flag

beforeAll(setWasmBackend);
afterEach(() => {
  if (hasKernel(kernels.networkDenoise)) tf.unregisterKernel(kernels.networkDenoise, 'wasm');
});

const sigmaData = 0.7;
const read = (file: string) => new WebAssembly.Module(readFileSync(join(kernelFolder, file)));

/** D at several noise levels, of every image. */
function answersOf(width: number, x: Float32Array): Float32Array[] {
  const denoiser = makeNetworkDenoiser({ values: livelyValues(width, 5), width, sigmaData });
  const answers = [0.002, 0.5, 80].map((sigma) => take(denoiser.denoise(tf.tensor2d(x, [x.length / dim, dim]), sigma)));
  denoiser.dispose();
  return answers;
}

const noisy = (count: number) => noisyFashion('heldOut', { count, sigma: 0.5 });

test.each(networkBuilds)('$file is built from its source', (build) => {
  expect(digestIn(read(build.file)), 'run npm run kernels').toBe(kernelDigest(build));
});

test.each(networkBuilds.flatMap(({ file }) => [8, 24, 32].map((width) => ({ file, width }))))(
  '$file, width $width: as the plain operations, to 1e-5',
  async ({ file, width }) => {
    const x = await noisy(3);
    const plain = answersOf(width, x);
    registerNetworkKernel(read(file), []);
    const tensors = tf.memory().numTensors;
    const fast = answersOf(width, x);
    expect(tf.memory().numTensors - tensors).toBeLessThanOrEqual(3); // the inputs of this test
    for (const [i, answer] of fast.entries()) expect(maxDifference(answer, plain[i]!)).toBeLessThan(1e-5);
    expect(maxDifference(fast[1]!, x)).toBeGreaterThan(0.1); // it denoises
  },
);

test('images are shared with another thread', async () => {
  const module = read('network.wasm');
  const x = await noisy(5);
  const plain = answersOf(8, x);
  const programs = new Map<number, NetworkProgram>();
  let imagesTaken = 0;
  const helper: Helper = {
    post: (request) => {
      if (request.kind === 'keep') programs.set(request.id, makeNetworkProgram(module, request.values, request.width));
      if (request.kind !== 'work') return;
      const program = programs.get(request.id)!;
      const counted = {
        ...program,
        denoise: (...args: Parameters<typeof program.denoise>) => {
          imagesTaken++;
          program.denoise(...args);
        },
      };
      workOn(counted, request.noise, request.batch);
    },
  };
  registerNetworkKernel(module, [helper]);
  for (const [i, answer] of answersOf(8, x).entries()) expect(maxDifference(answer, plain[i]!)).toBeLessThan(1e-5);
  expect(imagesTaken).toBe(3 * 5);
});

test('a width that is no multiple of 8 takes the plain operations', async () => {
  const x = await noisy(1);
  const plain = answersOf(12, x);
  registerNetworkKernel(read('network.wasm'), []);
  expect(answersOf(12, x)).toEqual(plain);
});
