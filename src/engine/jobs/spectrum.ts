/** The job 'spectrum': mean and eigenvalues of a subset's covariance. */
import type { RunJob } from '../job';

export const runSpectrum: RunJob<'spectrum'> = async ({ dataset, subset }, context) => {
  const { count, mean, eigenvalues } = await context.library.spectrum(dataset, subset, context);
  context.signal.throwIfAborted();
  return { count, mean, eigenvalues };
};
