/** Multi-delta and the Gaussian as N grows: time and memory; and multi-delta against onnxruntime-web. */
import { openDataset } from '../../../src/data/dataset';
import { makeGaussianDenoiser } from '../../../src/denoisers/gaussian';
import { makeMultiDeltaDenoiser } from '../../../src/denoisers/multiDelta';
import { computeSpectrum } from '../../../src/denoisers/spectrum';
import { makeTrainingImages } from '../../../src/denoisers/trainingImages';
import type { Denoiser } from '../../../src/diffusion/denoiser';
import { drawNormals, makeRng } from '../../../src/math/rng';
import type { Spectrum } from '../../../src/math/spectrum';
import * as tf from '../../../src/tfjs';
import { readPublicFile } from '../../readPublicFile';
import type { Item } from '../item';
import { clock, growthPower, takeTurns, type Contender } from '../statistics';
import { startNodeWasm } from '../nodeWasm';

const dim = 784;
const counts = [64, 256, 1024, 4096, 16384];
const batch = 16;
const sigma = 1;

export const growth: Item = {
  title: 'Multi-delta and the Gaussian as N grows, batch 16',
  async run(tools) {
    await startNodeWasm();
    const dataset = await openDataset('fashion', readPublicFile);
    const bytes = await dataset.images('train', 0, counts.at(-1)!);
    const x = tf.tensor2d(drawNormals(makeRng(1), batch * dim), [batch, dim]);
    const contenders: Record<string, Contender> = {};
    const figures: Record<string, number> = {};
    for (const count of counts) {
      const own = bytes.subarray(0, count * dim);
      const images = makeTrainingImages(own, new Float32Array(dim));
      const multiDelta = makeMultiDeltaDenoiser(images);
      figures[`multi-delta, N = ${count}: MB held while it runs, above the images as float32`] =
        highWater(() => multiDelta.denoise(x, sigma)) / 1e6;
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

    const { page } = await tools.page();
    const contest = await page.evaluate((contest) => window.bench.compareMultiDelta(contest), {
      count: counts.at(-1)!,
      backend: 'wasm',
      batches: [batch],
      threads: [1, 2],
      rounds: 9,
    } as const);
    const ratio = (threads: string) =>
      contest.timings[`theirs, ${threads}, batch ${batch}`]!.medianMs /
      contest.timings[`ours, ${threads}, batch ${batch}`]!.medianMs;
    return {
      timings: {
        ...timings,
        ...Object.fromEntries(
          Object.entries(contest.timings).map(([name, timing]) => [`page, multi-delta, N = 16384, ${name}`, timing]),
        ),
      },
      figures: { ...figures, 'largest difference from onnxruntime-web, N = 16384': contest.difference },
      targets: [
        ...['1 thread', '2 threads'].map((threads) => ({
          measure: `multi-delta, N = 16384, wasm, ${threads}: onnxruntime-web's time / ours`,
          value: ratio(threads),
          must: 0.75,
          aim: 1.1,
          better: 'higher' as const,
        })),
        {
          measure: 'multi-delta, N = 16384: MB of tensors held above the images',
          value: figures['multi-delta, N = 16384: MB held while it runs, above the images as float32']!,
          must: 20,
          aim: 5,
          better: 'lower',
        },
      ],
    };
  },
};

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
