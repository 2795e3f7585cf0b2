/** The job 'spectrum': mean and eigenvalues of a subset's covariance. */
import { toFloatPixels } from '../../data/pixels';
import { datasetInfo } from '../../data/catalog';
import { heldOutVariances } from '../../math/heldOutVariances';
import type { RunJob } from '../job';

/** Held-out images that variances are measured on, at most: more would hold up the worker. */
const mostHeldOut = 1000;

export const runSpectrum: RunJob<'spectrum'> = async (
  { dataset, subset, modes: wanted = 0, resampling, wantsHeldOut = false },
  context,
) => {
  const { library, signal } = context;
  const spectrum = await (resampling === undefined
    ? library.spectrum(dataset, subset, context)
    : library.resampledSpectrum(dataset, subset, resampling, signal));
  signal.throwIfAborted();
  const { count, dim, mean, eigenvalues, modes } = spectrum;
  const length = Math.min(wanted, eigenvalues.length);
  const result = {
    count,
    mean,
    eigenvalues,
    modes: Array.from({ length }, (_, i) => modes.slice(i * dim, (i + 1) * dim)),
  };
  if (!wantsHeldOut) return result;
  const heldOutCount = Math.min(mostHeldOut, datasetInfo(dataset).heldOutCount);
  const bytes = await (await library.dataset(dataset)).images('heldOut', 0, heldOutCount);
  signal.throwIfAborted();
  return { ...result, heldOut: heldOutVariances(spectrum, Float64Array.from(toFloatPixels(bytes))) };
};
