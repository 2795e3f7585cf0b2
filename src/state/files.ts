/** The small files that the page itself reads: the list of networks and the runs measured beforehand. */
import type { DatasetId } from '../data/catalog';
import type { ReadFile } from '../data/readFile';
import type { MeasuredTrajectory } from '../engine/measured';
import type { SampleJob } from '../engine/protocol';
import { isSameWalk } from './job';
import { parseMeasured } from './measuredFile';
import { type NetworkMeasures, networkMeasuresPath, parseNetworkMeasures } from './networkMeasures';
import { type NetworkInfo, parseNetworks } from './networks';

/** The openings under public/results/. */
const measuredOpenings: readonly { readonly dataset: DatasetId; readonly images: number }[] = [
  { dataset: 'fashion', images: 64 },
  { dataset: 'fashion', images: 16384 },
];

export const openingPath = (dataset: DatasetId, images: number) => `results/opening-${dataset}-n${images}.json`;

export async function readNetworks(readFile: ReadFile): Promise<NetworkInfo[]> {
  return parseNetworks(await readJson(readFile, 'models/manifest.json'));
}

export async function readNetworkMeasures(readFile: ReadFile): Promise<NetworkMeasures> {
  return parseNetworkMeasures(await readJson(readFile, networkMeasuresPath));
}

/** Resolves to undefined unless a measured run starts from the same noise and takes the same steps on the same images. */
export async function readMeasured(readFile: ReadFile, job: SampleJob): Promise<MeasuredTrajectory | undefined> {
  const { dataset, subset } = job;
  if (!measuredOpenings.some((opening) => opening.dataset === dataset && opening.images === subset.count))
    return undefined;
  const path = openingPath(dataset, subset.count);
  const measured = parseMeasured(new TextDecoder().decode(await readFile(path)), path);
  await new Promise((resolve) => setTimeout(resolve)); // to unpack its images is a task of its own
  return isSameWalk(measured.job, job) ? measured : undefined;
}

/** @throws Error that names the file when it is not JSON, DataError when it cannot be read */
export async function readJson(readFile: ReadFile, path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readFile(path));
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error(`${path}: must be JSON, got "${text.slice(0, 40)}"; reload the page`, { cause });
  }
}
