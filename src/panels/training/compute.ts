/** What the training panel draws and says, from the looks of a run and from nothing else. */
import { type DatasetId, datasetInfo, isPublished } from '../../data/catalog';
import type { LineStyle } from '../../draw/curve';
import type { OwnEntry, TrainingLook } from '../../engine/protocol';
import { lookSettings } from '../../metrics/catalog';
import type { LossCurve } from '../../state/lossCurve';
import { bestLook, type TrainingState } from '../../state/training';
import { formatCount, progressWords } from '../words';

export interface ChartLine {
  readonly label: string;
  readonly color: string;
  readonly line: LineStyle;
  readonly points: readonly (readonly [images: number, value: number])[];
  /** Drawn thin and without a name. */
  readonly isFaint?: boolean;
}

export interface ChartMark {
  readonly images: number;
  readonly value: number;
  readonly words: string;
}

/** A value that is drawn across the sheet, its name at the left end, on the side away from the other levels. */
export interface ChartLevel {
  readonly value: number;
  readonly label: string;
  readonly color: string;
  readonly line: LineStyle;
  readonly isNamedBelow?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly valueTitle: string;
  readonly lines: readonly ChartLine[];
  readonly mark?: ChartMark | undefined;
  readonly levels?: readonly ChartLevel[];
  /** The least value that must be on the sheet, 0 unless it is given, and the largest. */
  readonly least?: number;
  readonly most: number;
}

type Numbers =
  'trainingLoss' | 'heldOutLoss' | 'gaussianDistance' | 'multiDeltaDistance' | 'trainingWay' | 'heldOutWay';

const pointsOf = (looks: readonly TrainingLook[], name: Numbers) =>
  looks.map((look) => [look.imagesSeen, look[name]] as const);
const mostOf = (lines: readonly ChartLine[], least: number) =>
  lines.reduce((most, { points }) => points.reduce((own, [, value]) => Math.max(own, value), most), least);
const leastOf = (lines: readonly ChartLine[], most: number) =>
  lines.reduce((least, { points }) => points.reduce((own, [, value]) => Math.min(own, value), least), most);

/** The look from which on the network is nearer to the multi-delta than to the Gaussian, if it is: past half the way. */
function partingLook(looks: readonly TrainingLook[], way: 'trainingWay' | 'heldOutWay'): TrainingLook | undefined {
  const lastNear = looks.findLastIndex((look) => !(look[way] > 0.5));
  return looks[lastNear + 1];
}

/** Losses, the way from the Gaussian to the multi-delta, distances from both, and copies against images seen; nothing of the look before the first step, for which a logarithmic axis has no place. */
export function chartsOf({ looks: all, losses, job, phase }: TrainingState): Chart[] {
  const looks = all.filter(({ step }) => step > 0);
  return [
    lossChart(looks, losses, job?.batchSize ?? 1, phase === 'ended'),
    wayChart(looks),
    distanceChart(looks),
    copiesChart(looks),
  ];
}

function lossChart(looks: readonly TrainingLook[], losses: LossCurve, batchSize: number, isOver: boolean): Chart {
  const training = { color: 'var(--color-training)', line: 'solid' } as const;
  const lines: ChartLine[] = [
    {
      ...training,
      label: 'batches',
      isFaint: true,
      points: losses.map(({ lastStep, sum, count }) => [lastStep * batchSize, sum / count]),
    },
    { ...training, label: 'on training images', points: pointsOf(looks, 'trainingLoss') },
    { label: 'on new images', color: 'var(--color-network)', line: 'solid', points: pointsOf(looks, 'heldOutLoss') },
  ];
  const best = bestLook(looks);
  const mark = best && {
    images: best.imagesSeen,
    value: best.heldOutLoss,
    words: isOver ? 'least: best to stop here' : 'least so far',
  };
  return { title: 'Loss', valueTitle: 'weighted error of D', lines, mark, most: mostOf(lines.slice(1), 1.25) };
}

function wayChart(looks: readonly TrainingLook[]): Chart {
  const lines: ChartLine[] = [
    {
      label: 'on training images',
      color: 'var(--color-training)',
      line: 'solid',
      points: pointsOf(looks, 'trainingWay'),
    },
    { label: 'on new images', color: 'var(--color-network)', line: 'solid', points: pointsOf(looks, 'heldOutWay') },
  ];
  const parting = partingLook(looks, 'trainingWay');
  const mark = parting && { images: parting.imagesSeen, value: parting.trainingWay, words: 'past half the way' };
  return {
    title: 'The way from Gaussian to multi-delta',
    valueTitle: 'share of the way',
    lines,
    mark,
    levels: [
      { value: 1, label: 'multi-delta', color: 'var(--color-multi-delta)', line: 'dotted' },
      { value: 0, label: 'Gaussian', color: 'var(--color-gaussian)', line: 'dashed', isNamedBelow: true },
    ],
    least: leastOf(lines, -0.25),
    most: mostOf(lines, 1),
  };
}

