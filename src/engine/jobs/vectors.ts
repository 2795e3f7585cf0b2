/** The job 'vectors': the left singular vectors of a network's linear map beside the modes of its images' Gaussian. */
import { datasetInfo } from '../../data/catalog';
import { vectorCorrelations } from '../../metrics/linearMaps';
import { fixedPoint } from '../../theory/gradientDescent';
import { findLinearMaps } from '../findLinearMaps';
import type { RunJob } from '../job';

export const runVectors: RunJob<'vectors'> = async ({ dataset, subset, network, sigma, count }, context) => {
  const { dim } = datasetInfo(dataset);
  if (!Number.isInteger(count) || count < 1 || count > dim)
    throw new RangeError(`The number of vectors must be an integer from 1 to ${dim}, got ${count}.`);
  const { library, signal, onProgress } = context;
  const [found] = await findLinearMaps({ dataset, subset, network }, [sigma], context);
  const spectrum = await library.spectrum(dataset, subset, context);
  signal.throwIfAborted();
  onProgress({ phase: 'decomposing', done: 0, total: 1 });
  const linear = await library.leftSingular(found!.map.weight, dim, count, signal);
  signal.throwIfAborted();
  // W_G is symmetric with values in [0, 1): its singular vectors are the modes
  const rank = Math.min(count, spectrum.eigenvalues.length);
  const modes = spectrum.modes.slice(0, rank * dim);
  return {
    linear: { values: Float32Array.from(linear.values), vectors: Float32Array.from(linear.vectors) },
    gaussian: {
      values: Float32Array.from(spectrum.eigenvalues.subarray(0, rank), (lambda) => fixedPoint(lambda, sigma)),
      vectors: Float32Array.from(modes),
    },
    correlations: Float32Array.from(vectorCorrelations(linear.vectors, modes, dim)),
  };
};
