/** The job 'linearity': how close denoisers are to linear, noise level by noise level. */
import { datasetInfo } from '../../data/catalog';
import { toFloatPixels } from '../../data/pixels';
import type { DenoiserId } from '../../denoisers/catalog';
import { estimate } from '../../math/estimate';
import { drawNormals, makeRng } from '../../math/rng';
import { linearity } from '../../metrics/linearity';
import * as tf from '../../tfjs';
import { borrowFor } from '../borrow';
import type { JobContext, RunJob } from '../job';
import { nextTurn } from '../nextTurn';
import type { LinearityEstimate, LinearityJob } from '../protocol';

/** Pairs that go through a denoiser at once. */
const batchPairs = 50;

interface Half {
  /** [count, dim], pixels; zeros where noise alone is asked about. */
  readonly clean: Float32Array;
  readonly noise: Float32Array;
}

export const runLinearity: RunJob<'linearity'> = async (job, context) => {
  const { sigmas, count, dataset } = job;
  const wrong = sigmas.find((sigma) => !(sigma > 0 && sigma < Infinity));
  if (wrong !== undefined || sigmas.length === 0)
    throw new RangeError(`The noise levels must be one or more numbers > 0, got ${String(wrong ?? 'none')}.`);
  const most = Math.floor(datasetInfo(dataset).heldOutCount / 2);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new RangeError(`The number of pairs must be an integer from 1 to ${most}, got ${count}.`);
  const halves = [await readHalf(job, context, 0), await readHalf(job, context, 1)] as const;
  const borrowed = borrowFor(job, context);
  try {
    const { made, refused } = await borrowed.denoisers(job.denoisers, sigmas);
    const total = sigmas.length * made.length;
    for (const [i, sigma] of sigmas.entries()) {
      const rows: Partial<Record<DenoiserId, LinearityEstimate[]>> = {};
      for (const [k, { id, denoiser }] of made.entries()) {
        const cosines: number[][] = job.alphas.map(() => []);
        const errors: number[][] = job.alphas.map(() => []);
        for (let start = 0; start < count; start += batchPairs) {
          context.onProgress({ phase: 'denoising', done: i * made.length + k, total });
          await nextTurn();
          context.signal.throwIfAborted();
          const [first, second] = halves.map((half) => noisy(half, sigma, denoiser.dim, start, count));
          try {
            const found = await linearity(denoiser, first!, second!, { sigma, alphas: job.alphas });
            for (const [a, { cosine, normalizedError }] of found.entries()) {
              cosines[a]!.push(...cosine);
              errors[a]!.push(...normalizedError);
            }
          } finally {
            tf.dispose([first!, second!]);
          }
        }
        rows[id] = job.alphas.map((_, a) => ({ cosine: estimate(cosines[a]!), normalizedError: estimate(errors[a]!) }));
      }
      context.emit({ sigma, rows });
    }
    return { refused };
  } finally {
    borrowed.release();
  }
};

/** The first or the second of each pair. */
async function readHalf(
  { dataset: id, inputs, count, seed }: LinearityJob,
  { library }: JobContext<'linearity'>,
  half: 0 | 1,
): Promise<Half> {
  const length = count * datasetInfo(id).dim;
  const noise = drawNormals(makeRng(seed, half), length);
  if (inputs === 'noise') return { clean: new Float32Array(length), noise };
  const dataset = await library.dataset(id);
  return { clean: toFloatPixels(await dataset.images('heldOut', half * count, count)), noise };
}

function noisy({ clean, noise }: Half, sigma: number, dim: number, start: number, count: number): tf.Tensor2D {
  const rows = Math.min(batchPairs, count - start);
  const x = Float32Array.from({ length: rows * dim }, (_, p) => {
    const at = start * dim + p;
    return clean[at]! + sigma * noise[at]!;
  });
  return tf.tensor2d(x, [rows, dim]);
}
