/** What "Divergence" shows: KL over N and over the ridge, of theory, of draws, and of real fits. */
import type { ChartPoint } from '../../draw/chart';
import type { LinearFits } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { divergenceOfWishart } from '../../theory/divergence';
import { ridgeStops } from '../../theory/ridges';
import type { BestRidge, SimulatedPoint } from '../../theory/sweeps';

/** Ridges at which draws and fits are measured: all stops but 0. */
export const measuredRidges = ridgeStops.filter((ridge) => ridge > 0);

/** The ridges of the curves over c. */
export const curveRidges = Array.from({ length: 51 }, (_, i) => 1e-5 * 10 ** (i / 10));

/** KL per direction at one N, at each of the measured ridges. */
export interface DivergencePoint {
  readonly images: number;
  readonly values: readonly number[];
  readonly errors?: readonly number[];
}

export function drawnDivergences(frames: readonly SimulatedPoint[]): DivergencePoint[] {
  return frames.map(({ images, means, standardErrors }) => ({ images, values: means, errors: standardErrors }));
}

/** The fit on all images is the truth itself: it is left out. */
export function fittedDivergences({ fits, divergenceRidges, count }: LinearFits): DivergencePoint[] {
  const places = measuredRidges.map((ridge) => divergenceRidges.indexOf(ridge));
  return fits
    .filter(({ images }) => images < count)
    .map(({ images, divergence }) => ({ images, values: places.map((place) => divergence[place] ?? NaN) }));
}

/** One of them at one ridge, with two standard errors to each side; undefined where it was not measured. */
export function pointAt({ values, errors }: DivergencePoint, ridge: number): Omit<ChartPoint, 'x'> | undefined {
  const y = values[measuredRidges.indexOf(ridge)];
  if (y === undefined || !Number.isFinite(y)) return undefined;
  const error = errors?.[measuredRidges.indexOf(ridge)];
  return error === undefined ? { y } : { y, lower: Math.max(y / 1000, y - 2 * error), upper: y + 2 * error };
}

/** d / (4 N), and the exact mean over Wishart matrices without a ridge, for N > d. */
export function laws(dim: number, counts: readonly number[]): { law: ChartPoint[]; wishart: ChartPoint[] } {
  return {
    law: counts.map((x) => ({ x, y: dim / (4 * x) })),
    wishart: counts.filter((x) => x > dim).map((x) => ({ x, y: divergenceOfWishart(dim, x) })),
  };
}

/** Of these N, those nearest to a quarter of d, d and four times d. */
export function threeCounts(counts: readonly number[], dim: number): number[] {
  const nearest = (to: number) =>
    counts.reduce((best, count) => (Math.abs(Math.log(count / to)) < Math.abs(Math.log(best / to)) ? count : best));
  return counts.length === 0 ? [] : [...new Set([dim / 4, dim, 4 * dim].map(nearest))];
}

export function divergenceFinding(
  { label, dataset }: TheorySpectrum,
  { ridge, atDim, best }: { readonly ridge: number; readonly atDim: number; readonly best: BestRidge },
): string {
  const whose = dataset ? `images of ${label}` : `draws from ${label}`;
  const own =
    ridge === 0
      ? 'a linear model without a ridge may end infinitely far from the truth'
      : `a linear model with ridge ${ridge} ends ${atDim.toPrecision(2)} nats per direction from the truth`;
  return `From d ${whose}, ${own}; with the best ridge, ${best.ridge.toPrecision(2)}, it ends ${best.divergence.toPrecision(2)} away`;
}
