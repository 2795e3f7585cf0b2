/** What "Two networks, one noise" shows: whether those who learned from disjoint halves agree with each other, or with their own images. */
import { type DatasetId, datasetInfo, isPublished } from '../../data/catalog';
import { denoiserCatalog, type EverywhereId, everywhereIds } from '../../denoisers/catalog';
import type { PairMeasures } from '../../state/pairMeasures';
import { type Centring, type PairCosines, quartiles } from '../../state/similarity';
import { isFinished, stillToCome, usualWidth, type ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { twoDigits } from '../countAxis';
import { formatCount, networksAbsence } from '../words';

export type Side = keyof PairCosines;

export interface PairRow {
  /** N: images of each half. */
  readonly images: number;
  readonly cosines: Readonly<Partial<Record<EverywhereId, PairCosines>>>;
  /** Ids of the networks of the first and of the second half. */
  readonly ids?: readonly [string, string] | undefined;
}

/** By ascending N, as far as there is a second half. */
export function pairRows(dataset: DatasetId, { closedForms, networks }: PairMeasures): PairRow[] {
  const forms = closedForms.filter((row) => row.dataset === dataset && row.pairs);
  const own = networks.filter((row) => row.dataset === dataset && row.width === usualWidth);
  const counts = new Set([...forms, ...own].map(({ images }) => images));
  return [...counts]
    .sort((a, b) => a - b)
    .map((images) => {
      const network = own.find((row) => row.images === images);
      const pairs = forms.find((row) => row.images === images)?.pairs;
      return { images, cosines: { ...(network && { network: network.cosines }), ...pairs }, ids: network?.ids };
    });
}

/** Median and quartiles against N. */
export function medianCurves(rows: readonly PairRow[], side: Side, centring: Centring): ChartCurve[] {
  return everywhereIds.map((id) => {
    const { label, color, line } = denoiserCatalog[id];
    const points = rows.flatMap(({ images, cosines }) => {
      const list = cosines[id]?.[side][centring];
      if (!list) return [];
      const { lower, median, upper } = quartiles(list);
      return [{ x: images, y: median, lower, upper }];
    });
    return { id, label, color, line, points, hasDots: id === 'network' };
  });
}

export const medianOf = (cosines: PairCosines, side: Side, centring: Centring) =>
  quartiles(cosines[side][centring]).median;

/** The least and the most of all cosines, to common edges. */
export function cosineRange(rows: readonly PairRow[], centring: Centring): [number, number] {
  const values = rows.flatMap(({ cosines }) =>
    Object.values(cosines).flatMap(({ between, nearest }) => [...between[centring], ...nearest[centring]]),
  );
  return [Math.max(-1, Math.floor(Math.min(0.9, ...values) * 5) / 5), 1];
}

/** What the numbers say, in a sentence. */
export function pairFinding(dataset: DatasetId, rows: readonly PairRow[], centring: Centring): string {
  const { many } = datasetInfo(dataset).noun;
  const own = rows.filter(({ cosines }) => cosines.network);
  const who = own.length > 0 ? 'network' : 'gaussian';
  const told = own.length > 0 ? own : rows.filter(({ cosines }) => cosines.gaussian);
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) return `No pair of halves of ${datasetInfo(dataset).label} has been measured yet`;
  const say = ({ images, cosines }: PairRow) => {
    const [twin, nearest] = (['between', 'nearest'] as const).map((side) => medianOf(cosines[who]!, side, centring));
    const isTwin = twin! > nearest!;
    return { images, isTwin, twin: twoDigits(twin!), nearest: twoDigits(nearest!) };
  };
  const [from, to] = [say(first), say(last)];
  const subject = who === 'network' ? 'two networks' : 'two Gaussians';
  const side = ({ isTwin }: typeof from) => (isTwin ? 'each other' : 'their own training images');
  if (first === last)
    return `With ${formatCount(from.images)} ${many} each, ${subject} are more like ${side(from)}: cosine ${from.twin} to each other, ${from.nearest} to the nearest of their own images`;
  if (from.isTwin !== to.isTwin)
    return `With ${formatCount(from.images)} ${many} each, ${subject} are more like ${side(from)}; with ${formatCount(to.images)}, like ${side(to)}`;
  return `From ${formatCount(from.images)} to ${formatCount(to.images)} ${many} each, the cosine between ${subject} from one noise goes from ${from.twin} to ${to.twin}`;
}

/** Which pairs of networks are there and which are not, for the reader. */
export function pairAbsence(
  dataset: DatasetId,
  rows: readonly PairRow[],
  networks: readonly ZooNetwork[],
): string | undefined {
  const list = (counts: readonly number[]) =>
    [...new Set(counts)]
      .sort((a, b) => a - b)
      .map(formatCount)
      .join(', ');
  const there = rows.filter(({ ids }) => ids).map(({ images }) => images);
  const wanted = stillToCome([], (row) => row.dataset === dataset && row.width === usualWidth && row.subset.start > 0);
  const missing = wanted.map(({ subset }) => subset.count).filter((count) => !there.includes(count));
  if (there.length === 0 && missing.length === 0)
    return isPublished(dataset)
      ? `No pair of networks is planned for ${datasetInfo(dataset).label}.`
      : networksAbsence(dataset);
  const halves = networks.filter((network) => isFinished(network) && network.dataset === dataset);
  const waits = missing.some((count) =>
    halves.some(({ subset, width }) => subset.count === count && width === usualWidth),
  );
  return [
    there.length > 0
      ? `Pairs of networks measured so far: N = ${list(there)}.`
      : 'No pair of networks is measured yet.',
    missing.length > 0 &&
      `Still in training or planned: N = ${list(missing)}${waits ? '; one half of them is there' : ''}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
