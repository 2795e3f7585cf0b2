/** What "How linear is it?" shows: linearity over noise levels, for each N and for each denoiser, and against the GL score. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { LinearityFrame, LinearityInputs } from '../../engine/protocol';
import type { Inputs } from '../../state/inputs';
import type { LinearityByInputs, LinearityMeasures } from '../../state/linearityMeasures';
import { networksByCount, type ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';

export type Quantity = 'cosine' | 'normalizedError';

/** What is asked of every denoiser. */
export interface Asked {
  readonly inputs: LinearityInputs;
  /** Index into the measured alphas. */
  readonly alpha: number;
}

export interface LinearityRow {
  readonly network: ZooNetwork;
  readonly linearity: LinearityByInputs;
}

/** The finished networks of the usual width that were measured, by ascending N. */
export function linearityRows(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  measures: LinearityMeasures,
): LinearityRow[] {
  return networksByCount(networks, dataset).flatMap((network) => withLinearity(network, measures));
}

/** The network that the reader chose, if it was measured; else the one of the nearest N. */
export function chosenRow(
  rows: readonly LinearityRow[],
  networks: readonly ZooNetwork[],
  measures: LinearityMeasures,
  { network, images }: Pick<Inputs, 'network' | 'images'>,
): LinearityRow | undefined {
  const asked = networks.find(({ id }) => id === network);
  const own = rows.find((row) => row.network === asked) ?? (asked && withLinearity(asked, measures)[0]);
  if (own) return own;
  const ratio = (row: LinearityRow) => Math.abs(Math.log(row.network.subset.count / images));
  return [...rows].sort((a, b) => ratio(a) - ratio(b))[0];
}

function withLinearity(network: ZooNetwork, measures: LinearityMeasures): LinearityRow[] {
  const linearity = measures.networks.find(({ id, sha256 }) => id === network.id && sha256 === network.measure.sha256);
  return linearity ? [{ network, linearity }] : [];
}

/** A mean over noise levels, with a band of one standard error; empty where this alpha was not measured. */
function pointsOf(
  linearity: LinearityByInputs | undefined,
  quantity: Quantity,
  { inputs, alpha }: Asked,
  sigmas: readonly number[],
): ChartCurve['points'] {
  const { mean, standardError } = linearity?.[inputs][quantity] ?? { mean: [], standardError: [] };
  return (mean[alpha] ?? []).map((y, i) => {
    const error = standardError[alpha]?.[i] ?? 0;
    return { x: sigmas[i]!, y, lower: y - error, upper: y + error };
  });
}

/** More copies than new images. */
export const memorizes = ({ network }: LinearityRow) => network.measure.memorizedFraction > 0.5;

/** One curve for each N: dashed where the network memorises; the chosen one is dark. */
export function countCurves(
  rows: readonly LinearityRow[],
  chosen: LinearityRow,
  quantity: Quantity,
  asked: Asked,
  { sigmas }: LinearityMeasures,
): ChartCurve[] {
  const curves = rows.map((row, i): ChartCurve => {
    const isChosen = row === chosen;
    const isNamed = isChosen || i === 0 || i === rows.length - 1; // more names would lie over the curves
    return {
      id: row.network.id,
      label: isNamed ? `N = ${formatCount(row.network.subset.count)}` : '',
      color: isChosen ? 'var(--color-network)' : 'color-mix(in oklab, var(--color-network) 55%, var(--paper))',
      line: memorizes(row) ? 'dashed' : 'solid',
      points: pointsOf(row.linearity, quantity, asked, sigmas),
      hasDots: isChosen,
      nameAt: quantity === 'cosine' ? 'lowest' : 'highest',
    };
  });
  return [...curves].sort((a, b) => Number(b.hasDots) - Number(a.hasDots));
}

const shownDenoisers = ['network', 'gaussian', 'multiDelta'] as const satisfies DenoiserId[];

