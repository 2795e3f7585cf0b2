/** What "Train and test" shows: losses over N, of theory, of models that were really fitted, and of networks. */
import type { ChartPoint } from '../../draw/chart';
import type { LinearFits } from '../../state/linearFits';
import type { NetworkDetails } from '../../state/networkMeasures';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { Losses } from '../../theory/linearLoss';
import type { LossCurve, SimulatedPoint } from '../../theory/sweeps';
import { countWords } from '../theoryAxis';
import { formatCount } from '../words';

/** A number with the spread of its estimate, if it has one. */
export interface Spread {
  readonly value: number;
  readonly error?: number;
}

/** Losses per dimension at one N. */
export interface LossPoint {
  readonly images: number;
  readonly train: Spread;
  readonly test: Spread;
}

/** The theory on its own counts. */
export interface TheoryLosses extends LossCurve {
  readonly counts: readonly number[];
}

export function drawnPoints(frames: readonly SimulatedPoint[]): LossPoint[] {
  return frames.map(({ images, means, standardErrors }) => ({
    images,
    train: { value: means[0]!, error: standardErrors[0]! },
    test: { value: means[1]!, error: standardErrors[1]! },
  }));
}

export function fittedPoints({ fits }: LinearFits, losses: readonly Losses[]): LossPoint[] {
  return fits.map(({ images }, i) => ({
    images,
    train: { value: losses[i]!.train },
    test: { value: losses[i]!.test },
  }));
}

/**
 * The losses of a network in noise units, |D - clean|^2 / (d sigma^2): between two measured noise levels linear in their logarithms. Undefined beyond the
 * measured ones.
 */
export function networkPoint(images: number, { errors }: NetworkDetails, sigma: number): LossPoint | undefined {
  const above = errors.findIndex((row) => row.sigma >= sigma);
  const [low, high] = [errors[Math.max(0, above - 1)], errors[above]];
  if (!low || !high || low.sigma > sigma) return undefined;
  const way = low === high ? 0 : Math.log(sigma / low.sigma) / Math.log(high.sigma / low.sigma);
  const loss = (split: 'heldOut' | 'training'): Spread => {
    const at = (row: typeof low) => {
      const { mean, standardError } = row[split].error.network;
      return { log: Math.log(mean / row.sigma ** 2), relative: standardError / mean };
    };
    const [a, b] = [at(low), at(high)];
    const value = Math.exp(a.log + way * (b.log - a.log));
    return { value, error: value * (a.relative + way * (b.relative - a.relative)) };
  };
  return { images, train: loss('training'), test: loss('heldOut') };
}

/** Error bars are two standard errors to each side. */
export function toPoint(images: number, { value, error }: Spread): ChartPoint {
  if (error === undefined) return { x: images, y: value };
  return { x: images, y: value, lower: Math.max(value / 1000, value - 2 * error), upper: value + 2 * error };
}

/** Test loss minus train loss, where it is positive: by accident of the held-out images it may not be when there are many. */
export function gapsOf(points: readonly LossPoint[]): ChartPoint[] {
  return points.map(({ images, train, test }) => ({ x: images, y: test.value - train.value })).filter(({ y }) => y > 0);
}

/** At any N within the counts, linear in ln N. */
export function theoryAt({ counts, points }: TheoryLosses, images: number): Losses | undefined {
  const above = counts.findIndex((count) => count >= images);
  if (above < 0 || images < counts[0]!) return undefined;
  const below = Math.max(0, above - 1);
  const [from, to] = [counts[below]!, counts[above]!];
  const way = from === to ? 0 : Math.log(images / from) / Math.log(to / from);
  const mix = (name: keyof Losses) => points[below]![name] + way * (points[above]![name] - points[below]![name]);
  return { train: mix('train'), test: mix('test') };
}

const near = 0.1;

/** The N from which on train and test loss differ by at most a tenth of the test loss; undefined when they never do. */
export function meetingCount({ counts, points }: TheoryLosses): number | undefined {
  const apart = points.findLastIndex(({ train, test }) => test - train > near * test);
  return counts[apart + 1];
}

export function lossFinding(spectrum: TheorySpectrum, theory: TheoryLosses, levelWords: string): string {
  const whose = spectrum.dataset ? `of ${spectrum.label}` : `drawn from ${spectrum.label}`;
  const meeting = meetingCount(theory);
  if (meeting === undefined)
    return `Up to ${formatCount(theory.counts.at(-1)!)} images ${whose}, train and test loss stay more than a tenth apart, ${levelWords}`;
  if (meeting === theory.counts[0])
    return `Train and test loss are never more than a tenth apart for ${spectrum.label}, ${levelWords}`;
  const words = countWords(meeting, spectrum.dim).replace('N = ', '');
  return `Train and test loss come within a tenth of each other at ${words} images ${whose}, ${levelWords}`;
}
