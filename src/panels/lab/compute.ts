/** The stops of the N slider: powers of two, those with a trained network marked. */
import { datasets, type DatasetId } from '../../data/catalog';
import type { NetworkInfo } from '../../state/networks';
import { trainedCounts } from '../../state/networks';
import type { Stop } from '../../ui/StopSlider';
import { formatCount } from '../words';

const leastStop = 16;

/** Ascending; the current N and every trained N are among them. */
export function imageStops(dataset: DatasetId, images: number, networks: readonly NetworkInfo[]): Stop[] {
  const { trainCount } = datasets[dataset];
  const trained = trainedCounts(networks, dataset);
  const powers = Array.from({ length: 32 }, (_, exponent) => 2 ** exponent).filter(
    (n) => n >= leastStop && n <= trainCount,
  );
  const counts = [...new Set([...powers, ...trained, images])].sort((a, b) => a - b);
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
