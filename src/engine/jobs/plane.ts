/** The job 'plane': training images as dots in the plane of the first two modes of the full data. */
import { datasetInfo } from '../../data/catalog';
import { toFloatPixels } from '../../data/pixels';
import { projectOnPlane } from '../../data/plane';
import type { RunJob } from '../job';

/** More dots than this only hide each other. */
const mostDots = 2048;

export const runPlane: RunJob<'plane'> = async ({ dataset, subset }, context) => {
  const count = Math.min(subset.count, mostDots);
  const { dim } = datasetInfo(dataset);
  const [bytes, plane] = await Promise.all([
    context.library.images(dataset, { start: subset.start, count }, context),
    context.library.plane(dataset, context),
  ]);
  context.signal.throwIfAborted();
  const dots = new Float32Array(count * 2);
  for (let i = 0; i < count; i++)
    dots.set(projectOnPlane(plane, toFloatPixels(bytes.subarray(i * dim, (i + 1) * dim))), 2 * i);
  return { dots, deviations: plane.deviations };
};
