/** What "Small or early" shows: networks on the same images that differ in width, or one network at several times of its training. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { closedFormIds, denoiserCatalog } from '../../denoisers/catalog';
import type { NetworkDetails } from '../../state/networkMeasures';
import { type Axis, type Family, placeOf } from '../../state/families';
import { isFinished, stillToCome, usualWidth, type ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { percent } from '../countAxis';
import { formatCount, formatDistance } from '../words';

export type Split = 'heldOut' | 'training';

/** The member with the least held-out loss: where stopping early, or a small network, would be best. */
export function bestOf({ members }: Family): ZooNetwork {
  return members.reduce((best, network) => (network.measure.loss.heldOut < best.measure.loss.heldOut ? network : best));
}

/** Root mean square difference of each closed form's answer to the network's, over sigma. */
export function distanceCurves({ errors }: NetworkDetails, split: Split): ChartCurve[] {
  return closedFormIds.map((id) => {
    const { label, color, line } = denoiserCatalog[id];
    const points = errors.map((row) => ({ x: row.sigma, y: row[split].rmseToNetwork[id].mean }));
    return { id, label, color, line, points, hasDots: true };
  });
}

/** The same at one sigma, over the family; members whose details are missing are left out. */
export function distancesAt(
  { axis, members }: Family,
  details: ReadonlyMap<string, NetworkDetails>,
  sigma: number,
  split: Split,
): ChartCurve[] {
  return closedFormIds.map((id) => {
    const { label, color, line } = denoiserCatalog[id];
    const points = members.flatMap((network) => {
      const row = details.get(network.id)?.errors.find((each) => each.sigma === sigma);
      return row ? [{ x: placeOf(axis, network), y: row[split].rmseToNetwork[id].mean }] : [];
    });
    return { id, label, color, line, points, hasDots: true };
  });
}

export function lossCurves({ axis, members }: Family): ChartCurve[] {
  const points = (split: Split) =>
    members.map((network) => ({ x: placeOf(axis, network), y: network.measure.loss[split] }));
  return [
    {
      id: 'heldOut',
      label: 'held-out',
      color: 'var(--color-network)',
      line: 'solid',
      points: points('heldOut'),
      hasDots: true,
    },
    {
      id: 'training',
      label: 'training',
      color: 'var(--color-training)',
      line: 'dashed',
      points: points('training'),
      hasDots: true,
    },
  ];
}

export function shareCurves({ axis, members }: Family): ChartCurve[] {
  const points = (name: 'memorizedFraction' | 'closerToGaussianFraction') =>
    members.map((network) => ({ x: placeOf(axis, network), y: network.measure[name] }));
  const { color, line } = denoiserCatalog.gaussian;
  return [
    {
      id: 'copies',
      label: 'copies',
      color: 'var(--color-network)',
      line: 'solid',
      points: points('memorizedFraction'),
      hasDots: true,
    },
    { id: 'nearer', label: 'Gaussian', color, line, points: points('closerToGaussianFraction'), hasDots: true },
  ];
}

const seen = (images: number) => `${formatCount(images)} images seen`;

/** "width 16", "32,000 images seen" */
export function memberWords(axis: Axis, network: ZooNetwork): string {
  return axis === 'time' ? seen(network.imagesSeen) : `width ${network.width}`;
}

/** What the numbers say, in a sentence. */
export function familyFinding(dataset: DatasetId, family: Family | undefined): string {
  if (!family) return `No two networks of ${datasetInfo(dataset).label} on the same images have been measured yet`;
  const { images, axis, members } = family;
  const where = `With ${formatCount(images)} ${datasetInfo(dataset).noun.many}`;
  const copies = ({ measure }: ZooNetwork) => percent(measure.memorizedFraction);
  const [first, last] = [members[0]!, members.at(-1)!];
  if (axis === 'width')
    return `${where}, ${copies(first)} of the samples are copies at width ${first.width}, ${copies(last)} at width ${last.width}`;
  const best = bestOf(family);
  if (best === last) {
    const end = isFinished(last) ? 'the end' : 'the last checkpoint so far';
    return `${where}, the held-out loss is least at ${end}, after ${seen(last.imagesSeen)}: stopping earlier would have been no better`;
  }
  const loss = (network: ZooNetwork) => formatDistance(network.measure.loss.heldOut);
  if (last.measure.loss.heldOut < 1.02 * best.measure.loss.heldOut)
    return `${where}, the held-out loss is flat at the end: ${loss(best)} after ${seen(best.imagesSeen)}, ${loss(last)} after ${formatCount(last.imagesSeen)}`;
  return `${where}, it was best to stop after ${seen(best.imagesSeen)}: by ${formatCount(last.imagesSeen)} the held-out loss goes from ${loss(best)} to ${loss(last)}, the share of copies from ${copies(best)} to ${copies(last)}`;
}

/** What is still to come, for the reader. */
export function familyAbsence(dataset: DatasetId, networks: readonly ZooNetwork[]): string | undefined {
  const missing = stillToCome(
    networks,
    (row) =>
      row.dataset === dataset && row.subset.start === 0 && (row.checkpoints.length > 0 || row.width !== usualWidth),
  );
  if (missing.length === 0) return undefined;
  const rows = missing.map(({ subset, width }) => `N = ${formatCount(subset.count)} at width ${width}`);
  return `Still in training or planned: ${rows.join(', ')}.`;
}
