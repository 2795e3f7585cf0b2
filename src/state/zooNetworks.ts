/** The trained networks that were measured: what the manifest says of each, with its measure; and which are still to come. */
import { type DatasetId, datasets } from '../data/catalog';
import { planned, zoo, type ZooEntry } from '../network/zoo';
import type { NetworkMeasure } from './networkMeasures';
import { isRecord } from './networks';

export interface ZooNetwork {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly subset: { readonly start: number; readonly count: number };
  /** Channels at 14 x 14. */
  readonly width: number;
  /** Images seen in training so far, and in all of it. */
  readonly imagesSeen: number;
  readonly plannedImages: number;
  /** The finished network that was this one on its way. */
  readonly checkpointOf?: string;
  readonly measure: NetworkMeasure;
}

/** The networks of a manifest whose present weights were measured, in its order. Entries this page does not understand are left out. */
export function joinMeasures(manifest: unknown, measures: readonly NetworkMeasure[]): ZooNetwork[] {
  const models = isRecord(manifest) ? manifest['models'] : undefined;
  if (!Array.isArray(models)) throw new Error('models/manifest.json: must be of version 1 and list models');
  return models.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const measure = measures.find(({ id, sha256 }) => id === entry['id'] && sha256 === entry['sha256']);
    return measure ? understand(entry, measure) : [];
  });
}

function understand(entry: Record<string, unknown>, measure: NetworkMeasure): ZooNetwork[] {
  const { id, dataset, subset, width, imagesSeen, plannedImages, checkpointOf } = entry;
  const { start, count } = isRecord(subset) ? subset : {};
  const numbers = [start, count, width, imagesSeen, plannedImages];
  if (typeof id !== 'string' || !numbers.every((value) => typeof value === 'number')) return [];
  if (typeof dataset !== 'string' || !Object.hasOwn(datasets, dataset)) return [];
  const network = { id, dataset, subset: { start, count }, width, imagesSeen, plannedImages, measure };
  return [{ ...network, ...(typeof checkpointOf === 'string' && { checkpointOf }) } as ZooNetwork];
}

/** Neither a checkpoint nor unfinished. */
export function isFinished({ checkpointOf, imagesSeen, plannedImages }: ZooNetwork): boolean {
  return checkpointOf === undefined && imagesSeen >= plannedImages;
}

/** The width of most networks: what is compared over N. */
export const usualWidth = 32;

/** The finished networks of the usual width on the first N images, by ascending N. */
export function networksByCount(networks: readonly ZooNetwork[], dataset: DatasetId): ZooNetwork[] {
  return networks
    .filter((network) => network.dataset === dataset && network.width === usualWidth && network.subset.start === 0)
    .filter(isFinished)
    .sort((a, b) => a.subset.count - b.subset.count);
}

/** Rows of the table of networks that are not measured yet, those of later plans included. */
export function stillToCome(
  networks: readonly ZooNetwork[],
  isWanted: (entry: ZooEntry) => boolean,
): readonly ZooEntry[] {
  const isThere = ({ id }: ZooEntry) => networks.some((network) => network.id === id && isFinished(network));
  return [...zoo, ...planned].filter((entry) => isWanted(entry) && !isThere(entry));
}
