/** Which trained networks there are: public/models/manifest.json, and which one answers for a dataset and an N. */
import { datasets, type DatasetId } from '../data/catalog';

export interface NetworkInfo {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly subset: { readonly start: number; readonly count: number };
  /** Channels at 14 x 14. */
  readonly width: number;
}

/** Throws an Error in words for the reader when the manifest is not one. Entries this page does not understand are left out: the others still run. */
export function parseNetworks(manifest: unknown): NetworkInfo[] {
  const models = isRecord(manifest) && manifest['version'] === 1 ? manifest['models'] : undefined;
  if (!Array.isArray(models)) throw new Error('models/manifest.json: must be of version 1 and list models');
  return models.flatMap((entry: unknown) => {
    const { id, dataset, subset, width } = isRecord(entry) ? entry : {};
    const { start, count } = isRecord(subset) ? subset : {};
    if (typeof id !== 'string' || typeof start !== 'number' || typeof count !== 'number' || typeof width !== 'number')
      return [];
    return isDatasetId(dataset) ? [{ id, dataset, subset: { start, count }, width }] : [];
  });
}

/** The widest network trained on exactly the first N images. */
export function networkFor(
  networks: readonly NetworkInfo[],
  dataset: DatasetId,
  images: number,
): NetworkInfo | undefined {
  return networks
    .filter(({ subset, ...network }) => network.dataset === dataset && subset.start === 0 && subset.count === images)
    .sort((a, b) => b.width - a.width)[0];
}

/** The N, ascending, for which this dataset has a network. */
export function trainedCounts(networks: readonly NetworkInfo[], dataset: DatasetId): number[] {
  const counts = networks.filter((network) => network.dataset === dataset && network.subset.start === 0);
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

function isDatasetId(value: unknown): value is DatasetId {
  return typeof value === 'string' && Object.hasOwn(datasets, value);
}
