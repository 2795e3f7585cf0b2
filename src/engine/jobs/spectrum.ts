/** The job 'spectrum': mean and eigenvalues of a subset's covariance. */
import type { RunJob } from '../job';

export const runSpectrum: RunJob<'spectrum'> = async ({ dataset, subset, modes: wanted = 0 }, context) => {
  const { count, dim, mean, eigenvalues, modes } = await context.library.spectrum(dataset, subset, context);
  context.signal.throwIfAborted();
  const length = Math.min(wanted, eigenvalues.length);
  return {
    count,
    mean,
    eigenvalues,
    modes: Array.from({ length }, (_, i) => modes.slice(i * dim, (i + 1) * dim)),
  };
};
