/** Picks the images of both splits in an order drawn from a seed, leaving out any that is a copy of one already picked. */
import { createHash } from 'node:crypto';
import { drawPermutation, makeRng } from '../../src/math/rng';
import { dim, type RawSplit } from './recipe';

export interface Selection {
  readonly seed: number;
  readonly trainCount: number;
  readonly heldOutCount: number;
}

/** Training images come from `train` (stream seed/0), held-out ones from `heldOut` (stream seed/1). */
export function selectDistinct(
  pool: { train: RawSplit; heldOut: RawSplit },
  { seed, trainCount, heldOutCount }: Selection,
): { train: RawSplit; heldOut: RawSplit } {
  const seen = new Set<string>();
  const pick = ({ images, labels }: RawSplit, count: number, stream: number): RawSplit => {
    const picked: number[] = [];
    for (const index of drawPermutation(makeRng(seed, stream), images.length / dim)) {
      if (picked.length === count) break;
      const digest = createHash('sha256').update(imageAt(images, index)).digest('hex');
      if (seen.has(digest)) continue;
      seen.add(digest);
      picked.push(index);
    }
    if (picked.length < count)
      throw new RangeError(`selectDistinct: the pool must hold ${count} distinct images, got ${picked.length}`);
    const chosen = new Uint8Array(count * dim);
    picked.forEach((index, i) => chosen.set(imageAt(images, index), i * dim));
    return { images: chosen, ...(labels && { labels: Uint8Array.from(picked, (index) => labels[index]!) }) };
  };
  return { train: pick(pool.train, trainCount, 0), heldOut: pick(pool.heldOut, heldOutCount, 1) };
}

function imageAt(images: Uint8Array, index: number): Uint8Array {
  return images.subarray(index * dim, (index + 1) * dim);
}
