/** The axis of N in the theory figures: that of the datasets, or around d of made-up data. */
import { datasetInfo, isPublished } from '../data/catalog';
import type { TheorySpectrum } from '../state/theorySpectrum';
import type { ChartAxis } from '../ui/ChartAxes';
import type { ChartCurve } from '../ui/CurveChart';
import { countAxis, dimensionMark } from './countAxis';
import { formatCount } from './words';

const least = 16;
/** Of made-up data, in units of d. */
const powerRange = [0.1, 30] as const;
/** How far to look beyond the images that the reader has, in units of d. */
const ownReach = 20;

function rangeOf({ dataset, dim }: TheorySpectrum): readonly [number, number] {
  if (!dataset) return [powerRange[0] * dim, powerRange[1] * dim];
  const { trainCount } = datasetInfo(dataset);
  return [least, isPublished(dataset) ? trainCount : Math.max(trainCount, ownReach * dim)];
}

/** Evenly spaced in their logarithm, whole numbers, each once. */
function spread([from, to]: readonly [number, number], count: number): number[] {
  return [...new Set(Array.from({ length: count }, (_, i) => Math.round(from * (to / from) ** (i / (count - 1)))))];
}

/** N of the theory's lines; d is among them. */
export function theoryCounts(spectrum: TheorySpectrum, count = 60): number[] {
  const counts = spread(rangeOf(spectrum), count);
  return [...new Set([...counts, spectrum.dim])].sort((a, b) => a - b);
}

/** N of simulations. */
export const drawnCounts = (spectrum: TheorySpectrum) => spread(rangeOf(spectrum), 20);

export function theoryAxis(spectrum: TheorySpectrum): ChartAxis {
  const { dataset, dim } = spectrum;
  const [from, to] = rangeOf(spectrum);
  if (dataset) return { ...countAxis(dataset, [16, 64, 256, 1024, 4096, to]), domain: [from, to] };
  return {
    domain: [from, to],
    isLog: true,
    ticks: [0.1, 0.3, 1, 3, 10, 30].map((ratio) => ratio * dim),
    title: 'N, images drawn',
    format: formatCount,
    ends: ['memorises', 'generalises'],
  };
}

export const theoryMark = ({ dataset, dim }: TheorySpectrum) =>
  dataset ? dimensionMark(dataset) : { x: dim, label: `d = ${dim}` };

/** "N = 1,024 (1.31 d)" */
export function countWords(images: number, dim: number): string {
  const ratio = images / dim;
  return `N = ${formatCount(images)} (${ratio < 10 ? ratio.toPrecision(2) : Math.round(ratio)} d)`;
}

/** A level line across a chart over N: what is to be reached. */
export function targetCurve(value: number, [first, last]: readonly [number, number]): ChartCurve {
  return {
    id: 'target',
    label: 'target',
    color: 'var(--color-training)',
    line: 'solid',
    isThin: true,
    points: [
      { x: first, y: value },
      { x: last, y: value },
    ],
  };
}
