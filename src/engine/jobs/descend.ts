/** The job 'descend': the linear map of a denoiser at one noise level by gradient descent, epoch after epoch. */
import { gaussianWeight } from '../../denoisers/spectralMatrix';
import { readBack } from '../../diffusion/readback';
import { descendLinear } from '../../training/descendLinear';
import { adamBiasRate, adamRate, descentSettings, plainRate } from '../../training/descentCatalog';
import { borrowFor } from '../borrow';
import { cleanImages } from '../cleanImages';
import type { RunJob } from '../job';
import { nextTurn } from '../nextTurn';

export const runDescend: RunJob<'descend'> = async (job, context) => {
  const { sigma, optimizer, seed, teacher } = job;
  if (!(sigma > 0 && sigma < Infinity)) throw new RangeError(`The noise level must be a number > 0, got ${sigma}.`);
  const startedAt = performance.now();
  const { clean, reference } = await cleanImages(job, context);
  const spectrum = await context.library.spectrum(job.dataset, job.subset, context);
  const trace = reference.eigenvalues.reduce((sum, lambda) => sum + lambda, 0);
  const { dim } = reference;
  const count = clean.length / dim;
  const batchSize = optimizer === 'adam' ? Math.min(descentSettings.batchSize, count) : count;
  const steps = descentSettings.epochs * Math.floor(count / batchSize);
  const borrowed = borrowFor(job, context);
  try {
    const { made } = await borrowed.denoisers([teacher], [sigma]);
    const onDevice = gaussianWeight(spectrum, sigma);
    const target = await readBack([onDevice]).finally(() => onDevice.dispose());
    const learningRate =
      optimizer === 'adam'
        ? adamRate(
            target.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0),
            { dim, steps },
          )
        : plainRate({ largest: reference.eigenvalues[0] ?? 0, trace, dim, count }, sigma);
    const { denoiser } = made[0]!;
    const work = descendLinear({
      ...descentSettings,
      batchSize,
      teacher: denoiser,
      sigma,
      clean,
      optimizer,
      learningRate,
      biasRate: adamBiasRate(steps),
      seed,
      target,
      // plain descent is slow along the mean, and its closed form is for centred images
      ...(optimizer === 'descent' && { center: reference.mean }),
    });
    let epoch = 0;
    for await (const step of work) {
      context.onProgress({ phase: 'descending', done: epoch, total: descentSettings.epochs });
      if (step) {
        epoch = step.epoch;
        context.emit({ epoch, difference: step.difference, learningRate });
      }
      await nextTurn();
      context.signal.throwIfAborted();
    }
    return { elapsedMs: performance.now() - startedAt, backend: context.backend };
  } finally {
    borrowed.release();
  }
};
