/** The job 'survey': many samples of several denoisers from the same noises, each compared with all training images. */
import { datasetInfo } from '../../data/catalog';
import { meanPixels, toFloatPixels } from '../../data/pixels';
import type { DenoiserId } from '../../denoisers/catalog';
import type { Denoiser } from '../../diffusion/denoiser';
import { readBack } from '../../diffusion/readback';
import { sample, samplers } from '../../diffusion/sample';
import { karrasSigmas } from '../../diffusion/schedule';
import { drawNormals, makeRng } from '../../math/rng';
import { rowsOfBytes, trainingSimilarities } from '../../metrics/trainingSimilarity';
import * as tf from '../../tfjs';
import { borrowFor } from '../borrow';
import type { JobContext, RunJob } from '../job';
import type { SurveyJob, SurveyRow } from '../protocol';
import { nextTurn } from '../nextTurn';

const mostSamples = 256;
const usualSteps = 18;

export const runSurvey: RunJob<'survey'> = async (job, context) => {
  const { count, seed, dataset: id, subset } = job;
  if (!Number.isInteger(count) || count < 1 || count > mostSamples)
    throw new RangeError(`The number of samples must be an integer from 1 to ${mostSamples}, got ${count}.`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`The seed must be an integer >= 0, got ${seed}.`);
  const startedAt = performance.now();
  const { dim } = datasetInfo(id);
  const bytes = await context.library.images(id, subset, context);
  const mean = meanPixels(bytes, dim);
  const { drawn, refused } = await drawAll(job, context);

  const dataset = await context.library.dataset(id);
  const fresh = toFloatPixels(await dataset.images('heldOut', 0, Math.min(count, datasetInfo(id).heldOutCount)));
  const compared = [...drawn.map(({ samples }) => samples), fresh];
  const all = new Float32Array(drawn.length * count * dim + fresh.length);
  for (const [i, images] of compared.entries()) all.set(images, i * count * dim);
  const similarities = await trainingSimilarities(all, rowsOfBytes(bytes, dim), mean, async (done) => {
    context.onProgress({ phase: 'comparing', done, total: subset.count });
    await nextTurn();
    context.signal.throwIfAborted();
  });
  const part = (i: number) => similarities.slice(i * count, (i + 1) * count);
  const rows = drawn.map(({ id, samples }, i): [DenoiserId, SurveyRow] => [id, { samples, similarities: part(i) }]);
  return {
    rows: Object.fromEntries(rows),
    fresh: part(drawn.length),
    mean,
    refused,
    elapsedMs: performance.now() - startedAt,
    backend: context.backend,
  };
};

async function drawAll(job: SurveyJob, context: JobContext<'survey'>) {
  const sigmas = karrasSigmas({ steps: job.steps ?? usualSteps });
  const borrowed = borrowFor(job, context);
  try {
    const { made, refused } = await borrowed.denoisers(job.denoisers, sigmas);
    const drawn = [];
    const total = made.length * sigmas.length;
    for (const [i, { id, denoiser }] of made.entries()) {
      const samples = await drawSamples(denoiser, { ...job, sigmas }, async (step) => {
        context.onProgress({ phase: 'sampling', done: i * sigmas.length + step, total });
        await nextTurn();
        context.signal.throwIfAborted();
      });
      drawn.push({ id, samples });
    }
    return { drawn, refused };
  } finally {
    borrowed.release();
  }
}

interface Draw extends Pick<SurveyJob, 'count' | 'seed' | 'sampler'> {
  readonly sigmas: readonly number[];
}

/** [count, dim] at sigma = 0. @param breathe  waited for at each step */
export async function drawSamples(
  denoiser: Denoiser,
  { count, seed, sigmas, sampler = 'heun' }: Draw,
  breathe: (step: number) => Promise<void> = () => Promise.resolve(),
): Promise<Float32Array> {
  const { dim } = denoiser;
  const noise = drawNormals(makeRng(seed), count * dim).map((draw) => draw * sigmas[0]!);
  const start = tf.tensor2d(noise, [count, dim]);
  const run = sample({ denoiser, sampler: samplers[sampler], sigmas, start });
  try {
    for (const { step, sigma, x } of run) {
      await breathe(step);
      if (sigma === 0) return await readBack([x]);
    }
    throw new Error('The sampler ended before sigma = 0.');
  } finally {
    run.return();
    start.dispose();
  }
}
