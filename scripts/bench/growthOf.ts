/** Multi-delta and the Gaussian over the first N images: time and memory for each N, and the powers of their growth. */
import { makeGaussianDenoiser } from '../../src/denoisers/gaussian';
import { makeMultiDeltaDenoiser } from '../../src/denoisers/multiDelta';
import { computeSpectrum } from '../../src/denoisers/spectrum';
import { makeTrainingImages } from '../../src/denoisers/trainingImages';
import type { Denoiser } from '../../src/diffusion/denoiser';
import { drawNormals, makeRng } from '../../src/math/rng';
import type { Spectrum } from '../../src/math/spectrum';
import * as tf from '../../src/tfjs';
import type { Target } from './result';
import { clock, type Contender, growthPower, takeTurns, type Timing } from './statistics';

const dim = 784;
export const counts = [64, 256, 1024, 4096, 16384];
export const batch = 16;
const sigma = 1;

export interface Growth {
  readonly timings: Readonly<Record<string, Timing>>;
  readonly figures: Readonly<Record<string, number>>;
  readonly targets: readonly Target[];
}

/** On the active backend. @param bytes  as many images as the largest N */
export async function growthOf(bytes: Uint8Array<ArrayBuffer>): Promise<Growth> {
  const x = tf.tensor2d(drawNormals(makeRng(1), batch * dim), [batch, dim]);
  const contenders: Record<string, Contender> = {};
  const figures: Record<string, number> = {};
  for (const count of counts) {
    const own = bytes.subarray(0, count * dim);
    const multiDelta = makeMultiDeltaDenoiser(makeTrainingImages(own, new Float32Array(dim)));
    figures[memoryOf(count)] = highWater(() => multiDelta.denoise(x, sigma)) / 1e6;
    contenders[`multi-delta, N = ${count}`] = () => timeOf(multiDelta, x);
    const gaussian = makeGaussianDenoiser(spectrumOf(own, count));
    contenders[`Gaussian, N = ${count}`] = () => timeOf(gaussian, x);
  }
  const timings = await takeTurns(contenders, { rounds: 9, warmUp: 2 });
  const power = (name: string, from: readonly number[]) =>
    growthPower(
      from,
      from.map((count) => timings[`${name}, N = ${count}`]!.medianMs),
    );
  figures['power of N in the time of multi-delta, N >= 1024'] = power('multi-delta', counts.slice(2));
  figures['power of N in the time of the Gaussian, N >= 1024 (full rank)'] = power('Gaussian', counts.slice(2));
  const largest = counts.at(-1)!;
  return {
    timings,
    figures,
    targets: [
      {
        measure: `multi-delta, N = ${largest}: MB of tensors held above the images`,
        value: figures[memoryOf(largest)]!,
        must: 20,
        aim: 5,
        better: 'lower',
      },
    ],
  };
}

const memoryOf = (count: number) => `multi-delta, N = ${count}: MB held while it runs, above the images as float32`;

async function timeOf(denoiser: Denoiser, x: tf.Tensor2D): Promise<number> {
  return clock(async () => {
    const denoised = denoiser.denoise(x, sigma);
    await denoised.data();
    denoised.dispose();
  });
}

/** The most bytes of tensors that live at once while it runs, above those before. */
function highWater(run: () => tf.Tensor): number {
  const before = tf.memory().numBytes;
  let most = before;
  const engine = tf.engine();
  const track = engine.trackTensor.bind(engine);
  engine.trackTensor = (...args) => {
    track(...args);
    most = Math.max(most, tf.memory().numBytes);
  };
  try {
    run().dispose();
  } finally {
    engine.trackTensor = track;
  }
  return most - before;
}

function spectrumOf(bytes: Uint8Array, count: number): Spectrum {
  const work = computeSpectrum(bytes, count, dim);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
