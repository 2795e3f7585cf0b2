/** What "Singular vectors" shows: how the left singular vectors of a network's linear map correlate with the Gaussian's. */
import { denoiserCatalog } from '../../denoisers/catalog';
import type { LinearManifest } from '../../denoisers/linearCatalog';
import { isSameSigma } from '../../diffusion/schedule';
import { formatSigma } from '../../draw/sigmaAxis';
import type { HeatMap } from '../../draw/paintHeatMap';
import type { MeasuredVectors, VectorLevel, VectorsOfNetwork } from '../../state/vectors';
import type { ChartCurve } from '../../ui/CurveChart';
import { formatCount } from '../words';

export interface VectorMeasures {
  readonly vectors: MeasuredVectors;
  readonly manifest: LinearManifest;
}

/** Pairs that a title counts. */
const firstPairs = 10;
/** Smaller singular values are drawn at the foot of their axis. */
export const leastValue = 0.0001;

export const heatMapOf = ({ correlations, linear, gaussian }: VectorLevel): HeatMap => ({
  values: correlations,
  rows: linear.length,
  columns: gaussian.length,
});

/** |u . v| of a cell. */
export const correlationAt = ({ correlations, gaussian }: VectorLevel, row: number, column: number) =>
  correlations[row * gaussian.length + column]! / 255;

/** The mean of the first ten on the diagonal. */
export function meanOfPairs(level: VectorLevel): number {
  const pairs = Math.min(firstPairs, level.linear.length, level.gaussian.length);
  return Array.from({ length: pairs }, (_, i) => correlationAt(level, i, i)).reduce((a, b) => a + b, 0) / pairs;
}

/** Singular values over their rank, from 1. */
export function valueCurves({ linear, gaussian }: VectorLevel): ChartCurve[] {
  const points = (values: readonly number[]) =>
    values.map((value, i) => ({ x: i + 1, y: Math.max(leastValue, value) }));
  return [
    { id: 'linear', ...look('linear'), points: points(linear) },
    { id: 'gaussian', ...look('gaussian'), points: points(gaussian) },
  ];
}

function look(id: 'linear' | 'gaussian') {
  const { label, color, line } = denoiserCatalog[id];
  return { label, color, line };
}

export const differenceAt = ({ manifest }: VectorMeasures, { network }: VectorsOfNetwork, { sigma }: VectorLevel) =>
  manifest.maps.find((map) => map.network === network && isSameSigma(map.sigma, sigma))?.difference;

/** What the numbers say, in a sentence. */
export function vectorFinding({ images }: VectorsOfNetwork, level: VectorLevel): string {
  return `At σ = ${formatSigma(level.sigma)}, the first ${firstPairs} singular vectors of the network of ${formatCount(images)} have a mean cosine of ${meanOfPairs(level).toFixed(2)} to the Gaussian’s of the same rank`;
}
