/** The job 'learnLinear': a linear denoiser learns from the noisy images of a subset, step by step. */
import { toFloatPixels } from '../../data/pixels';
import { learnLinear } from '../../training/learnLinear';
import type { RunJob } from '../job';
import { nextTurn } from '../nextTurn';

export const runLearnLinear: RunJob<'learnLinear'> = async (job, context) => {
  const { dataset, subset, looks } = job;
  if (!(job.sigma > 0 && job.sigma < Infinity)) throw new RangeError(`sigma must be > 0, got ${job.sigma}.`);
  if (!looks.every((step, i) => Number.isInteger(step) && step > (looks[i - 1] ?? -1)) || looks.length === 0)
    throw new RangeError(`The steps to look at must be whole numbers that rise from 0, got ${looks.join(', ')}.`);
  const { mean, modes, eigenvalues } = await context.library.spectrum(dataset, subset, context);
  const clean = toFloatPixels(await context.library.images(dataset, subset, context));
  const startedAt = performance.now();
  const task = { ...job, clean, mean, modes: Float32Array.from(modes) };
  let done = 0;
  for await (const look of learnLinear(task)) {
    if (look) context.emit(look);
    context.onProgress({ phase: 'learning', done: done++, total: looks.at(-1)! });
    await nextTurn();
    context.signal.throwIfAborted();
  }
  return { eigenvalues, elapsedMs: performance.now() - startedAt };
};
