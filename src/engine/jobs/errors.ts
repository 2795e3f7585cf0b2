/** The job 'errors': how far denoisers land from the clean images and from the first of them, noise level by noise level. */
import { datasetInfo } from '../../data/catalog';
import { toFloatPixels } from '../../data/pixels';
import { denoiserErrors } from '../../metrics/denoiserErrors';
import { borrowFor } from '../borrow';
import type { RunJob } from '../job';
import { nextTurn } from '../nextTurn';

export const runErrors: RunJob<'errors'> = async (job, context) => {
  const { dataset: id, subset, sigmas, split, seed } = job;
  const wrong = sigmas.find((sigma) => !(sigma > 0 && sigma < Infinity));
  if (wrong !== undefined || sigmas.length === 0)
    throw new RangeError(`The noise levels must be one or more numbers > 0, got ${String(wrong ?? 'none')}.`);
  if (!Number.isInteger(job.count) || job.count < 1)
    throw new RangeError(`The number of images must be an integer >= 1, got ${job.count}.`);
  const dataset = await context.library.dataset(id);
  const isHeldOut = split === 'heldOut';
  const count = Math.min(job.count, isHeldOut ? datasetInfo(id).heldOutCount : subset.count);
  const clean = toFloatPixels(await dataset.images(split, isHeldOut ? 0 : subset.start, count));
  const borrowed = borrowFor(job, context);
  try {
    const { made, refused } = await borrowed.denoisers(job.denoisers, sigmas);
    const denoisers = made.map(({ denoiser }) => denoiser);
    for (const [i, sigma] of sigmas.entries()) {
      context.onProgress({ phase: 'denoising', done: i, total: sigmas.length });
      await nextTurn();
      context.signal.throwIfAborted();
      const errors = await denoiserErrors(denoisers, { clean, sigma, seed });
      context.emit({ sigma, rows: Object.fromEntries(made.map(({ id: name }, row) => [name, errors[row]!])) });
    }
    return { refused, count };
  } finally {
    borrowed.release();
  }
};
