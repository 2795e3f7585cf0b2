/** Draws as many images as there are, with replacement (the bootstrap). @param bytes  [count, dim]  @param index  names the draw */
import { makeRng } from '../math/rng';

export function resample(
  bytes: Uint8Array,
  { dim, seed, index }: { readonly dim: number; readonly seed: number; readonly index: number },
): Uint8Array {
  const count = bytes.length / dim;
  const rng = makeRng(seed, index);
  const drawn = new Uint8Array(bytes.length);
  for (let i = 0; i < count; i++) {
    const from = rng.below(count) * dim;
    drawn.set(bytes.subarray(from, from + dim), i * dim);
  }
  return drawn;
}
