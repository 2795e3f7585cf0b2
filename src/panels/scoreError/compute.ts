/** What "Which simple denoiser is it?" shows: distances to the network over noise levels, few images beside many. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { SplitName } from '../../data/manifest';
import {
  type ScoreCurves,
  type ScoreErrorMeasures,
  type ScoreErrors,
  type ScorePair,
  scorePairs,
  type ScoreQuantity,
} from '../../state/scoreErrors';
import { networksByCount, type ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { formatCount, formatDistance } from '../words';

export interface ScoreRow {
  readonly network: ZooNetwork;
  readonly errors: ScoreErrors;
}

/** The finished networks of the usual width whose present weights were measured, by ascending N. */
export function scoreRows(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  measures: ScoreErrorMeasures,
): ScoreRow[] {
  return networksByCount(networks, dataset).flatMap((network) => {
    const errors = measures.networks.find(({ id, sha256 }) => id === network.id && sha256 === network.measure.sha256);
    return errors ? [{ network, errors }] : [];
  });
}

/** Few images, many, and the N of the page if it is another one. */
export function chosenRows(rows: readonly ScoreRow[], images: number): ScoreRow[] {
  const countOf = ({ network }: ScoreRow) => network.subset.count;
  const few = rows.find((row) => countOf(row) === 64) ?? rows[0];
  const wanted = new Set([few, rows.find((row) => countOf(row) === images), rows.at(-1)]);
  return rows.filter((row) => wanted.has(row));
}

const lookOf = (id: DenoiserId) => {
  const { label, color, line } = denoiserCatalog[id];
  return { label, color, line };
};
const looks: Record<ScorePair, Pick<ChartCurve, 'label' | 'color' | 'line' | 'isThin'>> = {
  multiDelta: lookOf('multiDelta'),
  linear: lookOf('linear'),
  gaussian: lookOf('gaussian'),
  linearToGaussian: {
    label: 'L to G',
    color: 'var(--color-training)',
    line: 'solid',
    isThin: true,
  },
};

export const pairLabel = (pair: ScorePair) =>
  pair === 'linearToGaussian' ? 'Linear to Gaussian' : `${looks[pair].label} to network`;

/** One curve for each pair that was measured, with a band of one standard error. */
export function scoreErrorCurves(
  curves: ScoreCurves,
  quantity: ScoreQuantity,
  sigmas: readonly number[],
): ChartCurve[] {
  return scorePairs.flatMap((pair) => {
    const estimates = curves[pair]?.[quantity];
    if (!estimates) return [];
    const points = estimates.map(({ mean, standardError }, i) => ({
      x: sigmas[i]!,
      y: mean,
      lower: mean - standardError,
      upper: mean + standardError,
    }));
    return [{ id: pair, ...looks[pair], points, hasDots: true }];
  });
}

/** What the numbers say at one noise level, in a sentence. */
export function scoreFinding(
  dataset: DatasetId,
  rows: readonly ScoreRow[],
  { split, sigma, sigmas }: { split: SplitName; sigma: number; sigmas: readonly number[] },
): string {
  const noun = datasetInfo(dataset).noun.many;
  const [few, many] = [rows[0], rows.at(-1)];
  if (!few || !many) return `How far simple denoisers are from a network of ${noun} has not been measured yet`;
  const level = sigmas.indexOf(sigma);
  const words = ({ network, errors }: ScoreRow) => {
    const [gaussian, multiDelta] = (['gaussian', 'multiDelta'] as const).map(
      (pair) => errors[split][pair]!.rmse[level]!.mean,
    );
    const [near, far] =
      gaussian! <= multiDelta!
        ? [`the Gaussian (${formatDistance(gaussian!)})`, `the multi-delta (${formatDistance(multiDelta!)})`]
        : [`the multi-delta (${formatDistance(multiDelta!)})`, `the Gaussian (${formatDistance(gaussian!)})`];
    return `the network of ${formatCount(network.subset.count)} is nearer to ${near} than to ${far}`;
  };
  const where = `At σ = ${formatSigma(sigma)}, on ${split === 'heldOut' ? 'held-out' : 'training'} images`;
  return few === many ? `${where}, ${words(few)}` : `${where}, ${words(few)}; ${words(many)}`;
}
