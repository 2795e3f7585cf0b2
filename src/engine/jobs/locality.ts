/** The job 'locality': what the local denoiser makes of one noise with squares of several sizes, and which training images each pixel is taken from. */
import { datasetInfo } from '../../data/catalog';
import { equivariantWeights, makeEquivariantDenoiser } from '../../denoisers/equivariant';
import { localWeights, makeLocalDenoiser } from '../../denoisers/local';
import { readBack } from '../../diffusion/readback';
import { sample, samplers } from '../../diffusion/sample';
import { karrasSigmas } from '../../diffusion/schedule';
import { drawNormals, makeRng } from '../../math/rng';
import * as tf from '../../tfjs';
import { borrowFor } from '../borrow';
import type { JobContext, RunJob } from '../job';
import { nextTurn } from '../nextTurn';
import type { LocalityFrame, LocalityJob } from '../protocol';

const mostImages = 256;

const variants = {
  same: { makeDenoiser: makeLocalDenoiser, weightsOf: localWeights },
  any: { makeDenoiser: makeEquivariantDenoiser, weightsOf: equivariantWeights },
} as const;

export const runLocality: RunJob<'locality'> = async (job, context) => {
  const { count } = job.subset;
  if (count > mostImages) throw new RangeError(`Origins are told of at most ${mostImages} images, got ${count}.`);
  for (const [i, patchSize] of job.patchSizes.entries()) context.emit(await drawOne(job, patchSize, i, context));
  return null;
};

async function drawOne(
  job: LocalityJob,
  patchSize: number,
  index: number,
  context: JobContext<'locality'>,
): Promise<LocalityFrame> {
  const { steps, seed, dataset } = job;
  const { dim } = datasetInfo(dataset);
  const sigmas = karrasSigmas({ steps });
  const borrowed = borrowFor(job, context);
  const start = tf.tensor2d(
    drawNormals(makeRng(seed), dim).map((draw) => draw * sigmas[0]!),
    [1, dim],
  );
  try {
    const images = await borrowed.trainingImages();
    const { makeDenoiser, weightsOf } = variants[job.places];
    const run = sample({ denoiser: makeDenoiser(images, patchSize), sampler: samplers.euler, sigmas, start });
    try {
      for (const { step, sigma, x, denoised } of run) {
        context.onProgress({ phase: 'sampling', done: index * steps + step, total: job.patchSizes.length * steps });
        await nextTurn();
        context.signal.throwIfAborted();
        if (step < steps - 1) continue;
        const weights = weightsOf(images, x, { sigma, patchSize });
        try {
          const values = await readBack([denoised, weights]); // Euler's last step lands on the guess itself
          context.signal.throwIfAborted();
          return { patchSize, sample: values.slice(0, dim), weights: values.slice(dim) };
        } finally {
          weights.dispose();
        }
      }
      throw new Error('The sampler ended before its last step.');
    } finally {
      run.return();
    }
  } finally {
    start.dispose();
    borrowed.release();
  }
}
