/** Whole trajectories: 18 Heun steps of 16 images by each denoiser, N = 16,384, against NumPy, on one thread each. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '../../../src/data/dataset';
import { toFloatPixels } from '../../../src/data/pixels';
import { makeGaussianDenoiser } from '../../../src/denoisers/gaussian';
import { type LinearMap, makeLinearDenoiser } from '../../../src/denoisers/linear';
import { makeMultiDeltaDenoiser } from '../../../src/denoisers/multiDelta';
import { makeNetworkDenoiser } from '../../../src/denoisers/network';
import { computeSpectrum } from '../../../src/denoisers/spectrum';
import { makeTrainingImages } from '../../../src/denoisers/trainingImages';
import type { Denoiser } from '../../../src/diffusion/denoiser';
import { sample, samplers } from '../../../src/diffusion/sample';
import { karrasSigmas } from '../../../src/diffusion/schedule';
import { quantile } from '../../../src/math/quantile';
import { drawNormals, makeRng } from '../../../src/math/rng';
import type { Spectrum } from '../../../src/math/spectrum';
import { findModelEntry, loadModel, readModelList } from '../../../src/network/models';
import { unetSpecs } from '../../../src/network/unet';
import * as tf from '../../../src/tfjs';
import { readPublicFile } from '../../readPublicFile';
import { findPython } from '../../tooling/findPython';
import { root } from '../../tooling/run';
import type { Item } from '../item';
import { startNodeWasm } from '../../nodeWasm';
import { clock, type Timing, timingOf } from '../statistics';

const [count, batch, rounds, dim] = [16_384, 16, 3, 784];
const model = 'fashion-n16384-w32';

export const trajectories: Item = {
  title: '18 Heun steps of 16 images, N = 16,384, against NumPy, one thread',
  async run() {
    await startNodeWasm();
    const sigmas = karrasSigmas({ steps: 18 });
    const bytes = await (await openDataset('fashion', readPublicFile)).images('train', 0, count);
    const spectrum = spectrumOf(bytes);
    const maps = sigmas.slice(0, -1).map((sigma) => mapOf(spectrum, sigma));
    const entry = findModelEntry(await readModelList(readPublicFile), model);
    const { width, sigmaData } = entry;
    const { values } = await loadModel(entry, readPublicFile);
    const start = Float32Array.from(drawNormals(makeRng(1), batch * dim), (draw) => sigmas[0]! * draw);
    const denoisers = {
      network: makeNetworkDenoiser({ values, width, sigmaData }),
      gaussian: makeGaussianDenoiser(spectrum),
      linear: makeLinearDenoiser(maps),
      multiDelta: makeMultiDeltaDenoiser(makeTrainingImages(bytes, spectrum.mean)),
    };
    const ids = Object.keys(denoisers) as (keyof typeof denoisers)[];
    const python = findPython();
    const folder = await mkdtemp(join(tmpdir(), 'trajectories-'));
    const oursMs: Record<string, number[]> = {};
    const theirsMs: Record<string, number[]> = {};
    const samples: Record<string, Float32Array> = {};
    try {
      const write = (name: string, data: Float32Array) => writeFile(join(folder, `${name}.bin`), data);
      await writeFile(
        join(folder, 'plan.json'),
        JSON.stringify({ sigmas: sigmas.slice(0, -1), sigmaData, dim, specs: unetSpecs(width) }),
      );
      await write('start', start);
      await write('images', toFloatPixels(bytes));
      await write('mean', Float32Array.from(spectrum.mean));
      await write('eigenvalues', Float32Array.from(spectrum.eigenvalues));
      await write('modes', Float32Array.from(spectrum.modes));
      await write('maps', joined(maps.map(({ weight }) => weight)));
      await write('biases', joined(maps.map(({ bias }) => bias)));
      await write('parameters', values);
      for (let round = -1; round < rounds; round++) {
        for (const id of ids) {
          const ms = await clock(async () => (samples[id] = await trajectory(denoisers[id], sigmas, start)));
          if (round >= 0) (oursMs[id] ??= []).push(ms);
        }
        if (python === undefined || round < 0) continue;
        for (const [id, ms] of Object.entries(runNumpy(python, folder))) (theirsMs[id] ??= []).push(ms);
      }
      const differences: Record<string, number> = {};
      if (python !== undefined)
        for (const id of ids) {
          const theirs = new Float32Array((await readFile(join(folder, `samples-${id}.bin`))).buffer);
          differences[`${id}: median difference of a pixel from NumPy's`] = medianDifference(samples[id]!, theirs);
        }
      return {
        timings: { ...named('ours', oursMs), ...named('NumPy', theirsMs) },
        figures: {
          ...Object.fromEntries(
            Object.entries(theirsMs).map(([id, ms]) => [
              `${id}: NumPy's time / ours`,
              timingOf(ms).medianMs / timingOf(oursMs[id]!).medianMs,
            ]),
          ),
          ...differences,
        },
        notes: [
          python === undefined
            ? 'Skipped: NumPy, because there is no Python with it here.'
            : 'NumPy as anybody would write it, in float32 (scripts/bench/numpy/trajectories.py). The linear denoiser has the maps of the Gaussian.',
        ],
      };
    } finally {
      for (const denoiser of Object.values(denoisers)) denoiser.dispose();
      await rm(folder, { recursive: true });
    }
  },
};

async function trajectory(denoiser: Denoiser, sigmas: readonly number[], values: Float32Array): Promise<Float32Array> {
  const start = tf.tensor2d(values, [batch, dim]);
  let end = new Float32Array();
  for (const { step, x } of sample({ denoiser, sampler: samplers.heun, sigmas, start }))
    if (step === sigmas.length - 1) end = (await x.data<'float32'>()).slice();
  start.dispose();
  return end;
}

function runNumpy(python: string, folder: string): Record<string, number> {
  const threads = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const program = join(root, 'scripts/bench/numpy/trajectories.py');
  return JSON.parse(
    execFileSync(python, [program, folder], { env: { ...process.env, ...threads } }).toString(),
  ) as Record<string, number>;
}

function spectrumOf(bytes: Uint8Array): Spectrum {
  const work = computeSpectrum(bytes, count, dim);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The Gaussian denoiser as a matrix: W = U diag(lambda / (lambda + sigma^2)) U^T, b = mean - W mean. */
function mapOf({ modes, eigenvalues, mean }: Spectrum, sigma: number): LinearMap {
  return tf.tidy(() => {
    const rank = eigenvalues.length;
    const rows = tf.tensor2d(Float32Array.from(modes), [rank, dim]);
    const gains = tf.tensor2d(
      Float32Array.from(eigenvalues, (value) => value / (value + sigma ** 2)),
      [rank, 1],
    );
    const weight = tf.matMul(tf.transpose(rows), tf.mul<tf.Tensor2D>(rows, gains));
    const center = tf.tensor2d(Float32Array.from(mean), [dim, 1]);
    const bias = tf.sub(center, tf.matMul(weight, center));
    return { sigma, weight: weight.dataSync<'float32'>().slice(), bias: bias.dataSync<'float32'>().slice() };
  });
}

const joined = (parts: readonly ArrayLike<number>[]) => Float32Array.from(parts.flatMap((part) => Array.from(part)));

const named = (who: string, ms: Readonly<Record<string, number[]>>): Record<string, Timing> =>
  Object.fromEntries(Object.entries(ms).map(([id, each]) => [`${id}, ${who}`, timingOf(each)]));

function medianDifference(a: Float32Array, b: Float32Array): number {
  return quantile(
    Array.from(a, (value, i) => Math.abs(value - b[i]!)),
    0.5,
  );
}
