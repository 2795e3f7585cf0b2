/** The axis of N, the same in every figure: logarithmic, d marked on it, "memorises" at one end and "generalises" at the other. */
import { type DatasetId, datasetInfo } from '../data/catalog';
import type { ChartAxis } from '../ui/ChartAxes';
import { formatCount } from './words';

const least = 16;

/** From 16 to all images of the dataset, whatever there is to show. @param counts  the N that are marked */
export function countAxis(dataset: DatasetId, counts: readonly number[]): ChartAxis {
  return {
    domain: [Math.min(least, ...counts), datasetInfo(dataset).trainCount],
    isLog: true,
    ticks: counts,
    title: 'N, training images',
    format: formatCount,
    ends: ['memorises', 'generalises'],
  };
}

export const dimensionMark = (dataset: DatasetId) => ({
  x: datasetInfo(dataset).dim,
  label: `d = ${datasetInfo(dataset).dim}`,
});

export const percent = (share: number) => `${Math.round(100 * share)}%`;
/** A cosine, a ratio or a distance. */
export const twoDigits = (value: number) => value.toFixed(2).replace('-', '−');
/** A value on a logarithmic axis. */
export const powerOfTen = (value: number) =>
  value >= 1e-3 || value === 0 ? String(value) : value.toExponential(0).replace('-', '−');
