/** What the planner says: how many images, how sure that is, and what models fitted on real images needed. */
import type { LinearFits } from '../../state/linearFits';
import type { Inputs } from '../../state/inputs';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { LossOverTime } from '../../theory/stopping';
import type { CheckedOutlook, Outlook } from '../../theory/planning';
import { percent } from '../countAxis';
import { countWords } from '../theoryAxis';
import { formatCount } from '../words';

export const withinStops = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** "a test loss within 10% of the best possible" */
export function targetWords({ target, within }: Pick<Inputs, 'target' | 'within'>): string {
  if (target === 'divergence') return `samples within ${within} nats per direction of the truth`;
  if (target === 'gap') return `train and test loss within ${percent(within)} of each other`;
  return `a test loss within ${percent(within)} of the best possible`;
}

export interface Uncertainty {
  /** Corrected for the bias of a spectrum that is known from finitely many images. */
  readonly images: number;
  /** Two standard deviations to each side, as a factor > 1. */
  readonly factor: number;
}

/**
 * The bootstrap's answer: resamplings stand to the spectrum as the spectrum stands to the truth. In the logarithm of N, the bias is subtracted and the standard
 * deviation taken. Undefined until there are three resamplings, and when one of them needs infinitely many images.
 */
export function uncertaintyOf(own: Outlook, resampled: readonly Outlook[]): Uncertainty | undefined {
  const logs = resampled.map(({ images }) => Math.log(images / own.images));
  if (logs.length < 3 || !logs.every(Number.isFinite)) return undefined;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  return { images: own.images * Math.exp(-mean), factor: Math.exp(2 * Math.sqrt(variance)) };
}

/** Linear between measured ridges, in both logarithms; of the nearest one beyond them. */
export function divergenceAt(
  { divergenceRidges: ridges }: LinearFits,
  divergence: readonly number[],
  ridge: number,
): number {
  const above = ridges.findIndex((each) => each >= ridge);
  if (above <= 0) return divergence[above < 0 ? ridges.length - 1 : 0]!;
  const [low, high] = [ridges[above - 1]!, ridges[above]!];
  const way = Math.log(ridge / low) / Math.log(high / low);
  return divergence[above - 1]! * (divergence[above]! / divergence[above - 1]!) ** way;
}

/** The fits that can be held against a target: the one on all images stands for the truth, and says nothing of its own distance from it. */
export function comparableFits({ fits, count }: LinearFits, target: Inputs['target']) {
  return target === 'gap' ? fits : fits.filter(({ images }) => images < count);
}

/** Divergences are measured beforehand; losses come with the outlooks. */
export function withMeasured(
  file: LinearFits,
  target: Inputs['target'],
  outlooks: readonly CheckedOutlook[],
): CheckedOutlook[] {
  if (target !== 'divergence') return [...outlooks];
  return outlooks.map((outlook) => {
    const fit = file.fits.find(({ images }) => images === outlook.images);
    return fit ? { ...outlook, measured: divergenceAt(file, fit.divergence, outlook.ridge) } : outlook;
  });
}

export type Crossing = { readonly images: number } | { readonly fewerThan: number } | { readonly moreThan: number };

/** Where what was measured falls to the target for good, between two N in both logarithms. Undefined when nothing was measured. */
export function crossingOf(outlooks: readonly CheckedOutlook[], value: number): Crossing | undefined {
  const measured = outlooks.flatMap(({ images, measured: y }) => (y === undefined ? [] : [{ images, y }]));
  const above = measured.findLastIndex(({ y }) => y > value);
  const [from, to] = [measured[above], measured[above + 1]];
  if (!to) return from && { moreThan: from.images };
  if (!from) return { fewerThan: to.images };
  if (!(to.y > 0)) return { images: to.images };
  const way = Math.log(from.y / value) / Math.log(from.y / to.y);
  return { images: from.images * (to.images / from.images) ** way };
}

/** To two or three digits: more would pretend. */
export function about(images: number): string {
  return Number.isFinite(images) ? formatCount(Number(images.toPrecision(images < 1000 ? 2 : 3))) : 'no number of';
}

export function crossingWords(crossing: Crossing | undefined): string {
  if (!crossing) return '–';
  if ('images' in crossing) return about(crossing.images);
  return 'fewerThan' in crossing
    ? `fewer than ${formatCount(crossing.fewerThan)}`
    : `more than ${formatCount(crossing.moreThan)}`;
}

export function planFinding(
  spectrum: TheorySpectrum,
  plan: Outlook,
  inputs: Pick<Inputs, 'target' | 'within'>,
  levelWords: string,
): string {
  const where = inputs.target === 'divergence' ? '' : `, ${levelWords}`;
  const whose = spectrum.dataset ? `images of ${spectrum.label}` : `draws from ${spectrum.label}`;
  if (!Number.isFinite(plan.images)) return `No number of ${whose} gives ${targetWords(inputs)}${where}`;
  const ratio = countWords(plan.images, spectrum.dim).replace(/^.*\(/, '(');
  return `About ${about(plan.images)} ${whose} ${ratio} give ${targetWords(inputs)}${where}`;
}

/** "train to the end: ..." */
export function stopWords({ best, end }: Pick<LossOverTime, 'best' | 'end'>): string {
  const gain = 1 - best.test / end;
  if (!Number.isFinite(best.time) || gain < 0.01)
    return 'train to the end: with this ridge, stopping earlier gains less than 1%';
  return `stop at ητ = ${timeWords(best.time)}, which lowers the test loss by ${percent(gain)}`;
}

const timeWords = (time: number) => (time < 100 ? time.toPrecision(2) : formatCount(Number(time.toPrecision(2))));
