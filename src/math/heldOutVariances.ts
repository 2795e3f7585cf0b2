/** How much images that a spectrum has not seen vary along its directions. */
import type { Spectrum } from './spectrum';

export interface HeldOutVariances {
  /** Mean squared component along each mode, the spectrum's mean taken away; length = rank. */
  readonly along: Float64Array;
  /** The same, for each of the dim - rank directions that the spectrum lacks: their mean, 0 if there are none. */
  readonly offSpan: number;
}

/** @param images  [count, dim], pixels */
export function heldOutVariances({ mean, modes, eigenvalues, dim }: Spectrum, images: Float64Array): HeldOutVariances {
  const [count, rank] = [images.length / dim, eigenvalues.length];
  const along = new Float64Array(rank);
  const deviation = new Float64Array(dim);
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < dim; p++) {
      deviation[p] = images[i * dim + p]! - mean[p]!;
      total += deviation[p]! ** 2 / count;
    }
    for (let k = 0; k < rank; k++) {
      let component = 0;
      for (let p = 0; p < dim; p++) component += modes[k * dim + p]! * deviation[p]!;
      along[k]! += component ** 2 / count;
    }
  }
  const rest = total - along.reduce((sum, value) => sum + value, 0);
  return { along, offSpan: rank < dim ? Math.max(0, rest) / (dim - rank) : 0 };
}