function distanceChart(looks: readonly TrainingLook[]): Chart {
  const lines: ChartLine[] = [
    {
      label: 'to the multi-delta',
      color: 'var(--color-multi-delta)',
      line: 'dotted',
      points: pointsOf(looks, 'multiDeltaDistance'),
    },
    {
      label: 'to the Gaussian',
      color: 'var(--color-gaussian)',
      line: 'dashed',
      points: pointsOf(looks, 'gaussianDistance'),
    },
  ];
  const parting = partingLook(looks, 'heldOutWay');
  const mark = parting && {
    images: parting.imagesSeen,
    value: parting.gaussianDistance,
    words: 'nearer to the multi-delta from here',
  };
  return {
    title: 'Distance of D from the closed forms',
    valueTitle: 'pixels of [−1, 1]',
    lines,
    mark,
    most: mostOf(lines, 0.5),
  };
}

function copiesChart(looks: readonly TrainingLook[]): Chart {
  const points = looks.map((look) => [look.imagesSeen, copiesOf(look)] as const);
  return {
    title: 'Copies',
    valueTitle: `of ${lookSettings.sampleCount} samples`,
    lines: [{ label: 'copies', color: 'var(--color-network)', line: 'solid', points }],
    most: lookSettings.sampleCount,
  };
}

/** Samples of a look that are copies. */
export function copiesOf({ memorizedFraction }: TrainingLook): number {
  return Math.round(memorizedFraction * lookSettings.sampleCount);
}

/** What the run has shown so far, in one sentence that its numbers bear out. */
export function trainingFinding(looks: readonly TrainingLook[]): string {
  const best = bestLook(looks);
  const last = looks.at(-1);
  if (!best || !last || last.step === 0) return 'Train a network, and watch when it begins to copy';
  const copies = copiesOf(last);
  const counted = copies === 0 ? '' : `; ${copies} of ${lookSettings.sampleCount} samples are copies`;
  const [now, then] = [formatCount(last.imagesSeen), formatCount(best.imagesSeen)];
  if (last.heldOutLoss <= 1.02 * best.heldOutLoss)
    return `After ${now} images it is about as good on new images as at its best${counted}`;
  if (last.trainingLoss < best.trainingLoss)
    return `Best on new images after ${then}; since then it has only learned its own by heart${counted}`;
  return `After ${now} images it is worse on new images than at its best, after ${then}${counted}`;
}

/** One line: what is done, how far it is, what is left. */
export function statusWords(state: TrainingState): string {
  const { phase, job, imagesSeen, pace, progress, message } = state;
  const of = job ? `${formatCount(imagesSeen)} of ${formatCount(job.imagesSeen)} images` : '';
  switch (phase) {
    case 'idle':
      return 'Nothing is loaded or computed before you start.';
    case 'preparing':
      return `${progress ? progressWords(progress) : 'Getting ready'}.`;
    case 'training':
      return `${of} seen${pace && job ? `, ${formatCount(Math.round(pace))} a second, ${remainingWords((job.imagesSeen - imagesSeen) / pace)} left` : ''}.`;
    case 'pausing':
    case 'stopping':
      return 'Ending this step, and looking once more.';
    case 'paused':
      return `Paused after ${of}. The network can be used as it is.`;
    case 'ended':
      return `${job && imagesSeen < job.imagesSeen ? 'Stopped' : 'Finished'} after ${of}.`;
    case 'failed':
      return sentence(message ?? 'The training failed');
    default:
      return phase satisfies never;
  }
}

/** Errors end without a full stop. */
const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

/** "about 40 seconds", "about 3 minutes" */
export function remainingWords(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} seconds`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} minutes`;
  return `about ${Math.round(seconds / 3600)} hours`;
}

/** "Fashion, N = 16, width 16, seed 1, after 48,000 images" @param areHere  whether its images are open */
export function ownWords({ dataset, subset, width, seed, imagesSeen }: OwnEntry, areHere: boolean): string {
  const whose = areHere ? datasetInfo(dataset).label : 'other images of yours';
  return `${whose}, N = ${formatCount(subset.count)}, width ${width}, seed ${seed}, after ${formatCount(imagesSeen)} images`;
}

const stop = (value: number) => ({ value, label: formatCount(value), isMarked: false });

/** N to choose from. */
export function countStops(dataset: DatasetId) {
  const { trainCount } = datasetInfo(dataset);
  const counts = [4, 16, 64, 256, 1024, 4096, 16_384].filter((n) => n <= trainCount);
  return [...new Set([...counts, ...(isPublished(dataset) ? [] : [trainCount])])].map(stop);
}

export const lengthStops = [6_000, 12_000, 24_000, 48_000, 96_000, 192_000, 512_000].map(stop);
