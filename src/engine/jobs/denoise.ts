/** The job 'denoise': one step of several denoisers on the same noisy images. */
import { datasetInfo } from '../../data/catalog';
import { readBack } from '../../diffusion/readback';
import * as tf from '../../tfjs';
import { borrowFor } from '../borrow';
import type { RunJob } from '../job';

export const runDenoise: RunJob<'denoise'> = async (job, context) => {
  const { dim } = datasetInfo(job.dataset);
  const count = job.x.length / dim;
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`x must be [count >= 1, ${dim}], got ${job.x.length} numbers.`);
  if (!(job.sigma > 0 && job.sigma < Infinity)) throw new RangeError(`sigma must be > 0, got ${job.sigma}.`);
  const borrowed = borrowFor(job, context);
  try {
    const { made, refused } = await borrowed.denoisers(job.denoisers, [job.sigma]);
    const outputs = tf.tidy(() => {
      const x = tf.tensor2d(job.x, [count, dim]);
      return made.map(({ denoiser }) => denoiser.denoise(x, job.sigma));
    });
    try {
      const values = await readBack(outputs);
      context.signal.throwIfAborted();
      const size = count * dim;
      return {
        denoised: Object.fromEntries(made.map(({ id }, i) => [id, values.slice(i * size, (i + 1) * size)])),
        refused,
      };
    } finally {
      tf.dispose(outputs);
    }
  } finally {
    borrowed.release();
  }
};
