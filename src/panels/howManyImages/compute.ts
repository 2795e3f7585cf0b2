/** What "How many images?" shows: at each N, how near samples are to the training images. */
import { type DatasetId, datasetInfo, isPublished } from '../../data/catalog';
import { denoiserCatalog, type EverywhereId } from '../../denoisers/catalog';
import type { ChartPoint } from '../../draw/chart';
import { isMemorized } from '../../metrics/catalog';
import type { TrainingSimilarity } from '../../metrics/trainingSimilarity';
import type { Quartiles, SimilaritySpread } from '../../state/networkMeasures';
import type { PairMeasures } from '../../state/pairMeasures';
import { type Centring, similaritySpread } from '../../state/similarity';
import { networksByCount, stillToCome, usualWidth, type ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { percent, twoDigits } from '../countAxis';
import { formatCount, networksAbsence } from '../words';

/** Whose images are compared with the training images; 'fresh' are held-out ones. */
export type Source = EverywhereId | 'fresh';
export const sources = ['network', 'gaussian', 'multiDelta', 'fresh'] as const satisfies Source[];

export interface CountRow {
  readonly images: number;
  readonly network?: ZooNetwork | undefined;
  readonly similarity: Readonly<Partial<Record<Source, SimilaritySpread>>>;
  /** Held-out images are no copies by definition; they have no share. */
  readonly memorized: Readonly<Partial<Record<EverywhereId, number>>>;
}

/** By ascending N: the finished networks of the usual width and the closed forms, which need none. */
export function countRows(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  closedForms: PairMeasures['closedForms'],
): CountRow[] {
  const own = networksByCount(networks, dataset);
  const forms = closedForms.filter((row) => row.dataset === dataset);
  const counts = new Set([...own.map(({ subset }) => subset.count), ...forms.map(({ images }) => images)]);
  return [...counts]
    .sort((a, b) => a - b)
    .map((images) => {
      const network = own.find(({ subset }) => subset.count === images);
      const form = forms.find((row) => row.images === images);
      return {
        images,
        network,
        similarity: { ...form?.similarity, ...network?.measure.similarity },
        memorized: {
          ...form?.memorizedFraction,
          ...(network && { network: network.measure.memorizedFraction }),
        },
      };
    });
}

const looks = {
  ...denoiserCatalog,
  fresh: { label: 'Held-out', color: 'var(--color-training)', line: 'solid' },
} as const;

export const sourceLabel = (source: Source) => looks[source].label;

function curveOf(
  source: Source,
  rows: readonly CountRow[],
  point: (row: CountRow) => Omit<ChartPoint, 'x'> | undefined,
): ChartCurve {
  const { label, color, line } = looks[source];
  const points = rows.flatMap((row) => {
    const at = point(row);
    return at ? [{ x: row.images, ...at }] : [];
  });
  return { id: source, label, color, line, points, hasDots: source === 'network' };
}

/** Share of copies. */
export function memorizedCurves(rows: readonly CountRow[]): ChartCurve[] {
  const denoisers = sources.filter((source) => source !== 'fresh');
  return denoisers.map((id) =>
    curveOf(id, rows, ({ memorized }) => (memorized[id] === undefined ? undefined : { y: memorized[id] })),
  );
}

/** Medians with their quartiles. */
export function similarityCurves(rows: readonly CountRow[], name: keyof SimilaritySpread): ChartCurve[] {
  return sources.map((source) =>
    curveOf(source, rows, ({ similarity }) => {
      const spread: Quartiles | undefined = similarity[source]?.[name];
      return spread && { y: spread.median, lower: spread.lower, upper: spread.upper };
    }),
  );
}

export const cosineName = (centring: Centring): keyof SimilaritySpread =>
  centring === 'raw' ? 'cosine' : 'centeredCosine';

/** What the numbers say, in a sentence. */
export function countFinding(dataset: DatasetId, rows: readonly CountRow[]): string {
  const { many } = datasetInfo(dataset).noun;
  const shares = rows.flatMap(({ images, memorized: { network } }) =>
    network === undefined ? [] : [{ images, share: network }],
  );
  const [first, last] = [shares[0], shares.at(-1)];
  if (!first || !last) {
    const forms = rows.filter(({ memorized }) => memorized.gaussian !== undefined);
    const [from, to] = [forms[0], forms.at(-1)];
    if (!from || !to) return `Nothing has been measured of ${datasetInfo(dataset).label} yet`;
    return `From N = ${formatCount(from.images)} to ${formatCount(to.images)} the GL score of held-out ${many} goes from ${glOf(from)} to ${glOf(to)}; no network is measured yet`;
  }
  if (first === last)
    return `Trained on ${formatCount(first.images)} ${many}, the network draws copies in ${percent(first.share)} of cases`;
  const turn = shares.findIndex(({ share }, i) => share < 0.5 && i > 0 && shares[i - 1]!.share >= 0.5);
  const isOnce = turn > 0 && shares.every(({ share }, i) => share >= 0.5 === i < turn);
  if (isOnce) {
    const [before, after] = [shares[turn - 1]!, shares[turn]!];
    const what = after.share < 0.1 ? 'the network stops copying' : 'copies become the minority';
    return `Between ${formatCount(before.images)} and ${formatCount(after.images)} ${many}, ${what}: ${percent(before.share)} of the network’s samples are copies, then ${percent(after.share)}`;
  }
  return `From ${formatCount(first.images)} to ${formatCount(last.images)} ${many}, the share of copies among the network’s samples goes from ${percent(first.share)} to ${percent(last.share)}`;
}

const glOf = ({ similarity }: CountRow) => twoDigits(similarity.fresh?.relativeDistance.median ?? NaN);

/** Which networks are there and which are not, for the reader. */
export function countAbsence(dataset: DatasetId, networks: readonly ZooNetwork[]): string | undefined {
  const missing = stillToCome(
    networks,
    (row) => row.dataset === dataset && row.width === usualWidth && row.subset.start === 0,
  );
  const list = (counts: readonly number[]) =>
    [...counts]
      .sort((a, b) => a - b)
      .map(formatCount)
      .join(', ');
  if (!isPublished(dataset)) return networksAbsence(dataset);
  if (missing.length === 0) return undefined;
  const there = networksByCount(networks, dataset).map(({ subset }) => subset.count);
  const measured =
    there.length > 0 ? `Networks measured so far: N = ${list(there)}. ` : 'No finished network is measured yet. ';
  return `${measured}Still in training or planned: N = ${list(missing.map(({ subset }) => subset.count))}.`;
}

/** The numbers of some samples. */
export interface CountSummary {
  readonly memorized: number;
  readonly similarity: SimilaritySpread;
}

export function summarize(similarities: readonly TrainingSimilarity[]): CountSummary {
  return {
    memorized: similarities.filter(isMemorized).length / similarities.length,
    similarity: similaritySpread(similarities),
  };
}
