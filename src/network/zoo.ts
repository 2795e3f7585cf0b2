/** The table of networks that are trained, without TensorFlow.js: `npm run train` makes each row, public/models/manifest.json lists those that exist. */
import type { DatasetId } from '../data/catalog';
import type { Subset } from '../data/subset';

export interface ZooEntry {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Channels at 14 x 14. */
  readonly width: number;
  readonly imagesSeen: number;
}

export const zoo: readonly ZooEntry[] = [
  { id: 'fashion-n16-w32', dataset: 'fashion', subset: { start: 0, count: 16 }, width: 32, imagesSeen: 160_000 },
  { id: 'fashion-n64-w32', dataset: 'fashion', subset: { start: 0, count: 64 }, width: 32, imagesSeen: 512_000 },
  { id: 'fashion-n16384-w32', dataset: 'fashion', subset: { start: 0, count: 16384 }, width: 32, imagesSeen: 256_000 },
];
