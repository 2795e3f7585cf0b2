/** The stops of the N slider: powers of two, those with a trained network marked; and the networks to choose from. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import type { Inputs } from '../../state/inputs';
import { isAutomatic, type NetworkInfo, networksFor, trainedCounts } from '../../state/networks';
import type { Stop } from '../../ui/StopSlider';
import { formatCount } from '../words';

const leastStop = 16;

/** Ascending; the current N and every trained N are among them. */
export function imageStops(dataset: DatasetId, images: number, networks: readonly NetworkInfo[]): Stop[] {
  const { trainCount } = datasetInfo(dataset);
  const trained = trainedCounts(networks, dataset);
  const powers = Array.from({ length: 32 }, (_, exponent) => 2 ** exponent).filter(
    (n) => n >= leastStop && n <= trainCount,
  );
  const counts = [...new Set([...powers, trainCount, ...trained, images])].sort((a, b) => a - b);
  return counts.map((value) => ({ value, label: formatCount(value), isMarked: trained.includes(value) }));
}

/** Where a value stands between ascending stops, as a share of the way, logarithmic between two stops; undefined outside them. */
export function shareOf(stops: readonly Stop[], value: number): number | undefined {
  const above = stops.findIndex((stop) => stop.value >= value);
  const high = stops[above];
  if (!high) return undefined;
  if (high.value === value) return above / (stops.length - 1);
  const low = stops[above - 1];
  if (!low) return undefined;
  const part = Math.log(value / low.value) / Math.log(high.value / low.value);
  return (above - 1 + part) / (stops.length - 1);
}

/** The networks for the images as they are chosen, the page's own choice under the empty id; and which of them is taken. */
export function networkOptions(
  networks: readonly NetworkInfo[],
  { dataset, images, network }: Pick<Inputs, 'dataset' | 'images' | 'network'>,
) {
  const candidates = networksFor(networks, dataset, images);
  const automatic = candidates.find(isAutomatic);
  const idOf = ({ id }: NetworkInfo) => (id === automatic?.id ? '' : id);
  const options = candidates.map((candidate) => ({ id: idOf(candidate), label: networkLabel(candidate) }));
  const taken = candidates.find(({ id }) => id === network);
  return {
    options: automatic || candidates.length === 0 ? options : [{ id: '', label: 'none' }, ...options],
    value: taken ? idOf(taken) : '',
  };
}

/** What tells a network from the others for the same images. */
function networkLabel({ isOwn, checkpointOf, width, seed, imagesSeen }: NetworkInfo): string {
  if (isOwn) return `yours, width ${width}, seed ${seed ?? '?'}`;
  return checkpointOf === undefined ? `width ${width}` : `after ${formatCount(imagesSeen ?? 0)} images`;
}
