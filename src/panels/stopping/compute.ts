/** What "When to stop" shows: test losses over training time, and when they are least. */
import type { ChartPoint } from '../../draw/chart';
import type { Inputs } from '../../state/inputs';
import type { LinearFits } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { DdpmStep } from '../../theory/ddpm';
import type { BestStop, LossOverTime } from '../../theory/stopping';
import { countWords } from '../theoryAxis';
import { formatCount } from '../words';

/** N / d that can be chosen, and those of the curves over the exponent. */
export const ratioStops = [0.1, 0.3, 0.6, 1, 2, 4];
export const ratioCurves = [0.3, 0.6, 1, 2];
export const exponents = Array.from({ length: 11 }, (_, i) => i / 4);

/** eta tau: from 0.01 to 100,000. */
export const trainingTimes = Array.from({ length: 71 }, (_, i) => 0.01 * 10 ** (i / 10));

const fewTimes = [10, 50, 100, 200, 500];

/** Steps t of the curves: a few, and the one that is looked at. */
export function timesShown(t: number): number[] {
  return [...new Set([...fewTimes.filter((each) => Math.abs(Math.log(each / t)) > 0.3), t])].sort((a, b) => a - b);
}

/** The fit whose N is nearest to a multiple of d. */
export function fitNear({ fits, dim }: LinearFits, ratio: number) {
  const gap = (images: number) => Math.abs(Math.log(images / (ratio * dim)));
  return fits.reduce((best, fit) => (gap(fit.images) < gap(best.images) ? fit : best));
}

/** Losses of predicting the noise, or of the image: a noise predictor's is s times as large, and weights noise levels the other way round. */
export function scaleOf(lossOf: Inputs['lossOf'], { s }: DdpmStep): number {
  return lossOf === 'imageFromNoise' ? s : 1;
}

/** With two standard errors to each side. */
export function curvePoints({ test, errors }: LossOverTime, scale: number): ChartPoint[] {
  return trainingTimes.map((x, i) => {
    const [y, error] = [test[i]! * scale, errors[i]! * scale];
    return error > 0 ? { x, y, lower: Math.max(y / 10, y - 2 * error), upper: y + 2 * error } : { x, y };
  });
}

/** The best time over the exponent, for one N / d; exponents at which training on makes it worse by less than a hundredth are left out. */
export function bestTimes(stops: readonly BestStop[], ratio: number): ChartPoint[] {
  return stops
    .filter((stop) => stop.ratio === ratio && Number.isFinite(stop.time) && stop.overfit >= 1.01)
    .map(({ exponent, time }) => ({ x: exponent, y: time }));
}

/** How much worse the end is, as a ratio. */
export function overfits(stops: readonly BestStop[], ratio: number): ChartPoint[] {
  return stops.filter((stop) => stop.ratio === ratio).map(({ exponent, overfit }) => ({ x: exponent, y: overfit }));
}

export function etaWords(time: number): string {
  return time < 100 ? String(Number(time.toPrecision(2))) : formatCount(Number(time.toPrecision(2)));
}

export function stoppingFinding(
  spectrum: TheorySpectrum,
  curve: LossOverTime,
  { images, words }: { readonly images: number; readonly words: string },
): string {
  const whose = spectrum.dataset ? `images of ${spectrum.label}` : `draws from ${spectrum.label}`;
  const start = `On ${countWords(images, spectrum.dim).replace('N = ', '')} ${whose}, ${words}`;
  const ratio = curve.end / curve.best.test;
  if (!Number.isFinite(curve.best.time) || ratio < 1.01)
    return `${start}, training to the end is best: stopping earlier gains less than 1%`;
  const times = ratio < 2 ? `${Math.round(100 * (ratio - 1))}% above` : `${ratio.toPrecision(2)} times`;
  return `${start}, it is best to stop at ητ = ${etaWords(curve.best.time)}: at the end of training the test loss is ${times} the least`;
}
