/**
 * The table of networks that are trained, without TensorFlow.js. `npm run train:zoo` trains its rows in this order; public/models/manifest.json lists
 * what there is so far.
 */
import type { DatasetId } from '../data/catalog';
import { firstImages, secondHalf, type Subset } from '../data/subset';

export interface ZooEntry {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Channels at 14 x 14. */
  readonly width: number;
  readonly seed: number;
  /** Images to see in all. */
  readonly imagesSeen: number;
  /** Images seen, ascending, at which the network is kept as well as at the end. */
  readonly checkpoints: readonly number[];
}

/** What all rows share. Small batches, because here the number of steps limits how much is learned, not the noise of the gradient. */
export const recipe = { batchSize: 16, learningRate: 0.003 } as const;

/** The held-out loss on 16,384 images falls by 0.9% over the last quarter of it: docs/network.md, "How long". */
const wholeTraining = 480_000;
/** Enough to remember 64 pieces of clothing or digits; 64 faces take a million. */
const shortTraining = 384_000;
/** From 50 steps on, in equal ratios. */
const trainingTimes = [800, 2_000, 5_120, 12_800, 32_000, 80_000, 204_800];

interface RowOptions {
  readonly half?: 'second';
  readonly width?: number;
  readonly imagesSeen?: number;
  /** Kept at `trainingTimes`, and at three quarters: what the last quarter still changes tells whether training has levelled off. */
  readonly isKeptOnTheWay?: boolean;
}

function row(dataset: DatasetId, images: number, options: RowOptions = {}): ZooEntry {
  const { half, width = 32, imagesSeen = images <= 64 ? shortTraining : wholeTraining, isKeptOnTheWay } = options;
  return {
    id: `${dataset}-n${images}${half ? '-second' : ''}-w${width}`,
    dataset,
    subset: half ? secondHalf(images) : firstImages(images),
    width,
    seed: 1,
    imagesSeen,
    checkpoints: isKeptOnTheWay ? [...trainingTimes, 0.75 * imagesSeen] : [],
  };
}

export const zoo: readonly ZooEntry[] = [
  row('fashion', 64),
  row('fashion', 16_384, { isKeptOnTheWay: true }),
  row('fashion', 16),
  row('fashion', 256, { isKeptOnTheWay: true }),
  row('fashion', 1024),
  row('fashion', 4096),
  row('fashion', 64, { half: 'second' }),
  row('fashion', 8192),
  row('fashion', 8192, { half: 'second' }),
  row('fashion', 256, { width: 8 }),
  row('fashion', 256, { width: 16 }),
  row('faces', 64, { imagesSeen: 1_000_000 }),
  row('faces', 4096),
  row('digits', 64),
  row('digits', 8192),
  row('faces', 4096, { half: 'second' }),
];

/** Wanted, and trained when the rest is done. */
export const planned: readonly ZooEntry[] = [
  row('fashion', 1024, { half: 'second' }),
  row('faces', 1024),
  row('digits', 1024),
  row('fashion', 256, { width: 64 }),
  row('fashion', 1024, { width: 64 }),
];

/** The id of a network as it was after so many images of its training. */
export function checkpointId(id: string, imagesSeen: number): string {
  return `${id}-at${imagesSeen}`;
}
