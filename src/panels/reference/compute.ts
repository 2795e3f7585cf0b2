/** What "Distance to the reference" shows: how far a denoiser of N images is from the one of all, and its samples from the nearest training image. */
import type { DatasetId } from '../../data/catalog';
import type { ChartPoint } from '../../draw/chart';
import type { LinearFits } from '../../state/linearFits';
import type { PairMeasures } from '../../state/pairMeasures';
import type { References } from '../../state/references';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { networksByCount, type ZooNetwork } from '../../state/zooNetworks';
import type { NoiseLevel } from '../../theory/linearLoss';
import type { SimulatedPoint } from '../../theory/sweeps';
import type { ChartCurve } from '../../ui/CurveChart';
import { formatCount } from '../words';

const nearest = (values: readonly number[], to: number) =>
  values.reduce((best, value) => (Math.abs(Math.log(value / to)) < Math.abs(Math.log(best / to)) ? value : best));

/** The noise level and the ridge at which fits were compared, nearest to those asked for; without a ridge the least. */
export function measuredLevel({ levels, ridges }: LinearFits, { s, ridge }: NoiseLevel): NoiseLevel {
  return { s: nearest(levels, s), ridge: ridge > 0 ? nearest(ridges, ridge) : Math.min(...ridges) };
}

/** Of every fit but the reference itself, which is the one on all images. */
export function fittedDifferences(file: LinearFits, { s, ridge }: NoiseLevel): ChartPoint[] {
  const [row, column] = [file.levels.indexOf(s), file.ridges.indexOf(ridge)];
  return file.fits
    .filter(({ images }) => images < file.count)
    .flatMap(({ images, difference }) => {
      const y = difference[row]?.[column];
      return y === undefined ? [] : [{ x: images, y }];
    });
}

/** Of the networks of a dataset whose present weights were measured, at the noise level nearest to s; with two standard errors to each side. */
export function networkDifferences(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  { sigmas, networks: rows }: References,
  s: number,
): ChartPoint[] {
  const level = sigmas.indexOf(nearest(sigmas, Math.sqrt(s)));
  return networksByCount(networks, dataset).flatMap(({ id, measure, subset }) => {
    const row = rows.find((each) => each.id === id && each.sha256 === measure.sha256);
    return row ? [withBars(subset.count, row.differences[level]!.mean, row.differences[level]!.standardError)] : [];
  });
}

const withBars = (x: number, y: number, error: number): ChartPoint => ({
  x,
  y,
  lower: Math.max(y / 1000, y - 2 * error),
  upper: y + 2 * error,
});

/** With two standard errors to each side. */
export function drawnDifferences(frames: readonly SimulatedPoint[]): ChartPoint[] {
  return frames.map(({ images, means, standardErrors }) => withBars(images, means[0]!, standardErrors[0]!));
}

/** Greatest raw cosine to a training image, median and quartiles: of the network, of the Gaussian's samples, and of held-out images. */
export function cosineCurves(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  closedForms: PairMeasures['closedForms'],
): ChartCurve[] {
  const own = closedForms.filter((row) => row.dataset === dataset);
  const spread = (images: number, { lower, median, upper }: { lower: number; median: number; upper: number }) => ({
    x: images,
    y: median,
    lower,
    upper,
  });
  return [
    {
      id: 'network',
      label: 'Network',
      color: 'var(--color-network)',
      line: 'solid',
      hasDots: true,
      points: networksByCount(networks, dataset).map(({ subset, measure }) =>
        spread(subset.count, measure.similarity.network.cosine),
      ),
    },
    {
      id: 'gaussian',
      label: 'Gaussian',
      color: 'var(--color-gaussian)',
      line: 'dashed',
      hasDots: true,
      points: own.map(({ images, similarity }) => spread(images, similarity.gaussian.cosine)),
    },
    {
      id: 'fresh',
      label: 'Held-out',
      color: 'var(--color-training)',
      line: 'solid',
      points: own.map(({ images, similarity }) => spread(images, similarity.fresh.cosine)),
    },
  ];
}

/** By how much the theory's distance falls from the first N to the last. */
export function referenceFinding(
  { label, dataset }: TheorySpectrum,
  theory: readonly ChartPoint[],
  sigma: string,
): string {
  const [first, last] = [theory[0], theory.at(-1)];
  if (!first || !last) return 'How far is a denoiser of few images from one of many?';
  const whose = dataset ? `images of ${label}` : `draws from ${label}`;
  return `From ${formatCount(first.x)} to ${formatCount(last.x)} ${whose}, the squared distance of a linear denoiser to the reference falls by a factor of ${formatCount(Number((first.y / last.y).toPrecision(2)))}, at σ = ${sigma}`;
}
