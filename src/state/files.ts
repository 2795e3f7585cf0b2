/** The small files that the page itself reads: the list of networks and the runs measured beforehand. */
import type { DatasetId } from '../data/catalog';
import type { ReadFile } from '../data/readFile';
import type { MeasuredTrajectory } from '../engine/measured';
import type { SampleJob } from '../engine/protocol';
import { isSameWalk } from './job';
import { type NetworkMeasures, networkMeasuresPath, parseNetworkMeasures } from './networkMeasures';
import { type NetworkInfo, parseNetworks } from './networks';

/** The openings under public/results/. */
const measuredOpenings: readonly { readonly dataset: DatasetId; readonly images: number }[] = [
  { dataset: 'fashion', images: 64 },
  { dataset: 'fashion', images: 16384 },
];

export const openingPath = (dataset: DatasetId, images: number) => `results/opening-${dataset}-n${images}.json`;

export async function readNetworks(readFile: ReadFile): Promise<NetworkInfo[]> {
  return parseNetworks(parseJson(await readFile('models/manifest.json')));
}

export async function readNetworkMeasures(readFile: ReadFile): Promise<NetworkMeasures> {
  return parseNetworkMeasures(parseJson(await readFile(networkMeasuresPath)));
}

/** Resolves to undefined unless a measured run starts from the same noise and takes the same steps on the same images. */
export async function readMeasured(readFile: ReadFile, job: SampleJob): Promise<MeasuredTrajectory | undefined> {
  const { dataset, subset } = job;
  if (!measuredOpenings.some((opening) => opening.dataset === dataset && opening.images === subset.count))
    return undefined;
  const measured = parseJson(await readFile(openingPath(dataset, subset.count))) as MeasuredTrajectory;
  return isSameWalk(measured.job, job) ? measured : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
