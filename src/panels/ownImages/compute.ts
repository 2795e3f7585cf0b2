/** What "Your own images" says of a set: what was made of its files, and where it stands. */
import type { Reading, ReadProgress } from '../../data/own/reading';
import { ownLimits } from '../../data/own/limits';
import type { ReadingReport } from '../../state/ownImagesStorage';
import { percent } from '../countAxis';
import { formatCount } from '../words';

const counted = (count: number, one: string, many = `${one}s`) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** "Read 120 of 2,000 files: 118 images taken, 2 refused." */
export function progressSentence(name: string, progress: ReadProgress | undefined): string {
  if (!progress) return `Opening ${name}.`;
  const { read, files, taken, refused } = progress;
  const refusals = refused > 0 ? `, ${formatCount(refused)} refused` : '';
  return `Read ${formatCount(read)} of ${counted(files, 'file')}: ${counted(taken, 'image')} taken${refusals}.`;
}

/** What was done to the images on the way, a sentence each. */
export function reportSentences(report: ReadingReport): string[] {
  const { taken, copies, beyond, hidden, enlarged, transparent, ranges } = report;
  const was = (count: number) => (count === 1 ? 'was' : 'were');
  return [
    ...(beyond > 0
      ? [`There are more than ${formatCount(ownLimits.mostImages)}: ${formatCount(beyond)} were left out, by lot.`]
      : []),
    ...(copies > 0
      ? [
          `${counted(copies, 'image')} of ${formatCount(taken)} ${was(copies)} left out, because an equal one is there: what is held out must not be in the training images.`,
        ]
      : []),
    ...(enlarged > 0 ? [`${counted(enlarged, 'image')} ${was(enlarged)} smaller than 28 pixels, and enlarged.`] : []),
    ...(transparent > 0
      ? [`${counted(transparent, 'image')} ${was(transparent)} partly transparent: put on black.`]
      : []),
    ...rangeSentences(ranges),
    ...(hidden > 0 ? [`${counted(hidden, 'hidden file')} ${was(hidden)} passed over.`] : []),
  ];
}

/** Files of the same range share a sentence. */
function rangeSentences(ranges: Reading['ranges']): string[] {
  const byWords = new Map<string, string[]>();
  for (const { path, words } of ranges) byWords.set(words, [...(byWords.get(words) ?? []), path]);
  return [...byWords].map(([words, [first, ...others]]) => {
    const more = others.length > 0 ? ` and ${counted(others.length, 'other table')}` : '';
    return `The numbers of ${first}${more} are taken so that ${words}.`;
  });
}

export interface Standing {
  /** N. */
  readonly have: number;
  /** N for the target; Infinity when no number is enough. */
  readonly needed: number;
  /** Test loss at N over the best possible, less 1. */
  readonly excess: number;
}

/** How near to the best possible test loss the target is. */
export const target = { kind: 'excess', value: 0.1 } as const;

export function standingFinding({ have, needed, excess }: Standing, where: string): string {
  const now = `${where}, a linear model of your ${formatCount(have)} images has a test loss ${about(excess)} above the best possible`;
  if (needed <= have)
    return capital(`${now}: there are enough, ${rounded(needed)} would do for ${percent(target.value)}`);
  if (needed <= 1.15 * have) return capital(`${now}: nearly as many as it takes for ${percent(target.value)}`);
  if (!Number.isFinite(needed)) return capital(`${now}; no number of images takes it within ${percent(target.value)}`);
  return capital(`${now}; for ${percent(target.value)} it needs about ${rounded(needed)}`);
}

const about = (share: number) => (share < 0.01 ? 'less than 1%' : percent(share));
const rounded = (count: number) => formatCount(Number(count.toPrecision(2)));
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
