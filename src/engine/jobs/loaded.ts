/** The job 'loaded': the addresses of all that the worker has loaded. */
import type { RunJob } from '../job';

export const runLoaded: RunJob<'loaded'> = () =>
  Promise.resolve(performance.getEntriesByType('resource').map(({ name }) => name));