/** One curve for each denoiser of the same images. */
export function denoiserCurves(
  { network, linearity }: LinearityRow,
  quantity: Quantity,
  asked: Asked,
  { closedForms, sigmas }: LinearityMeasures,
): ChartCurve[] {
  const form = closedForms.find(
    ({ dataset, subset }) =>
      dataset === network.dataset && subset.start === network.subset.start && subset.count === network.subset.count,
  );
  return shownDenoisers.map((id) => {
    const { label, color, line } = denoiserCatalog[id];
    const own = id === 'network' ? linearity : form?.[id];
    return { id, label, color, line, points: pointsOf(own, quantity, asked, sigmas), hasDots: true };
  });
}

/** What was measured on the reader's machine, as dots upon the others. */
export function hereCurves(frames: readonly LinearityFrame[], quantity: Quantity): ChartCurve[] {
  return shownDenoisers.map((id) => {
    const { label, color, line } = denoiserCatalog[id];
    const points = frames.flatMap(({ sigma, rows }) => {
      const estimate = rows[id]?.[0]?.[quantity];
      return estimate ? [{ x: sigma, y: estimate.mean }] : [];
    });
    return { id: `${id} here`, label, color, line, points, isHollow: true };
  });
}

/** Each network of the dataset as a point: its GL score, and its linearity at one noise level. Those in mid-training or of other width are hollow. */
export function scoreCurves(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  rows: readonly LinearityRow[],
  {
    measures,
    quantity,
    asked,
    sigma,
  }: { measures: LinearityMeasures; quantity: Quantity; asked: Asked; sigma: number },
): ChartCurve[] {
  const at = measures.sigmas.indexOf(sigma);
  const pointOf = ({ network, linearity }: LinearityRow) => {
    const y = linearity[asked.inputs][quantity].mean[asked.alpha]?.[at];
    return y === undefined ? [] : [{ x: network.measure.similarity.network.relativeDistance.median, y }];
  };
  const others = networks
    .filter((network) => network.dataset === dataset && !rows.some((row) => row.network === network))
    .flatMap((network) => withLinearity(network, measures));
  const color = 'var(--color-network)';
  return [
    ...rows.map((row): ChartCurve => {
      const { id, subset } = row.network;
      return { id, label: `N = ${formatCount(subset.count)}`, color, line: 'solid', points: pointOf(row) };
    }),
    { id: 'others', label: '', color, line: 'solid', points: others.flatMap(pointOf), isHollow: true },
  ];
}

export interface Dip {
  readonly sigma: number;
  readonly cosine: number;
}

/** Where the cosine is least. */
export function dipOf(
  { linearity }: LinearityRow,
  { inputs, alpha }: Asked,
  { sigmas }: LinearityMeasures,
): Dip | undefined {
  const cosines = linearity[inputs].cosine.mean[alpha];
  if (!cosines) return undefined;
  const cosine = Math.min(...cosines);
  return { sigma: sigmas[cosines.indexOf(cosine)]!, cosine };
}

/** What the numbers say, in a sentence. */
export function linearityFinding(
  dataset: DatasetId,
  rows: readonly LinearityRow[],
  asked: Asked,
  measures: LinearityMeasures,
): string {
  const noun = datasetInfo(dataset).noun.many;
  const [few, many] = [rows[0], rows.at(-1)];
  const [least, most] = [few, many].map((row) => row && dipOf(row, asked, measures));
  if (!few || !many || !least || !most) return `How linear a denoiser of ${noun} is has not been measured yet`;
  const of = ({ network }: LinearityRow) => formatCount(network.subset.count);
  if (few === many)
    return `The network of ${of(few)} ${noun} is least linear at σ = ${formatSigma(least.sigma)}: its cosine is ${twoDigits(least.cosine)}`;
  const relation = most.cosine > least.cosine ? 'is nearer to linear' : 'is no nearer to linear';
  return `The network of ${of(many)} ${noun} ${relation} than that of ${of(few)}: its least cosine is ${twoDigits(most.cosine)}, against ${twoDigits(least.cosine)}`;
}
