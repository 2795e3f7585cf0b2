/** Whether images carry the grid of the network's own folds, by their power spectrum. */

import { rounded } from './context';

const size = 28;

/** Mean power of images [count, 784] along each frequency f = 0 to 14 (cycles in 28 pixels), in rows and columns alike, the image's mean apart. */
export function axisPower(images: ArrayLike<number>): Float64Array {
  const power = new Float64Array(size / 2 + 1);
  for (let start = 0; start < images.length; start += size * size) {
    for (let line = 0; line < size; line++) {
      for (let f = 1; f < power.length; f++) {
        power[f]! += linePower((i) => images[start + line * size + i]!, f);
        power[f]! += linePower((i) => images[start + i * size + line]!, f);
      }
    }
  }
  return power.map((sum) => sum / (images.length / size));
}

function linePower(at: (i: number) => number, f: number): number {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < size; i++) {
    const angle = (2 * Math.PI * f * i) / size;
    real += at(i) * Math.cos(angle);
    imaginary += at(i) * Math.sin(angle);
  }
  return (real ** 2 + imaginary ** 2) / size ** 2;
}

export interface GridPower {
  /** Power at a period of 2 and of 4 pixels over that at the neighbouring frequencies, as a multiple of the same in real images: 1 is no grid. */
  readonly period2: number;
  readonly period4: number;
}

export function gridPower(samples: ArrayLike<number>, real: ArrayLike<number>): GridPower {
  const [own, reference] = [axisPower(samples), axisPower(real)];
  const peak = (power: Float64Array, f: number) =>
    power[f]! / Math.sqrt(power[f - 1]! * (power[f + 1] ?? power[f - 1]!));
  const ratio = (f: number) => peak(own, f) / peak(reference, f);
  return { period2: rounded(ratio(14)), period4: rounded(ratio(7)) };
}
