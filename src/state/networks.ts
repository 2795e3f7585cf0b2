/** Which trained networks there are: public/models/manifest.json, and which one answers for a dataset and an N. */
import { datasets, type DatasetId, isOwnId, isPublished } from '../data/catalog';

export interface NetworkInfo {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly subset: { readonly start: number; readonly count: number };
  /** Channels at 14 x 14. */
  readonly width: number;
  readonly seed?: number;
  /** Images seen in training. */
  readonly imagesSeen?: number;
  /** The finished network that was this one on its way. */
  readonly checkpointOf?: string;
  /** Trained in the page by its reader. */
  readonly isOwn?: boolean;
}

/** Of several that answer for the same images, the one that is taken unless the reader chooses. */
const usualWidth = 32;

/** Throws an Error in words for the reader when the manifest is not one. Entries this page does not understand are left out: the others still run. */
export function parseNetworks(manifest: unknown): NetworkInfo[] {
  const models = isRecord(manifest) && manifest['version'] === 1 ? manifest['models'] : undefined;
  if (!Array.isArray(models)) throw new Error('models/manifest.json: must be of version 1 and list models');
  return models.flatMap(readInfo);
}

/** One entry of a manifest as a list of one, or none when it is of another form or its training is not finished. */
export function readInfo(entry: unknown): NetworkInfo[] {
  const { id, dataset, subset, width, seed, imagesSeen, plannedImages, checkpointOf } = isRecord(entry) ? entry : {};
  const { start, count } = isRecord(subset) ? subset : {};
  if (typeof id !== 'string' || typeof start !== 'number' || typeof count !== 'number' || typeof width !== 'number')
    return [];
  if (!isPublished(dataset) && !isOwnId(dataset)) return [];
  const isCheckpoint = typeof checkpointOf === 'string';
  if (!isCheckpoint && typeof plannedImages === 'number' && Number(imagesSeen) < plannedImages) return [];
  return [
    {
      id,
      dataset,
      subset: { start, count },
      width,
      ...(typeof seed === 'number' && { seed }),
      ...(typeof imagesSeen === 'number' && { imagesSeen }),
      ...(isCheckpoint && { checkpointOf }),
    },
  ];
}

/** All networks trained on exactly the first N images: the automatic choice first, then finished ones, checkpoints and the reader's own. */
export function networksFor(
  networks: readonly NetworkInfo[],
  dataset: DatasetId,
  images: number,
): readonly NetworkInfo[] {
  const rank = ({ isOwn, checkpointOf, width }: NetworkInfo) =>
    isOwn ? 3 : checkpointOf !== undefined ? 2 : width === usualWidth ? 0 : 1;
  return networks
    .filter(({ subset, ...network }) => network.dataset === dataset && subset.start === 0 && subset.count === images)
    .sort((a, b) => rank(a) - rank(b) || b.width - a.width || (a.imagesSeen ?? 0) - (b.imagesSeen ?? 0));
}

/** The network that answers for the first N images: the one of the id, else a finished one that is not the reader's own, of the usual width or the widest. */
export function networkFor(
  networks: readonly NetworkInfo[],
  dataset: DatasetId,
  images: number,
  id = '',
): NetworkInfo | undefined {
  const candidates = networksFor(networks, dataset, images);
  return candidates.find((network) => network.id === id) ?? candidates.find(isAutomatic);
}

/** Whether a network may be taken without being asked for. */
export function isAutomatic({ isOwn, checkpointOf }: NetworkInfo): boolean {
  return !isOwn && checkpointOf === undefined;
}

/** The N, ascending, for which this dataset has a network that is taken without being asked for. */
export function trainedCounts(networks: readonly NetworkInfo[], dataset: DatasetId): number[] {
  const counts = networks.filter(
    (network) => isAutomatic(network) && network.dataset === dataset && network.subset.start === 0,
  );
  return [...new Set(counts.map(({ subset }) => subset.count))].sort((a, b) => a - b);
}

/** Where to go from an N without a network: the nearest N (in ratio) of this dataset, else of the first dataset that has any. */
export function nearestTrained(
  networks: readonly NetworkInfo[],
  dataset: DatasetId,
  images: number,
): { dataset: DatasetId; images: number } | undefined {
  const ids = [dataset, ...(Object.keys(datasets) as DatasetId[])];
  const home = ids.find((id) => trainedCounts(networks, id).length > 0);
  if (!home) return undefined;
  const ratio = (count: number) => Math.abs(Math.log(count / images));
  return { dataset: home, images: trainedCounts(networks, home).reduce((a, b) => (ratio(b) < ratio(a) ? b : a)) };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
