/** Counts what a displayed step asks of the device and of the channel to the page: on WebGPU, in a worker that runs the engine's own host. */
import { askWorker } from './askWorker';
import type { EngineCounts } from './counted';
import countedUrl from './counted?worker&url';

/** @param siteUrl  where data and networks are */
export function countEngine(siteUrl: string): Promise<EngineCounts> {
  return askWorker(countedUrl, siteUrl);
}
